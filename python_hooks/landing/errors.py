"""What stops a landing."""


class LandingError(Exception):
    """A fault that a row cannot carry: one sentence naming the source, the file, the column and what to do."""
