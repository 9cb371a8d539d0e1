"""Measurements of speed and memory. They print figures; nothing passes or fails."""
