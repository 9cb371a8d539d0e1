"""How large a file may be, in one place, and the words for what is too large or cannot be read."""

from collections.abc import Callable

from analytics.register.findings import Finding, Refused
from analytics.text import Text

LARGEST_FILE = 2_000_000_000  # bytes on disk
LARGEST_BOOK = 300_000_000  # bytes of a workbook, packed
LARGEST_UNPACKED = 4_000_000_000  # bytes of all its parts, unpacked
LARGEST_SMALL_PART = 20_000_000  # bytes of a part that is read at once (names of sheets, relations)
STEEPEST, STEEP_FROM = 400, 20_000_000  # a part above so many bytes may not be more than 400 times its packed size
MOST_PARTS = 5000
LARGEST_TEXT = 4_000_000_000  # letters of a table kept in memory
LAST_ROW = 1_048_576  # of a sheet
MOST_ROWS = 5_500_000  # the 5 million a register may have and a margin
MOST_COLUMNS = 200
WIDEST = 1000  # fields of a row, empty ones behind the last heading too
LOWEST_HEADER = 1000  # row on which headings may be said to stand
LONGEST_CELL = 10_000  # characters
LONGEST_LINE = 100_000  # bytes

TOO_LARGE = Text(id="berkas lebih besar dari {size} MB", en="the file is larger than {size} MB")
TOO_MANY_ROWS = Text(id="lebih dari {most} baris; bagi menjadi beberapa berkas", en="more than {most} rows; split it into several files")
TOO_MANY_COLUMNS = Text(
    id="lebih dari {most} kolom; hapus kolom yang tidak diperlukan", en="more than {most} columns; remove those that are not needed"
)
CELL_TOO_LONG = Text(
    id="isi sel lebih dari {most} karakter; persingkat atau periksa tanda kutipnya",
    en="a cell holds more than {most} characters; shorten it or check its quotes",
)
DAMAGED = Text(
    id="berkas rusak atau tidak lengkap; minta pengirim menyimpan dan mengirim ulang",
    en="the file is damaged or incomplete; ask the sender to save it and send it again",
)
BOMB = Text(id="isi berkas menjadi terlalu besar ketika dibuka", en="the content of the file becomes too large when it is opened")

READING = Text(id="Membaca berkas", en="Reading the file")
Progress = Callable[[Text, float], None]  # name of the step, how much of it is done (0 to 1)


def refused(reason: Text, code: str, row: int | None = None, column: str | None = None, **values: object) -> Refused:
    """The refusal of a file for one reason."""
    said = tuple((name, str(value)) for name, value in values.items())
    return Refused([Finding(reason, row, column, values=said, code=code)])


def check_size(count: int, most: int, reason: Text, code: str, row: int | None = None) -> None:
    """Raises Refused where there is more than may be; the reason names the most."""
    if count > most:
        raise refused(reason, code, row, most=most)


def silent(step: Text, share: float) -> None:
    """No progress is shown."""
