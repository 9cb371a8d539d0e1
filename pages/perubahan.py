"""Perubahan: what moved between two snapshots, number by number and group by group, and why."""

from pages import _changes
from pages._parts import view

seen = view()
_changes.choose_snapshots(seen)
_changes.stories(seen)
_changes.bridges(seen)
_changes.groups(seen)
