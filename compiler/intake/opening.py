"""The checks that a file from outside passes before any reader of workbooks sees it.

In: a path. Out: the parts of the file (read once, so that what was checked is what is read), or None with the reason
in the bag. What is measured is what really comes out of the archive, in pieces; what headers say counts for nothing.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from compiler.intake.parts import check_parts
from compiler.intake.shown import shown
from dsl.diagnostics import DiagnosticBag, diagnose
from dsl.source import Span

SUFFIX = ".xlsx"
MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
MOST_ENTRIES = 2000
LARGEST_TOTAL = 64 * MEGABYTE
LARGEST_ENTRY = 48 * MEGABYTE
HIGHEST_RATIO = 200
"""Sheets as programs write them shrink to a tenth; at two hundred to one nothing but filler is inside."""
RATIO_FROM = MEGABYTE
"""Smaller entries may shrink as they like."""
_PIECE = 64 * 1024
_ZIP, _OLE, _ENTRY = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x01\x02"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What the reader of archives raises on a damaged one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that may be read: its parts by name, and the fingerprint of the file."""

    parts: Mapping[str, bytes]
    sha256: str


def open_checked(path: Path, bag: DiagnosticBag) -> Opened | None:
    """Raises OSError when the file cannot be read at all."""
    here = Span(str(path), 1, 1, 1, 1)
    if path.suffix.lower() != SUFFIX:
        bag.add(diagnose("workbook-extension", here, found=shown(path.suffix)))
        return None
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        bag.add(diagnose("workbook-too-large", here, most=LARGEST_FILE // MEGABYTE))
        return None
    if data.startswith(_OLE):
        bag.add(diagnose("workbook-ole", here))
        return None
    if not data.startswith(_ZIP):
        bag.add(diagnose("workbook-not-zip", here))
        return None
    # Counted in the bytes: building the list of a million entries would already be the harm.
    if data.count(_ENTRY) > MOST_ENTRIES:
        bag.add(diagnose("workbook-too-many-parts", here, most=MOST_ENTRIES))
        return None
    try:
        parts = _inflated(data, here, bag)
    except _BROKEN:
        bag.add(diagnose("workbook-not-zip", here))
        return None
    if parts is None or not check_parts(parts, here, bag):
        return None
    return Opened(parts, sha256(data).hexdigest())


def _inflated(data: bytes, here: Span, bag: DiagnosticBag) -> Mapping[str, bytes] | None:
    """The parts by name, or None after a diagnostic."""
    parts: dict[str, bytes] = {}
    known: set[str] = set()
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            name = entry.orig_filename
            if _unsafe(name) or name.casefold() in known:
                bag.add(diagnose("workbook-part-name", here, name=shown(name)))
                return None
            known.add(name.casefold())
            if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
                bag.add(diagnose("workbook-not-zip", here))
                return None
            content = _part(archive, entry, min(LARGEST_ENTRY, LARGEST_TOTAL - total, _ratio_limit(entry, data)))
            if content is None:
                bag.add(diagnose("workbook-inflates", here, name=shown(name), most=LARGEST_TOTAL // MEGABYTE))
                return None
            total += len(content)
            parts[name] = content
    return parts


def _ratio_limit(entry: zipfile.ZipInfo, data: bytes) -> int:
    return max(RATIO_FROM, HIGHEST_RATIO * min(entry.compress_size, len(data)))


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | None:
    """The content, None as soon as it is longer than `most`."""
    pieces: list[bytes] = []
    length = 0
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            length += len(piece)
            if length > most:
                return None
            pieces.append(piece)
    return b"".join(pieces)


def _unsafe(name: str) -> bool:
    """A name that leads out of the archive, or that two programs may understand in two ways."""
    return (
        not name
        or name.startswith("/")
        or any(letter in name for letter in "\\\0:")
        or any(part in ("..", ".") for part in name.split("/"))
    )
