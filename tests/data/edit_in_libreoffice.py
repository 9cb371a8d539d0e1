"""Edits a deck in LibreOffice as a person would; how edited_in_libreoffice.pptx was made. Needs python3-uno and soffice:

python -m analytics brief --basket tests/data/basket.json --out OLD.pptx
/usr/bin/python3 tests/data/edit_in_libreoffice.py OLD.pptx NEW.pptx
"""

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.awt import Point, Size
from com.sun.star.beans import PropertyValue

PORT = 20_713


def value(name, content):
    """A property for LibreOffice."""
    found = PropertyValue()
    found.Name, found.Value = name, content
    return found


def desktop():
    """A LibreOffice that listens, and what ends it."""
    address = f"socket,host=127.0.0.1,port={PORT};urp;"
    own = "-env:UserInstallation=file:///tmp/lo_edit"
    office = subprocess.Popen(["soffice", own, "--headless", "--norestore", f"--accept={address}"])
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(60):
        try:
            context = resolver.resolve(f"uno:{address}StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context), office
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def shapes_of(page):
    """The shapes of a slide by the beginning of their names."""
    return {shape.Name.partition("?")[0]: shape for shape in (page.getByIndex(place) for place in range(page.Count))}


def edit(deck):
    """Moves a chart and makes it smaller, paints its series, writes a title, adds a slide, writes a comment, moves a slide."""
    pages = deck.DrawPages
    chart = shapes_of(pages.getByIndex(2))["figure:instansi_peringkat"]
    chart.setPosition(Point(9000, 6000))
    chart.setSize(Size(20000, 10000))
    series = chart.Model.getFirstDiagram().getCoordinateSystems()[0].getChartTypes()[0].getDataSeries()[0]
    series.Color = 0x2E7D32
    title = pages.getByIndex(2).getByIndex(0)
    title.String = "Purbalingga memimpin daftar"
    title.createTextCursor().CharHeight = 30
    notes = pages.getByIndex(1).NotesPage
    for place in range(notes.Count):
        shape = notes.getByIndex(place)
        if getattr(shape, "String", "").startswith("Catatan dasbor"):
            shape.String = f"Sebut dulu 456 laporan, lalu jeda.\n{shape.String}"
    pages.insertNewByIndex(2)
    added = deck.createInstance("com.sun.star.drawing.TextShape")
    added.setPosition(Point(3000, 3000))
    added.setSize(Size(15000, 3000))
    pages.getByIndex(3).add(added)
    added.String = "Slide tambahan dari biro"


def main(old, new):
    """Opens, edits, saves as PowerPoint."""
    found, office = desktop()
    try:
        deck = found.loadComponentFromURL(Path(old).resolve().as_uri(), "_blank", 0, (value("Hidden", True),))
        edit(deck)
        deck.storeToURL(Path(new).resolve().as_uri(), (value("FilterName", "Impress MS PowerPoint 2007 XML"),))
        deck.close(True)
        found.terminate()
    finally:
        office.wait(30)


if __name__ == "__main__":
    main(*sys.argv[1:])
