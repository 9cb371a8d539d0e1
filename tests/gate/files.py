"""Files as offices send them, made from rows of text: five dialects of CSV, XLSX, ODS, Parquet."""

import csv
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

NAMESPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style"))
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def csv_of(rows, separator=",", encoding="utf-8", end="\n", quote='"', quoting=csv.QUOTE_MINIMAL):
    """Bytes of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end, quotechar=quote, quoting=quoting).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(rows, change=None):
    """Bytes of an XLSX file; `change` may work on the workbook before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([each if each != "" else None for each in row])
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods_cell(value):
    """One cell of text, or of what is given as XML."""
    if value == "":
        return "<table:table-cell/>"
    return (
        value
        if value.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    )


def ods_row(cells, extra=""):
    """One row."""
    return f"<table:table-row{extra}>{''.join(map(ods_cell, cells))}</table:table-row>"


def ods_sheet(rows, name="Data", extra=""):
    """One sheet; a row may be XML already."""
    body = "".join(row if isinstance(row, str) else ods_row(row) for row in rows)
    return f"<table:table table:name={quoteattr(name)}{extra}>{body}</table:table>"


def ods_of(rows=(), sheets=None, head="", styles=""):
    """Bytes of an ODS file."""
    body = sheets or ods_sheet(rows)
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content {NAMESPACES} {CALC}><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": SPREADSHEET, "META-INF/manifest.xml": manifest, "content.xml": content})


def parquet_of(columns):
    """Bytes of a Parquet file from arrays by name."""
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def zipped(parts):
    """Bytes of a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts_of(content):
    """The parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(table):
    """The rows of a table with their numbers, as the next step stores them."""
    with duckdb.connect(config={"threads": 2}) as con:
        con.execute(f"create table stored as select * from {table.relation}", table.values)
        columns = ", ".join(f"c{place}" for place in range(len(table.headings)))
        row = "row" if table.numbered else f"rowid + {table.first_row}"
        return con.execute(f"select {row}, {columns} from stored order by 1").fetchall()
