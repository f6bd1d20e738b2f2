"""Fetches pip itself from the Python package index, for a Python that came without it.

Usage: fetch_pip.py <version> <file>. Standard library only, since nothing else is there yet.
"""

import hashlib
import json
import os
import sys
import urllib.parse
import urllib.request
from pathlib import Path

INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple")


def read(address: str, accept: str = "*/*") -> bytes:
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def main(version: str, target: str) -> None:
    name = f"pip-{version}-py3-none-any.whl"
    page = f"{INDEX.rstrip('/')}/pip/"
    files = json.loads(read(page, "application/vnd.pypi.simple.v1+json"))["files"]
    entry = next(file for file in files if file["filename"] == name)
    wheel = read(urllib.parse.urljoin(page, entry["url"]))
    if hashlib.sha256(wheel).hexdigest() != entry["hashes"]["sha256"]:
        raise SystemExit(f"{name} arrived damaged: run this again.")
    Path(target).write_bytes(wheel)


if __name__ == "__main__":
    main(*sys.argv[1:])
