"""An import killed at any moment leaves the register as it was or as it shall be; two at once lose nothing; two processes see the same."""

import multiprocessing
import os
import random
import shutil
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import forkserver

import pytest
from kept import JULY, import_dying, import_telling, kept, released, released_plainly, rows, write_rows

from analytics.gate import store
from analytics.register.journal import Journal, State, state, version_path
from analytics.register.opening import digest
from analytics.register.snapshots import Register
from analytics.text import Notice

MOMENTS = 200  # random ones; the number is promised, do not lower it
LATEST = 15.0  # seconds after which a process that should have ended is a failure

context = multiprocessing.get_context("forkserver")


@pytest.fixture(scope="module", autouse=True)
def ready_processes():
    """A server that forks processes with every module loaded; it is told in its environment where they lie."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        context.set_forkserver_preload(["pytest", "kept"])
        forkserver.ensure_running()


@contextmanager
def process(work, *arguments):
    """A process at work, gone afterwards."""
    one = context.Process(target=work, args=arguments, daemon=True)
    one.start()
    try:
        yield one
    finally:
        with suppress(ProcessLookupError):
            os.kill(one.pid, signal.SIGKILL)
        one.join(LATEST)
        assert one.exitcode is not None


def whole(register):
    """The state of a register of which everything is whole: the journal, every file it names, and what is served."""
    directory = register.refresh().directory
    events = Journal(directory).events()
    for version in {event.version for event in events}:
        assert digest(version_path(directory, version)) == version
    for event in events:
        if event.kind == "import":
            assert (directory / "originals" / event.original["kept"]).stat().st_size
    known = state(events)
    assert register.refusals == []
    assert {day: register.at(day).version for day in register.dates} == {day: event.version for day, event in known.in_force.items()}
    return known


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """files(3) -> a file of three persons."""
    folder = tmp_path_factory.mktemp("files")
    for count in range(1, MOMENTS // 2 + 2):
        write_rows(folder / f"{count}.csv", rows(count))
    return lambda count: folder / f"{count}.csv"


# Killed at every step

KILLED = (
    -signal.SIGKILL,
    255,
)  # 255: multiprocessing's server of processes lost the answer of how its child ended; 0 and 1 would be ends of ours


def killed(directory, path, at):
    """An import and release that dies at a step; the number of steps where it does not."""
    ours, theirs = context.Pipe(False)
    with process(import_dying, directory, path, at, theirs) as one:
        theirs.close()
        one.join(LATEST)
        return ours.recv() if one.exitcode == 0 else one.exitcode


def test_an_import_killed_at_any_step_leaves_the_old_or_the_new_state_and_the_next_cleans_up(tmp_path, files):
    start = tmp_path / "start"
    released(start, files(3))
    steps = killed(copied(start, tmp_path / "0"), files(4), 0)
    assert steps > 30
    with ThreadPoolExecutor(2) as pool:
        numbers = list(pool.map(lambda at: after_a_kill(copied(start, tmp_path / str(at)), files, at), range(1, steps + 1)))
    assert numbers == sorted(numbers) and {*numbers} == {2, 3, 4}, "old, draft kept, released: in this order and nothing between"


def copied(start, directory):
    """A register like another."""
    return shutil.copytree(start, directory)


def after_a_kill(directory, files, at):
    """Looks at what a killed import left, and imports again."""
    assert killed(directory, files(4), at) in KILLED, at
    known = whole(Register(directory))
    assert known.in_force[JULY].number == (4 if known.number == 4 else 2)
    assert released_plainly(directory, files(5)).number == known.number + 2
    assert list((directory / "work").iterdir()) == []
    return known.number


# Killed at random moments


def test_an_import_killed_at_random_moments_is_never_half_there_and_never_lost(tmp_path, files):
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(random_kills, tmp_path / str(seed), files, seed, MOMENTS // 2) for seed in (1, 2)]
        done = [each for run in runs for each in run.result()]
    assert len(done) == MOMENTS
    assert {*done} == {0, 1, 2}, "some were killed before the draft, some before the release, some after it"


def random_kills(directory, files, seed, count):
    """So many imports into one register, each killed at a random moment; how many events each left."""
    chance, register, known, done = random.Random(seed), Register(directory), State(), []
    lasting = max(lasts(directory.with_name(f"{directory.name} measured"), files(place)) for place in (1, 2, 3))
    for place in range(count):
        told = killed_after(directory, files(place + 1), chance.uniform(0, 1.2 * lasting))
        before, known = known, whole(register)
        assert known.number - before.number in (0, 1, 2)
        assert all(number <= known.number for _, number in told), "what was told as done is there"
        done.append(known.number - before.number)
    released_plainly(directory, files(count + 1))
    assert whole(register).in_force[JULY].number == known.number + 2 and list((directory / "work").iterdir()) == []
    return done


def lasts(directory, path):
    """How long an import and its release take, in seconds."""
    with importing(directory, path) as (_, ours, start):
        began = time.perf_counter()
        start.set()
        while ours.recv()[0] != "released":
            pass
        return time.perf_counter() - began


def killed_after(directory, path, delay):
    """An import that is killed so many seconds after its start; what it told as done."""
    with importing(directory, path) as (one, ours, start):
        start.set()
        time.sleep(delay)
        with suppress(ProcessLookupError):
            os.kill(one.pid, signal.SIGKILL)
        one.join(LATEST)
        return drained(ours)


@contextmanager
def importing(directory, path):
    """A process that has read its file and waits for the word to import it."""
    (ours, theirs), start = context.Pipe(False), context.Event()
    with process(import_telling, directory, path, theirs, start) as one:
        theirs.close()
        assert ours.poll(LATEST) and ours.recv() == "ready"
        yield one, ours, start


def drained(ours):
    """Everything that was told until the end."""
    found = []
    try:
        while True:
            found.append(ours.recv())
    except EOFError:
        return found


# Two at once


def test_two_imports_at_once_are_both_kept(tmp_path, files):
    for turn in range(5):
        directory = tmp_path / str(turn)
        with importing(directory, files(3)) as first, importing(directory, files(4)) as second:
            first[2].set()
            second[2].set()
            told = [drained(each[1]) for each in (first, second)]
        assert all(each and each[0][0] == "kept" for each in told), "an import is never lost"
        events = Journal(directory).events()
        assert sum(event.kind == "import" for event in events) == 2 and whole(Register(directory)).in_force
        assert sum(each[-1][0] == "released" for each in told) == sum(event.kind == "release" for event in events) >= 1


def test_of_two_imports_of_the_same_content_at_once_one_is_told(tmp_path, files):
    def attempt(_):
        try:
            return kept(tmp_path / "register", files(3)).number
        except Notice as notice:
            return notice("en")

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(attempt, range(6)))
    assert found.count(1) == 1
    assert {each for each in found if each != 1} == {
        "The same content for 31 July 2020 already waits as draft number 1; nothing has changed."
    }
    assert len(Journal(tmp_path / "register").events()) == 1 and list((tmp_path / "register" / "work").iterdir()) == []


def test_many_writers_at_once_leave_a_whole_journal_without_a_gap(tmp_path, files):
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda count: kept(tmp_path / "register", files(count)).number, range(3, 15)))
    assert sorted(numbers) == list(range(1, 13)) and len(whole(Register(tmp_path / "register")).drafts) == 12


def test_a_work_folder_in_use_is_left_alone(tmp_path, files, monkeypatch):
    """The other writer stands still in the middle of its import."""
    directory, write, there, go = tmp_path / "register", store.write_version, threading.Event(), threading.Event()

    def slowly(staged, path):
        there.set()
        assert go.wait(LATEST)
        write(staged, path)

    monkeypatch.setattr(store, "write_version", slowly)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(kept, directory, files(4))
        assert there.wait(LATEST)
        monkeypatch.undo()
        (room,) = (directory / "work").iterdir()
        assert kept(directory, files(5)).number == 1 and room.exists()
        go.set()
        assert first.result().number == 2
    assert list((directory / "work").iterdir()) == []


# Two processes


def serving(directory, telling, start):
    """In a process of its own: a register that looks again when it is told to."""
    register = Register(directory).refresh()
    telling.send([register.at(day).rows for day in register.dates])
    start.wait()
    register.refresh()
    telling.send([register.at(day).rows for day in register.dates])


def test_another_process_sees_a_release_at_its_next_refresh(tmp_path, files):
    directory = tmp_path / "register"
    released(directory, files(3))
    here = Register(directory).refresh()
    (ours, theirs), start = context.Pipe(False), context.Event()
    with process(serving, directory, theirs, start):
        assert ours.poll(LATEST) and ours.recv() == [3]
        released(directory, files(4))
        start.set()
        assert ours.poll(LATEST) and ours.recv() == [4]
    assert [here.at(day).rows for day in here.dates] == [3]
    assert [here.refresh().at(day).rows for day in here.dates] == [4]
