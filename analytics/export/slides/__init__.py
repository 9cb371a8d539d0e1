"""Exhibits as PowerPoint slides with native charts, and the refresh of a finished deck."""
