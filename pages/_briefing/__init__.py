"""The page of the briefing, part by part."""
