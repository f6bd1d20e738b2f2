"""What Spark says, in as many words as a person reads; and what it fails at that nobody needs to hear of."""

from datetime import date
from types import SimpleNamespace

import pytest

from python_hooks.dbt_runs import _sentence_of
from python_hooks.reading import _SparkReader, close_spark, server_sentence

TRACED = """Runtime Error in seed map_codes (seeds/mappings/map_codes.csv)
  Database Error
    org.apache.hive.service.cli.HiveSQLException: Error running query: Unsupported data type "TEXT".
    == SQL (line 3, position 48) ==
    look at (this)
    \tat org.apache.spark.HiveThriftServerErrors$.runningQueryError(HiveThriftServerErrors.scala:43)
    \tat java.base/java.lang.Thread.run(Thread.java:840)
    Caused by: org.apache.spark.sql.catalyst.parser.ParseException: again
    \t... 22 more"""


def response(message: str | None):
    """As PyHive hands an error over: the server's whole answer."""
    return SimpleNamespace(status=SimpleNamespace(errorMessage=message))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            response(
                "Error running query: [A.B] org.apache.spark.sql.AnalysisException: [A.B] No column `x`.\n"
                "Is it y? SQLSTATE: 42703; line 1 pos 7;\n'Project ['x]"
            ),
            "[A.B] No column `x`. Is it y?",
        ),
        (response("Syntax error\n\n== SQL ==\nselect"), "Syntax error"),
        ("connection refused", "connection refused"),
        ("", "OSError"),
    ],
)
def test_an_error_of_the_server_is_a_sentence(error, sentence):
    assert server_sentence(OSError(error)) == sentence


def test_a_fault_ends_where_the_trace_of_java_begins():
    assert _sentence_of(TRACED).splitlines() == [line.strip("\t") for line in TRACED.splitlines()[:5]]
    assert _sentence_of("one\nmeet me at (noon)\nCaused by rain") == "one\nmeet me at (noon)\nCaused by rain"


def test_a_session_that_does_not_close_is_closed():
    exc = pytest.importorskip("pyhive.exc")
    asked = []

    def close():
        asked.append("close")
        raise exc.OperationalError(response("java.lang.NoClassDefFoundError"))

    close_spark(SimpleNamespace(close=close))
    assert asked == ["close"]


def test_days_are_days():
    class Cursor:
        description = (("day", "DATE_TYPE", None), ("name", "STRING_TYPE", None))

        def execute(self, sql):
            assert sql == "select"

        def fetchall(self):
            return [("2025-03-01", "2025-03-01"), (None, None)]

        def close(self):
            pass

    pytest.importorskip("pyhive.exc")
    reader = _SparkReader(SimpleNamespace(cursor=lambda arraysize: Cursor()))
    assert reader.rows("select") == [(date(2025, 3, 1), "2025-03-01"), (None, None)]
    assert list(reader.frame("select").columns) == ["day", "name"]
