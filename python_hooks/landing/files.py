"""Which files a table has, what they are and what they hold."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

from python_hooks.landing.errors import LandingError
from python_hooks.landing.sources import Source, Table

# Ending -> format. Text may be compressed, which adds .gz to both.
FORMATS = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson", ".parquet": "parquet"}


@dataclass(frozen=True)
class File:
    path: Path
    name: str  # relative to the source's root, with /
    format: str
    content_hash: str
    status: tuple[int, int]  # size and time of change when the hash was taken


def find_files(source: Source) -> dict[str, list[File]]:
    """Table -> its files in order of their names. Stops where there is nothing to land."""
    if not source.root.is_dir():
        raise LandingError(f"{source.name}: the landing folder {source.root} does not exist: {_how_to_point(source)}.")
    found = {table.name: _files_of(source, table) for table in source.tables}
    _check_names(source)
    if not any(found.values()):
        raise LandingError(
            f"{source.name}: the landing folder {source.root} holds no file of any of its tables"
            f" ({', '.join(table.files for table in source.tables[:3])}, ...): {_how_to_point(source)}."
        )
    for table in source.tables:
        if table.required and not found[table.name]:
            raise LandingError(
                f"{source.name}: the landing folder {source.root} holds no file of {table.name} ({table.files}),"
                f" without which nothing can be built: {_how_to_point(source)}."
            )
    return found


def _how_to_point(source: Source) -> str:
    what = "put the export there"
    return f"{what}, or set {source.root_variable} to the folder that holds it" if source.root_variable else what


def _files_of(source: Source, table: Table) -> list[File]:
    paths = [path for path in source.root.glob(table.files) if not path.is_dir()]
    named = sorted((path.relative_to(source.root).as_posix(), path) for path in paths)
    # Names in front of which other tools put a dot or an underscore (.DS_Store, _SUCCESS) are theirs.
    return [
        _describe(source, name, path)
        for name, path in named
        if not any(part.startswith((".", "_")) for part in name.split("/"))
    ]


def _describe(source: Source, name: str, path: Path) -> File:
    lower = name.lower()
    suffix = ".gz" if lower.endswith(".gz") else ""
    kind = FORMATS.get(Path(lower.removesuffix(".gz")).suffix)
    if kind is None or (kind == "parquet" and suffix):
        raise LandingError(
            f"{source.name}: {name} is none of {', '.join(FORMATS)} (text also as .gz): convert it, or move it out of"
            f" {source.root}."
        )
    with faults_named(source.name, name):
        status = _status(path)
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    return File(path, name, kind + suffix, digest, status)


def _status(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _check_names(source: Source) -> None:
    """A folder that is a table's name but for a slip of the pen would be left out without a word."""
    folders = {table.name for table in source.tables if table.files.startswith(f"{table.name}/")}
    for path in sorted(source.root.iterdir()):
        if path.is_dir() and path.name not in folders and folders:
            meant = get_close_matches(path.name.lower().replace("-", "_"), sorted(folders), n=1, cutoff=0.85)
            if meant and any(path.iterdir()):
                raise LandingError(
                    f"{source.name}: the folder {path.name} in {source.root} is no table of this source: rename it to"
                    f" {meant[0]}, or move it away."
                )


@contextmanager
def faults_named(source: str, name: str) -> Iterator[None]:
    """Says which file it was where reading one fails."""
    try:
        yield
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise LandingError(f"{source}: {name} cannot be read ({why}): replace it, or move it away.") from None


@contextmanager
def reading(source: str, file: File) -> Iterator[None]:
    """Around reading a file: what is read must be what was hashed."""
    with faults_named(source, file.name):
        yield
        if _status(file.path) != file.status:
            raise LandingError(f"{source}: {file.name} changed while it was read: land again when its export is done.")


@contextmanager
def opened(file: File) -> Iterator[BinaryIO]:
    """The file's text, decompressed as it is read."""
    with file.path.open("rb") as raw:
        if file.format.endswith(".gz") and file.path.stat().st_size:
            with gzip.open(raw, "rb") as text:
                yield text
        else:
            yield raw
