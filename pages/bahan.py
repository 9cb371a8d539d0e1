"""Bahan paparan: what the reader has collected, put in order and taken away as slides, document or data."""

from pages._briefing.page import page
from pages._parts import view

page(view())
