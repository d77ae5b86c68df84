"""Files of a campaign: each is whole or absent, whatever happens while it is written; text in cells stays text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

REGISTER = "issued.csv"
"""What was issued, beside the workbooks."""
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is taken for a formula by the program that opens a CSV file."""


def write_whole(path: Path, data: bytes) -> None:
    """Under another name first, so that nobody ever sees half a file. The same content is not written again; a file
    that a failing machine spoilt is made anew by the next run."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)


def write_json(path: Path, data: object) -> None:
    """UTF-8, whole or not at all."""
    write_whole(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A CSV file that a Russian Excel opens as it is: semicolons, UTF-8 with a mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    write_whole(path, b"\xef\xbb\xbf" + text.getvalue().encode())


def inert(text: str) -> str:
    """The text such that no program takes it for a formula. A number with its sign, and "-" alone, stay as they are."""
    bare = text[1:].replace(",", "").replace(".", "")
    if not text.startswith(_ACTIVE) or text == "-" or (text[0] in "+-" and bare.isascii() and bare.isdigit()):
        return text
    return f"'{text}"
