"""One table written as every kind of file an office sends: five dialects of CSV, XLSX, ODS, Parquet."""

import csv
import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.settings import SAMPLE

JULY = date(2020, 7, 31)

ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'office:version="1.2"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def sample_rows(day=JULY):
    """The sample's snapshot of a day as lists of text, headings first."""
    path = next((SAMPLE / f"snapshot={day}").glob("cases.*"))
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))
    found = duckdb.sql(f"select columns(*)::varchar from read_parquet('{path}', hive_partitioning=false)")
    return [found.columns, *[[cell or "" for cell in row] for row in found.fetchall()]]


def csv_bytes(rows, separator=",", quote='"', line="\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
    """Rows (lists of text, headings first) as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quotechar=quote, lineterminator=line, quoting=quoting).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(rows, title="Data"):
    """Rows as a workbook of one sheet; text cells only."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_bytes(rows, title="Data"):
    """Rows as an OpenDocument spreadsheet of one sheet; text cells only."""
    lines = "".join("<table:table-row>" + "".join(ods_cell(cell) for cell in row) + "</table:table-row>" for row in rows)
    content = f'{ODS_HEAD}<table:table table:name="{escape(title)}">{lines}</table:table>{ODS_TAIL}'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS_KIND, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", MANIFEST)
    return out.getvalue()


def ods_cell(text):
    """One text cell, or an empty one."""
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
        if text
        else "<table:table-cell/>"
    )


def parquet_bytes(rows):
    """Rows as Parquet, every column text, empty cells null."""
    headings, *lines = rows
    columns = {heading: [line[place] or None for line in lines] for place, heading in enumerate(headings)}
    out = io.BytesIO()
    pq.write_table(pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()}), out)
    return out.getvalue()


def every_form(rows):
    """file name -> bytes: the same table in eight forms."""
    return {
        "comma.csv": csv_bytes(rows),
        "semicolon.csv": csv_bytes(rows, ";", line="\r\n", encoding="utf-8-sig"),
        "tab.txt": csv_bytes(rows, "\t", encoding="utf-16"),
        "pipe.csv": csv_bytes(rows, "|", encoding="cp1252", quoting=csv.QUOTE_ALL),
        "titled.csv": b"REGISTER PELANGGARAN NETRALITAS ASN;;;\n;;;\n" + csv_bytes(rows, ";", "'", "\r\n"),
        "sheet.xlsx": xlsx_bytes(rows),
        "sheet.ods": ods_bytes(rows),
        "table.parquet": parquet_bytes(rows),
    }
