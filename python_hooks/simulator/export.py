"""Columns to files: the landing contract as CSV text or as typed Parquet."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq


def digits(numbers: np.ndarray, width: int) -> pa.Array:
    """Numbers as text of at least `width` digits."""
    text = pc.cast(pa.array(numbers), pa.string())
    return pc.utf8_lpad(text, width, "0") if width > 1 else text


def join(*parts: pa.Array | str) -> pa.Array:
    """Texts side by side; null where any part is."""
    return pc.binary_join_element_wise(*parts, "")


def words(vocabulary: list[str], positions: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Words by their position; null where not known or the position is negative."""
    positions = np.asarray(positions)
    known = positions >= 0 if known is None else known & (positions >= 0)
    indices = pa.array(positions.astype(np.int32), mask=~known)
    return pa.DictionaryArray.from_arrays(indices, pa.array(vocabulary, pa.string()))


def integers(values: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Whole numbers; null where not known."""
    return pa.array(np.asarray(values).astype(np.int64), mask=None if known is None else ~known)


def booleans(values: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """true, false; null where not known."""
    return pa.array(np.asarray(values).astype(bool), mask=None if known is None else ~known)


def nulls(length: int) -> pa.Array:
    """A text column that says nothing."""
    return pa.nulls(length, pa.string())


def where(mask: np.ndarray, array: pa.Array) -> pa.Array:
    """The array where the mask holds, else null."""
    return pc.if_else(pa.array(mask), array, pa.scalar(None, array.type))


@dataclass(frozen=True)
class Instants:
    """Instants in seconds since 1970 (UTC). In text they end in Z, or in the offset given (seconds; see BARE)."""

    seconds: np.ndarray
    known: np.ndarray | None = None
    offset: np.ndarray | None = None

    BARE = 999_999  # written without an offset: UTC by the source's setting

    def take(self, rows: np.ndarray) -> "Instants":
        known, offset = (None if part is None else part[rows] for part in (self.known, self.offset))
        return Instants(self.seconds[rows], known, offset)

    def typed(self) -> pa.Array:
        mask = None if self.known is None else ~self.known
        return pa.array(self.seconds * 1_000, mask=mask).cast(pa.timestamp("ms", "UTC"))

    def text(self) -> pa.Array:
        offset = np.zeros(len(self.seconds), dtype=np.int64) if self.offset is None else self.offset
        bare = offset == self.BARE
        minutes = np.where(bare, 0, offset) // 60
        clock = np.datetime_as_string((self.seconds + minutes * 60).astype("datetime64[s]"))
        sign = np.where(minutes < 0, "-", "+")
        suffix = {int(m): f"{s}{abs(m) // 60:02d}:{abs(m) % 60:02d}" for m, s in zip(minutes, sign, strict=True)}
        ends = np.array(["" if b else suffix[int(m)] if m else "Z" for b, m in zip(bare, minutes, strict=True)])
        text = np.char.add(clock, ends) if len(clock) else clock
        return pa.array(text.tolist(), pa.string(), mask=None if self.known is None else ~self.known)


@dataclass(frozen=True)
class Decimals:
    """Numbers in hundredths, so that their text is exact."""

    hundredths: np.ndarray
    known: np.ndarray | None = None

    def take(self, rows: np.ndarray) -> "Decimals":
        return Decimals(self.hundredths[rows], None if self.known is None else self.known[rows])

    def typed(self) -> pa.Array:
        return pa.array(self.hundredths / 100.0, mask=None if self.known is None else ~self.known)

    def text(self) -> pa.Array:
        text = [f"{h // 100}.{h % 100:02d}".rstrip("0").rstrip(".") for h in self.hundredths.tolist()]
        return pa.array(text, pa.string(), mask=None if self.known is None else ~self.known)


Table = dict  # name of the column -> pa.Array, Instants or Decimals, all of one length


def take(table: Table, rows: np.ndarray) -> Table:
    """These rows, in this order."""
    indices = pa.array(rows)
    return {
        name: column.take(indices) if isinstance(column, pa.Array) else column.take(rows)
        for name, column in table.items()
    }


def length(table: Table) -> int:
    column = next(iter(table.values()))
    return len(column) if isinstance(column, pa.Array) else len(column.typed())


def write(table: Table, folder: Path, name: str, as_format: str) -> int:
    """Write one file of an entity; returns its number of rows."""
    folder.mkdir(parents=True, exist_ok=True)
    if as_format == "parquet":
        typed = {key: column if isinstance(column, pa.Array) else column.typed() for key, column in table.items()}
        pq.write_table(pa.table(typed), folder / f"{name}.parquet", compression="zstd", compression_level=1)
    else:
        text = pa.table({key: _text(column) for key, column in table.items()})
        options = pacsv.WriteOptions(include_header=False, quoting_style="none")
        with (folder / f"{name}.csv").open("wb") as file:
            file.write((",".join(table) + "\n").encode())
            pacsv.write_csv(text, file, options)
    return length(table)


def _text(column: "pa.Array | Instants | Decimals") -> pa.Array:
    if isinstance(column, Instants | Decimals):
        return column.text()
    if pa.types.is_dictionary(column.type):
        return column.dictionary_decode()
    return pc.cast(column, pa.string())
