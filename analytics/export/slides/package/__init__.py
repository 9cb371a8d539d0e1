"""Presentation files as packages of parts: opened with care, and checked as a schema would."""
