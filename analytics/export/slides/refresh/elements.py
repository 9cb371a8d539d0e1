"""The XML of a presentation: found by paths, put in the place the standard gives it, and read."""

from functools import cache
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analytics.export.slides.package.schema import NAMES, places_of

C, A = (f"{{{NAMES[short]}}}" for short in "ca")


@cache
def compiled(path: str) -> Any:
    """A path ready to be followed; the library's own elements know no other names than its own."""
    return etree.XPath(path, namespaces=NAMES)


def at(element: Any, path: str) -> Any:
    """The first element of a path; None where there is none."""
    return next(iter(all_at(element, path)), None)


def all_at(element: Any, path: str) -> list[Any]:
    """All elements of a path."""
    return list(compiled(path)(element)) if element is not None else []


def local(element: Any) -> str:
    """The name of an element without its space."""
    return str(element.tag).rpartition("}")[2]


def ranks(order: str) -> dict[str, int]:
    """The place of each child in an order."""
    return {name: place for name, (place, _) in places_of(order).items()}


def drop(element: Any, path: str) -> None:
    """Take out all elements of a path."""
    for each in all_at(element, path):
        each.getparent().remove(each)


def put(parent: Any, child: Any, order: str) -> None:
    """A child in its place among others, instead of one of its kind."""
    places = ranks(order)
    for each in list(parent):
        if places.get(local(each), -1) == places[local(child)]:
            parent.remove(each)
    insert(parent, child, order)


def insert(parent: Any, child: Any, order: str) -> None:
    """A child after others of its kind."""
    places = ranks(order)
    after = next((each for each in parent if places.get(local(each), -1) > places[local(child)]), None)
    parent.append(child) if after is None else after.addprevious(child)


def canonical(element: Any) -> str:
    """An element as text, the same for the same content."""
    return etree.tostring(element, method="c14n", exclusive=True).decode() if element is not None else ""


def words_in(element: Any) -> str:
    """The words below an element, on one line."""
    return " ".join("".join(all_at(element, ".//a:t/text()")).split())


def paragraphs_in(body: Any) -> list[str]:
    """The paragraphs of a text."""
    return ["".join(all_at(each, ".//a:t/text()")) for each in all_at(body, "./a:p")]
