"""The page of the intake gate, part by part."""
