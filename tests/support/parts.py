"""A workbook's file as its parts, changed and packed again: for files that no spreadsheet program would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

Parts = list[tuple[str, bytes]]
"""Name and content of each part of the archive; a name may stand twice."""


def repacked(data: bytes, change: Callable[[Parts], Parts]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in change(parts):
            archive.writestr(name, content)
    return out.getvalue()
