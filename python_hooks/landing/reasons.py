"""Why a record is no well-formed row. The sentences live in one place, the reference seed."""

import csv
from functools import cache

from python_hooks.registry import PROJECT

SEED = PROJECT / "seeds" / "reference" / "ref_reason_codes.csv"

WRONG_NUMBER_OF_FIELDS = "wrong_number_of_fields"
UNBALANCED_QUOTE = "unbalanced_quote"
BAD_QUOTING = "bad_quoting"
BARE_CARRIAGE_RETURN = "bare_carriage_return"
NUL_BYTE = "nul_byte"
NOT_UTF8 = "not_utf8"
NOT_JSON = "not_json"
NOT_AN_OBJECT = "not_an_object"
DUPLICATE_KEY = "duplicate_key"


@cache
def sentences() -> dict[str, str]:
    """Reason code -> sentence, as in the seed."""
    with SEED.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["sentence"] for row in csv.DictReader(file)}
