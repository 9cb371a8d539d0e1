"""Data: a register as an office sends it is checked and becomes a snapshot; what was released, when, by whom and why."""

from pages._data.page import page
from pages._frame import language
from pages._parts import framed

framed()
page(language())
