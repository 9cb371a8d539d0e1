"""Where one writer works in a data directory: a folder of its own, gone afterwards; and how a finished file gets its name.

Nothing is ever written in its place: a file is made whole in work/<random>/, brought to the disk, and then named at one stroke.
"""

import errno
import fcntl
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from analytics.text import Notice, Text

NO_ROOM = Text(
    id="Ruang penyimpanan di {directory} tidak cukup. Tidak ada yang berubah; kosongkan ruang, lalu ulangi.",
    en="There is not enough room in {directory}. Nothing has changed; make room, then try again.",
)
READ_ONLY = Text(
    id="Folder {directory} tidak dapat ditulisi. Tidak ada yang berubah; minta pengelola memberi izin menulis, lalu ulangi.",
    en="The folder {directory} cannot be written to. Nothing has changed; ask the administrator for permission to write, then try again.",
)
GONE = Text(
    id="Folder {directory} tidak ada lagi. Tidak ada yang berubah; periksa setelan data_dir atau sambungan ke penyimpanannya, lalu ulangi.",
    en="The folder {directory} is gone. Nothing has changed; check the setting data_dir or the connection to its storage, then try again.",
)
FAILED = Text(
    id="Penyimpanan di {directory} gagal. Tidak ada yang berubah; ulangi, dan bila tetap gagal hubungi pengelola.",
    en="Writing to {directory} failed. Nothing has changed; try again, and if it fails again contact the administrator.",
)
BUSY = Text(
    id="Folder {directory} sedang dipakai proses lain yang tidak selesai. Tidak ada yang berubah; tunggu sebentar, lalu ulangi.",
    en="The folder {directory} is held by another process that does not finish. Nothing has changed; wait a moment, then try again.",
)
TROUBLES = {
    NO_ROOM: (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    READ_ONLY: (errno.EROFS, errno.EACCES, errno.EPERM),
    GONE: (errno.ENOENT, errno.ENOTDIR, errno.ESTALE),
}
NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}  # file systems without hard links
PATIENCE = 10.0  # seconds that a writer waits for the others to take or leave their rooms, which takes them milliseconds


@contextmanager
def workroom(directory: Path) -> Iterator[Path]:
    """A folder of this writer's, removed at the end whatever happened; those of writers that died are removed first.

    Raises Notice, saying what to do, where anything done in it fails for want of room, permission or the folder itself.
    """
    with telling(directory):
        with locked(directory):
            sweep(directory / "work")
            room, held = taken(directory / "work")
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)
            os.close(held)


def taken(work: Path) -> tuple[Path, int]:
    """A new folder below `work`, and the open lock that shows that its owner lives."""
    room = work / uuid.uuid4().hex
    room.mkdir(parents=True)
    held = os.open(room / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return room, held


def sweep(work: Path) -> None:
    """Removes the folders of writers that died: nobody holds their lock."""
    for room in work.glob("*"):
        if re.fullmatch("[0-9a-f]{32}", room.name) and room.is_dir() and not lives(room):  # nobody else's folder
            shutil.rmtree(room, ignore_errors=True)


def lives(room: Path) -> bool:
    """Whether the owner of a folder still holds its lock."""
    try:
        held = os.open(room / "lock", os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False  # rooms are taken and swept under one lock: who has none by now died while taking it
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except BlockingIOError:
        return True
    finally:
        os.close(held)


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """One writer at a time, across processes; for moments only. Raises Notice where another does not let go."""
    made(directory / "journal")
    held = os.open(directory / "journal" / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    end = time.monotonic() + PATIENCE
    try:
        while not free(held):
            if time.monotonic() > end:
                raise Notice(BUSY, directory=directory.name)
            time.sleep(0.01)
        yield
    finally:
        os.close(held)


def free(held: int) -> bool:
    """Takes a lock where nobody has it."""
    with suppress(BlockingIOError):
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def made(folder: Path) -> Path:
    """A folder that is there, on the disk too. Its parent must be: a storage that is not connected is not replaced by a new folder."""
    with suppress(FileExistsError):
        folder.mkdir()
        synced(folder.parent)
    return folder


def placed(source: Path, target: Path) -> None:
    """Gives a finished file its name. Raises FileExistsError where the name is taken."""
    synced(source)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        renamed(source, target)
    synced(target.parent)


def renamed(source: Path, target: Path) -> None:
    """The same where the file system has no hard links: looked at and renamed while no other writer does."""
    with locked(target.parent.parent):
        if target.exists():
            raise FileExistsError(errno.EEXIST, "taken")
        source.rename(target)


def synced(path: Path) -> None:
    """Brings a file or the names in a folder to the disk, so that a power failure does not undo them."""
    held = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(held)
    finally:
        os.close(held)


@contextmanager
def telling(directory: Path) -> Iterator[None]:
    """What goes wrong with files, in words: no path and no content of a file is repeated. Raises Notice."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        raise Notice(trouble(error), directory=directory.name) from None


def trouble(error: Exception) -> Text:
    """What went wrong; DuckDB tells it in the system's words only."""
    for text, numbers in TROUBLES.items():
        if (isinstance(error, OSError) and error.errno in numbers) or any(os.strerror(each) in str(error) for each in numbers):
            return text
    return FAILED
