"""Native charts: a Chart as PowerPoint draws it, with the displayed numbers alone in its embedded workbook."""
