"""Files that DuckDB reads by path and that are gone once nobody holds them: in memory where the system can, private otherwise."""

import os
import tempfile
import weakref
from pathlib import Path
from typing import IO, cast

BUFFER = 1 << 20


class Held:
    """A file open as long as this object lives. path: where DuckDB finds it; file: the file itself, open in binary mode."""

    def __init__(self, file: IO[bytes], path: str):
        self.file, self.path = file, path
        self.close = weakref.finalize(self, file.close)

    def size(self) -> int:
        """Bytes in the file."""
        self.file.flush()
        return os.fstat(self.file.fileno()).st_size


def blank() -> Held:
    """An empty file to write to, that no other user of the machine sees and that leaves nothing behind."""
    if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
        descriptor = os.memfd_create("table", os.MFD_CLOEXEC)
        return Held(os.fdopen(descriptor, "w+b", buffering=BUFFER), f"/proc/self/fd/{descriptor}")
    file = tempfile.NamedTemporaryFile(buffering=BUFFER)  # noqa: SIM115  made with mode 0600; closed with the object, which deletes it
    return Held(cast(IO[bytes], file), file.name)


def held(content: Path | bytes) -> Held:
    """A file on disk, or the bytes of an upload, to read from. Raises OSError.

    A file on disk is read through what was opened, so that neither signs in its name nor another file put in its place matter.
    """
    if isinstance(content, bytes):
        copy = blank()
        copy.file.write(content)
        copy.file.flush()
        return copy
    file = content.open("rb", buffering=0)
    link = f"/proc/self/fd/{file.fileno()}"
    return Held(cast(IO[bytes], file), link if Path(link).exists() else str(content))
