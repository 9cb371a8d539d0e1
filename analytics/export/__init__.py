"""Exhibits as files that people can use. Nothing is computed here."""
