"""What XlsxWriter cannot say: the language of the document, and a named cell style for each kind of input.

The finished file is taken apart and put together again with the same fixed times, so it stays the same to the byte.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

_CORE = "docProps/core.xml"
_STYLES = "xl/styles.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def finish(path: Path, language: str, named: Sequence[tuple[str, int]]) -> None:
    """`named`: a style's name and the index of its cell format."""
    parts = []
    for name, part in parts_of(path.read_bytes()):
        content = part
        if name == _CORE:
            content = _with_language(part.decode(), language).encode()
        elif name == _STYLES:
            content = _with_names(part.decode(), named).encode()
        parts.append((name, content))
    path.write_bytes(put_together(parts))


def parts_of(workbook: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of every part, in order."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for info in archive.infolist():
            yield info.filename, archive.read(info)


def put_together(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The file, with the same times always."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return out.getvalue()


def _with_language(core: str, language: str) -> str:
    end = "</cp:coreProperties>"
    return core.replace(end, f"<dc:language>{language}</dc:language>{end}")


def _with_names(styles: str, named: Sequence[tuple[str, int]]) -> str:
    """Each named format gets its own style format, a copy of the cell format, that it then refers to."""
    cell_formats = re.search(r"<cellXfs count=\"\d+\">(.*?)</cellXfs>", styles, re.DOTALL)
    style_formats = re.search(r"<cellStyleXfs count=\"(\d+)\">(.*?)</cellStyleXfs>", styles, re.DOTALL)
    names = re.search(r"<cellStyles count=\"(\d+)\">(.*?)</cellStyles>", styles, re.DOTALL)
    if cell_formats is None or style_formats is None or names is None:
        raise ValueError("styles without cell formats")
    formats = re.findall(r"<xf [^>]*?/>|<xf [^>]*?[^/]>.*?</xf>", cell_formats.group(1), re.DOTALL)
    first = int(style_formats.group(1))
    added_formats, added_names = "", ""
    for offset, (name, index) in enumerate(named):
        added_formats += re.sub(r' xfId="\d+"', "", formats[index])
        formats[index] = re.sub(r'xfId="\d+"', f'xfId="{first + offset}"', formats[index])
        added_names += f'<cellStyle name={quoteattr(name)} xfId="{first + offset}"/>'
    count = first + len(named)
    known = int(names.group(1)) + len(named)
    replaced = {
        cell_formats.group(0): f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>',
        style_formats.group(0): f'<cellStyleXfs count="{count}">{style_formats.group(2)}{added_formats}</cellStyleXfs>',
        names.group(0): f'<cellStyles count="{known}">{names.group(2)}{added_names}</cellStyles>',
    }
    for old, new in replaced.items():
        styles = styles.replace(old, new)
    return styles
