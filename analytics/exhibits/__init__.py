"""The figures of each page, declared once; pages show them, exports render the same ones."""
