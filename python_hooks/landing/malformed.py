"""Malformed records on their way to the database. A file may consist of nothing else, so they wait on disk."""

import tempfile
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from python_hooks.landing.csv_scanner import Malformed

SCHEMA = pa.schema(
    [("content_id", pa.int64()), ("line", pa.int64()), ("reason_code", pa.string()), ("raw", pa.string())]
)
_WAITING = 10_000


class MalformedRecords:
    """Takes records one file after the other; `path()` is a Parquet file of all so far, None where there are none."""

    def __enter__(self) -> "MalformedRecords":
        self._folder = tempfile.TemporaryDirectory(prefix="landing-")
        self._path = Path(self._folder.name) / "malformed.parquet"
        self._writer: pq.ParquetWriter | None = None
        self._waiting: list[dict[str, int | str]] = []
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._writer is not None:
            self._writer.close()
        self._folder.cleanup()

    def add(self, content_id: int, records: list[Malformed]) -> None:
        self._waiting.extend(
            {"content_id": content_id, "line": record.line, "reason_code": record.reason, "raw": record.raw}
            for record in records
        )
        if len(self._waiting) >= _WAITING:
            self._write()

    def path(self) -> Path | None:
        if self._waiting:
            self._write()
        if self._writer is None:
            return None
        self._writer.close()
        return self._path

    def _write(self) -> None:
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, SCHEMA)
        self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=SCHEMA))
        self._waiting = []
