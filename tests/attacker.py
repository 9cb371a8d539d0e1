"""What somebody can work out of equations between counts, none of which is below zero: the least and the largest that each can be.

Nothing of analytics.suppression is used here.
"""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, coo_array, hstack, identity
from scipy.sparse.csgraph import connected_components

CLOSE = 1e-6


class System:
    """Equations over what is not known."""

    def __init__(self, rows):
        self.cells = sorted({cell for row, _ in rows for cell in row})
        self.place = {cell: place for place, cell in enumerate(self.cells)}
        entries = [(place, self.place[cell], sign) for place, (row, _) in enumerate(rows) for cell, sign in row.items()]
        down, across, signs = zip(*entries, strict=True)
        self.matrix = coo_array((signs, (down, across)), shape=(len(rows), len(self.cells))).tocsr()
        self.sums = np.array([constant for _, constant in rows], dtype=float)

    def solved(self, goal):
        """A solution that makes the goal least."""
        found = linprog(goal, A_eq=self.matrix, b_eq=self.sums, bounds=(0, 1e6), method="highs")
        assert found.x is not None, found.message
        return found.x

    def goals(self, cell):
        """The goals that make a cell least and largest."""
        goal = np.zeros(len(self.cells))
        goal[self.place[cell]] = 1
        return goal, -goal

    def apart(self, cells, least, signs):
        """Two solutions at once that differ by up to least in as many of the cells as they can, in the direction of the signs."""
        size, count = len(self.cells), len(cells)
        pick = coo_array((signs, (range(count), [self.place[cell] for cell in cells])), shape=(count, size))
        both = hstack([block_diag([self.matrix, self.matrix]), coo_array((2 * len(self.sums), count))])
        found = linprog(
            np.concatenate([np.zeros(2 * size), -np.ones(count)]),
            A_ub=hstack([-pick, pick, identity(count)]),
            b_ub=np.zeros(count),
            A_eq=both,
            b_eq=np.concatenate([self.sums, self.sums]),
            bounds=[(0, 1e6)] * (2 * size) + [(0, least)] * count,
            method="highs",
        )
        assert found.x is not None, found.message
        return found.x[:size], found.x[size : 2 * size]

    def narrow(self, cells, least):
        """The cells with an interval narrower than least, with its width: those that a few pairs of solutions leave are settled one by
        one."""
        chance = np.random.default_rng(1)
        low = high = self.solved(np.zeros(len(self.cells)))
        left = cells
        for _ in range(8):
            low, high = widened(low, high, *self.apart(left, least, chance.choice([-1.0, 1.0], len(left))))
            left = [cell for cell in left if high[self.place[cell]] - low[self.place[cell]] < least - CLOSE]
            if not left:
                return {}
        ends = {cell: [self.solved(goal)[self.place[cell]] for goal in self.goals(cell)] for cell in left}
        return {cell: most - fewest for cell, (fewest, most) in ends.items() if most - fewest < least - CLOSE}


def widened(low, high, *found):
    """The least and largest of each cell so far, with more solutions."""
    return np.minimum.reduce([low, *found]), np.maximum.reduce([high, *found])


def systems(rows, known):
    """The equations over what is not known, apart where nothing ties them together."""
    left = [
        (
            {cell: sign for cell, sign in row.items() if cell not in known},
            constant - sum(sign * known[cell] for cell, sign in row.items() if cell in known),
        )
        for row, constant in rows
    ]
    left = [(row, constant) for row, constant in left if row]
    cells = sorted({cell for row, _ in left for cell in row})
    place = {cell: len(left) + at for at, cell in enumerate(cells)}
    ties = [(at, place[cell]) for at, (row, _) in enumerate(left) for cell in row]
    size = len(left) + len(cells)
    graph = coo_array((np.ones(len(ties)), tuple(zip(*ties, strict=True)) if ties else ((), ())), shape=(size, size))
    count, names = connected_components(graph, directed=False)
    apart = [[] for _ in range(count)]
    for at, each in enumerate(left):
        apart[names[at]].append(each)
    return [System(each) for each in apart if each]


def narrow_cells(rows, known, cells, least):
    """Those of the cells with an interval narrower than least, with its width."""
    found = {}
    for system in systems(rows, known):
        if wanted := [cell for cell in cells if cell in system.place]:
            found |= system.narrow(wanted, least)
    return found
