"""The YAML of the conformed models follows from the landing contract."""

import re

import pytest

from python_hooks import render_conformed
from python_hooks.registry import PROJECT, canonical_entities


@pytest.mark.parametrize("path", render_conformed.rendered())
def test_written_files_are_current(path):
    assert (PROJECT / path).read_text() == render_conformed.rendered()[path], (
        f"{path} is not what the contract says: run python -m python_hooks.render_conformed"
    )


def test_every_docs_block_describes_a_column():
    text = "".join(path.read_text() for path in PROJECT.glob("models/**/*.yml"))
    assert render_conformed.docs_blocks() <= set(re.findall(r"doc\('(\w+)'\)", text))


def test_a_column_without_words_stops_the_rendering():
    assert set(render_conformed.ROWS) == set(canonical_entities())
    with pytest.raises(KeyError, match="no column shoe_size of contacts"):
        render_conformed.docs_block("contacts", "shoe_size")
