"""Phone numbers."""
from __future__ import annotations
from pathlib import Path


class PhoneBook:
    @classmethod
    def read(cls, path: Path):
        return cls()

    def normal(self, text, countries):
        written = "".join(letter for letter in text or "" if letter in "0123456789")
        digits = written.removeprefix("00")
        return digits if len(digits) >= 7 and len(set(written)) > 1 else None
