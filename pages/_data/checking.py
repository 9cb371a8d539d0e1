"""The check of the file in hand, done again only where something changed."""

from analytics.gate.checking import checked
from analytics.gate.sources.limits import Progress
from analytics.settings import settings
from pages._data.work import Work, store_register


def check(held: Work, progress: Progress) -> None:
    """Holds the file against every rule, as it is read now. Raises Refused, Notice."""
    register, mapping = store_register(), held.reading()
    mark = (mapping, held.as_of, register.version())
    if held.mark == mark:
        return
    held.let_go()
    found = checked(held.table, mapping, held.as_of, register, settings().person_key, progress)
    held.found, held.mark = found, mark
    asked = {(word.column, word.value): word for word in found.staged.undecided}
    occurring = {(change.column, change.value) for change in found.staged.changes}
    held.words = {mark: word for mark, word in held.words.items() if mark in occurring} | asked
