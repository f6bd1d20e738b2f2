"""The same numbers on every engine: one landing built on each, and every public table compared row by row."""
