"""Which numbers of a table must be hidden so that none of the small ones can be worked out: primary and complementary suppression.

The reader who works against us knows every visible number, how the numbers add up (with exact constants, even where they are not
printed), and that no count is below zero. Then a hidden number lies in an interval, found by linear programming. Nothing is left
hidden whose interval is narrower than the threshold, unless no choice of further numbers could widen it: what stands below a
published total smaller than the threshold can never be wider than that total.

Method: Cox (1980) for the intervals and the idea of hiding complements; the search is a plain greedy one, checked at every step.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

Key = Any  # hashable and with a repr that is the same in every run
Sum = Mapping[Key, int]  # number -> +1 or -1: what these add up to is known
CLOSE = 1e-6  # below it a difference is the arithmetic's, not the number's
FAR = 1e6  # a number may be so much larger than it is before we call it unbounded
ROUNDS = 8  # of moving many numbers at once
QUICK = 2  # rounds of taking the nearest number; then the best is looked for
ZERO = 1e5  # what it costs to hide a zero


def hidden(
    cells: Mapping[Key, int],
    sums: Iterable[Sum],
    threshold: int,
    fixed: Collection[Key] = (),
    already: Collection[Key] = (),
    unseen: Collection[Key] = (),
    cost: Mapping[Key, float] | None = None,
    together: Mapping[Key, Collection[Key]] | None = None,
) -> set[Key]:
    """The numbers to hide: the small ones (1 to threshold - 1), those already hidden, and what protects them.

    fixed: stay visible. unseen: shown nowhere, but they take part in sums; the small ones among them are protected as well.
    cost: those with less are hidden first, in place of the number itself. Zeros come last of all. together: what is hidden with a number,
    zeros too. threshold 0 or 1: nothing.
    """
    if threshold <= 1:
        return set()
    stay = set(fixed)
    small = {key for key, value in cells.items() if 0 < value < threshold and key not in stay}
    start = {other for key in small | set(already) for other in (key, *(together or {}).get(key, ()))} - stay
    table = Table(dict(cells), [dict(each) for each in sums], threshold, stay, start | set(unseen), cost or {}, together or {})
    table.protect(sorted(start - (set(unseen) - small), key=repr))
    while more := table.hide(table.telling()):
        table.protect(sorted(more, key=repr))
    return table.hidden - set(unseen)


@dataclass
class Table:
    """Numbers that hang together, and which of them are hidden so far. of: number -> the places of its sums."""

    cells: dict[Key, int]
    sums: list[dict[Key, int]]
    threshold: int
    fixed: set[Key]
    hidden: set[Key]
    cost: Mapping[Key, float]
    together: Mapping[Key, Collection[Key]]
    of: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    open: dict[Key, "Part"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, each in enumerate(self.sums):
            for key in each:
                self.of[key].append(place)
        for part in parts(self.sums, set(self.cells) - self.fixed):
            self.open |= dict.fromkeys(part.keys, part)

    def protect(self, wanted: Sequence[Key]) -> None:
        """Hides more until each of these numbers, and each that is hidden for them, is as uncertain as it can be made."""
        for turn in count():
            narrow = narrow_ones(self.cells, self.sums, self.hidden, {key: self.need(key) for key in wanted})
            beside = {key: self.beside(key) for key in narrow} if turn < QUICK else {}
            left = [key for key in narrow if not beside.get(key)]
            added = self.hide(each for each in beside.values() if each is not None)
            for key in left:
                added |= self.hide(self.complement(key, narrow[key]))
            wanted = [*(key for key in narrow if beside.get(key)), *sorted(added, key=repr)]
            if not wanted:
                break

    def telling(self) -> set[Key]:
        """A zero to hide beside numbers that the symbol itself would tell: what is hidden is rarely zero, so hidden numbers that come to less
        than the threshold, or to no more than there are of them, are known to be one, or nearly. A hidden zero among them leaves it open."""
        found: set[Key] = set()
        for place, row in enumerate(self.sums):
            for sign in (1, -1):
                side = [key for key, own in row.items() if own == sign]
                numbers = [self.cells[key] for key in side if key in self.hidden]
                alone = not any(key in self.hidden for key in row if row[key] != sign)
                if len(side) > 1 and alone and all(numbers) and 0 < sum(numbers) < max(self.threshold, len(numbers) + 1):
                    zeros = [key for key in side if not self.cells[key] and key not in self.fixed]
                    found |= set(sorted(zeros, key=lambda key: (-self.room(key, place), repr(key)))[:1])
        return found

    def hide(self, keys: Iterable[Key]) -> set[Key]:
        """Hides numbers with all that is hidden together with them; which were not hidden before."""
        more = {other for key in keys for other in (key, *self.together.get(key, ()))} - self.hidden - self.fixed
        self.hidden |= more
        return more

    def beside(self, key: Key) -> Key | None:
        """What to hide for a number that is alone hidden in a sum: the cheapest above zero, else the zero that could be largest."""
        alone = [place for place in self.of[key] if not (set(self.sums[place]) - {key}) & self.hidden]
        choices = {other for place in alone[:1] for other in self.sums[place]} - self.hidden - self.fixed
        large = [other for other in choices if self.cells[other]]
        if large:
            return min(large, key=lambda other: (self.cost.get(other, self.cells[other]), repr(other)))
        return min(choices, key=lambda other: (-self.room(other, alone[0]), repr(other)), default=None)

    def room(self, key: Key, here: int) -> int:
        """What the hidden numbers beside this one come to in the tightest of its other sums."""
        others = (self.sums[place] for place in self.of[key] if place != here)
        return min((sum(self.cells[other] for other in row if other in self.hidden) for row in others), default=0)

    def complement(self, key: Key, wide: float) -> set[Key]:
        """What to hide so that a number, whose interval is so wide, gets the interval it needs; nothing where nothing would help."""
        part, need = self.open[key], self.need(key)
        if (found := part.shift(self.cells, key, need, self.weights(part))) is None:
            low, high = part.ends(self.cells, key)  # if everything was hidden that may be
            if high - low < wide + CLOSE:
                return set()
            found = part.shift(self.cells, key, min(need, high - low) - CLOSE, self.weights(part)) or set()
        return found - self.hidden

    def weights(self, part: "Part") -> list[float]:
        """What it costs to hide each number of a part: nothing where it is hidden, most where it is zero."""
        known = ((key, self.cost.get(key, float(self.cells[key]))) for key in part.keys)
        return [0.0 if key in self.hidden else 1.0 + cost + (0.0 if self.cells[key] else ZERO) for key, cost in known]

    def need(self, key: Key) -> float:
        """How wide its interval must be: the threshold, or what the numbers that may be hidden add up to below a fixed total."""
        room = float(self.threshold)
        for row in (self.sums[place] for place in self.of[key]):
            if all(other in self.fixed for other, sign in row.items() if sign != row[key]):
                room = min(room, sum(self.cells[other] for other, sign in row.items() if sign == row[key] and other not in self.fixed))
        return room


def narrow_ones(cells: Mapping[Key, int], sums: Sequence[Sum], hidden: Collection[Key], need: Mapping[Key, float]) -> dict[Key, float]:
    """Those of these numbers whose interval is narrower than they need, with its width."""
    found: dict[Key, float] = {}
    for part in parts(sums, hidden):
        if wanted := {key: need[key] for key in part.keys if key in need}:
            found |= part.narrow(cells, wanted)
    return found


def interval(cells: Mapping[Key, int], sums: Sequence[Sum], hidden: Collection[Key], key: Key) -> tuple[float, float]:
    """The least and the largest that one hidden number can be for somebody who knows all the others."""
    for part in parts(sums, hidden):
        if key in part.place:
            return part.ends(cells, key)
    return 0.0, float("inf")


@dataclass(frozen=True)
class Part:
    """Hidden numbers that hang together. rows: their sums, without the visible numbers."""

    keys: list[Key]
    rows: list[dict[Key, int]]
    place: dict[Key, int]

    def narrow(self, cells: Mapping[Key, int], need: Mapping[Key, float]) -> dict[Key, float]:
        """Those of these numbers whose interval is narrower than they need, with its width."""
        if len(self.rows) == 1 and len(set(self.rows[0].values())) == 1:  # all that is known is what they add up to
            total = float(sum(cells[key] for key in self.keys)) if len(self.keys) > 1 else 0.0
            return {key: total for key, least in need.items() if total < least}
        known = self.determined() & set(need)
        ends = {
            key: self.ends(cells, key) for key in self.unsettled(cells, {key: least for key, least in need.items() if key not in known})
        }
        return {key: 0.0 for key in need if key in known} | {
            key: high - low for key, (low, high) in ends.items() if high - low < need[key] - CLOSE
        }

    def determined(self) -> set[Key]:
        """The numbers that plain subtraction gives: the last unknown of a sum, then the last of another."""
        known: set[Key] = set()
        while new := {left[0] for row in self.rows if len(left := [key for key in row if key not in known]) == 1}:
            known |= new
        return known

    def unsettled(self, cells: Mapping[Key, int], need: Mapping[Key, float]) -> list[Key]:
        """The numbers not seen to be wide enough by moving many at once: a few solutions settle most of them."""
        left, low, high = list(need), dict(cells), dict(cells)  # what the numbers are is one solution
        for turn in range(ROUNDS):
            for found in self.apart(cells, {key: need[key] for key in left}, turn):
                low |= {key: min(low[key], value) for key, value in found.items()}
                high |= {key: max(high[key], value) for key, value in found.items()}
            before, left = left, [key for key in left if high[key] - low[key] < need[key] - CLOSE]
            if not left or (turn and len(left) == len(before)):
                break
        return left

    def apart(self, cells: Mapping[Key, int], need: Mapping[Key, float], turn: int) -> list[dict[Key, float]]:
        """Two solutions that lie as far from one another as these numbers need, in as many of them as they can."""
        import numpy as np
        from scipy.sparse import block_diag, coo_array, hstack

        size, many = len(self.keys), len(need)
        matrix, known = self.matrix(cells)
        signs = np.array([1.0 if (place >> turn) & 1 == 0 else -1.0 for place in range(many)])
        first = coo_array((-signs, (range(many), [self.place[key] for key in need])), shape=(many, size))
        gained = coo_array((np.ones(many), (range(many), range(many))), shape=(many, many))
        empty = coo_array((2 * matrix.shape[0], many))
        solution = solved(
            np.concatenate([np.zeros(2 * size), -np.ones(many)]),
            hstack([block_diag([matrix, matrix]), empty]).tocsr(),
            np.concatenate([known, known]),
            hstack([first, -first, gained]).tocsr(),
            np.array([[0.0, FAR]] * (2 * size) + [[0.0, least] for least in need.values()]),
        )
        return [dict(zip(self.keys, solution[start : start + size].tolist(), strict=True)) for start in (0, size)]

    def ends(self, cells: Mapping[Key, int], key: Key) -> tuple[float, float]:
        """The least and the largest that a number can be."""
        import numpy as np

        matrix, known = self.matrix(cells)
        goal = np.zeros(len(self.keys))
        goal[self.place[key]] = 1.0
        bounds = np.array([[0.0, FAR]] * len(self.keys))
        low, high = (solved(sign * goal, matrix, known, None, bounds)[self.place[key]] for sign in (1.0, -1.0))
        return float(low), float("inf") if high > FAR / 2 else float(high)

    def shift(self, cells: Mapping[Key, int], key: Key, need: float, weights: Sequence[float]) -> set[Key] | None:
        """The numbers that change where two solutions differ so much in one of them, chosen so that the changes weigh least; None where
        there are no such solutions."""
        import numpy as np
        from scipy.sparse import coo_array, hstack, kron, vstack

        size, place = len(self.keys), self.place[key]
        matrix, _ = self.matrix(cells)
        moves = kron(np.eye(2), hstack([matrix, -matrix]))  # up and down in the one solution, then in the other
        apart = coo_array(([1.0, -1.0, -1.0, 1.0], ([0] * 4, [place + size * turn for turn in range(4)])), shape=(1, 4 * size))
        most = np.array([[FAR, float(cells[each])] for each in self.keys])
        found = solved(
            np.tile(np.array(weights), 4),
            vstack([moves, apart]).tocsr(),
            np.concatenate([np.zeros(moves.shape[0]), [need]]),
            None,
            np.stack([np.zeros(4 * size), np.tile(most.T.reshape(-1), 2)], axis=1),
            required=False,
        )
        if found is None:
            return None
        moved = found.reshape(4, size).sum(axis=0)
        return {each for each, much in zip(self.keys, moved, strict=True) if much > CLOSE}

    def matrix(self, cells: Mapping[Key, int]) -> tuple[Any, Any]:
        """The sums as a sparse matrix, and what they come to."""
        import numpy as np
        from scipy.sparse import coo_array

        entries = [(place, self.place[key], sign) for place, row in enumerate(self.rows) for key, sign in row.items()]
        down, across, signs = zip(*entries, strict=True) if entries else ((), (), ())
        known = np.array([sum(sign * cells[key] for key, sign in row.items()) for row in self.rows], dtype=float)
        return coo_array((np.array(signs, dtype=float), (down, across)), shape=(len(self.rows), len(self.keys))).tocsr(), known


def parts(sums: Sequence[Sum], hidden: Collection[Key]) -> list[Part]:
    """The hidden numbers, apart where no sum ties them together."""
    rows = [row for each in sums if (row := {key: sign for key, sign in each.items() if key in hidden})]
    leader = {key: key for key in hidden}

    def top(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for row in rows:
        first, *others = (top(key) for key in row)
        for other in others:
            leader[top(other)] = top(first)
    members: dict[Hashable, list[Key]] = defaultdict(list)
    for key in sorted(hidden, key=repr):
        members[top(key)].append(key)
    own: dict[Hashable, list[dict[Key, int]]] = defaultdict(list)
    for row in rows:
        own[top(next(iter(row)))].append(row)
    return [Part(keys, own[name], {key: place for place, key in enumerate(keys)}) for name, keys in members.items()]


def solved(goal: Any, matrix: Any, known: Any, limits: Any, bounds: Any, required: bool = True) -> Any:
    """The solution of a linear program: least goal, matrix @ x = known, limits @ x <= 0. Where there is none: None, or RuntimeError where
    one is required."""
    import numpy as np
    from scipy.optimize import linprog

    below = None if limits is None else np.zeros(limits.shape[0])
    equal = matrix if matrix.shape[0] else None
    found = linprog(goal, limits, below, equal, known if matrix.shape[0] else None, bounds, method="highs")
    if found.x is None and required:
        raise RuntimeError(f"no solution: {found.message}")
    return found.x
