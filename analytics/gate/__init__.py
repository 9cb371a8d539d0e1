"""The intake gate: a spreadsheet as an office sends it becomes a draft, and a draft a released snapshot."""
