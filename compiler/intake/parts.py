"""What may not be inside a workbook from outside: document types, macros, links to other files, foreign objects.

Judged from the parts as they came out of the archive: their bytes, the declared content types, the relationships.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from compiler.intake.events import ContentsError, Reader, parse
from compiler.intake.shown import shown
from dsl.diagnostics import DiagnosticBag, Term, diagnose
from dsl.source import Span

CONTENT_TYPES = "[Content_Types].xml"
_BINARY = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")
"""Pictures and printer settings; all other parts are read as XML by somebody."""
_DOCTYPE = re.compile(rb"<\x00{0,3}!\x00{0,3}(?:D\x00{0,3}O\x00{0,3}C\x00{0,3}T|E\x00{0,3}N\x00{0,3}T)", re.IGNORECASE)
"""As UTF-8, and as UTF-16 or UTF-32 in either order of bytes."""
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)[\"']")
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKS = (b"\xef\xbb\xbf", *_UTF_16)
_HEAD = 400
"""Bytes within which an XML declaration ends."""
_ACTIVE_CONTENT = {
    "macro": "macros",
    "vba": "macros",
    "externallink": "external-links",
    "ddelink": "external-links",
    "connections": "connections",
    "querytable": "connections",
    "oleobject": "embedded-objects",
    "activex": "embedded-objects",
}
"""What content types, relationship types and names of parts may not contain."""
_ACTIVE_RELATIONS = {
    "package": "embedded-objects",
    "control": "embedded-objects",
    "frame": "external-links",
    "attachedtoolbars": "macros",
    "attachedtemplate": "external-links",
}
"""Last words of relationship types, where a part of the word would say too little."""
_ACTIVE_NAMES = {"embeddings/": "embedded-objects", **_ACTIVE_CONTENT}


def check_parts(parts: Mapping[str, bytes], here: Span, bag: DiagnosticBag) -> bool:
    """Whether a reader may have the workbook; if not, the first reason is in the bag."""
    for name, content in parts.items():
        if _DOCTYPE.search(content) or not _plain(name, content):
            bag.add(diagnose("workbook-doctype", here, name=shown(name)))
            return False
    try:
        found = _active(parts)
    except (expat.ExpatError, ContentsError, KeyError, ValueError):
        bag.add(diagnose("workbook-damaged", here))
        return False
    if found is not None:
        name, what = found
        bag.add(diagnose("workbook-active", here, name=shown(name), what=Term(what)))
        return False
    return True


def _plain(name: str, content: bytes) -> bool:
    """XML in an encoding in which a document type could not hide from the search."""
    if name.lower().endswith(_BINARY) or not content:
        return True
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    head = content[len(mark) : _HEAD]
    if mark not in _UTF_16 and b"\0" in head:
        return False
    head = head.replace(b"\0", b"")
    declared = _ENCODING.search(head.partition(b"?>")[0])
    encoding = b"utf-8" if declared is None else declared[1].lower()
    return head.lstrip().startswith(b"<") and encoding in _ENCODINGS


def _active(parts: Mapping[str, bytes]) -> tuple[str, str] | None:
    """The first part that is more than data, and what it is. KeyError without a list of content types."""
    for node in _elements(parts[CONTENT_TYPES]):
        what = _contained(node.get("ContentType", ""), _ACTIVE_CONTENT)
        if what is not None:
            return node.get("PartName") or node.get("Extension") or CONTENT_TYPES, what
    for name in parts:
        what = _contained(name, _ACTIVE_NAMES)
        if what is not None:
            return name, what
    for name, content in parts.items():
        if name.lower().endswith(".rels"):
            for node in _elements(content):
                what = _relation(node)
                if what is not None:
                    return node.get("Target") or name, what
    return None


class _Attributes(Reader):
    """The attributes of every element, in order."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.found.append(attributes)


def _elements(content: bytes) -> list[dict[str, str]]:
    reader = _Attributes()
    parse(content, reader)
    return reader.found


def _relation(node: Mapping[str, str]) -> str | None:
    last = node.get("Type", "").lower().rpartition("/")[2]
    what = _contained(last, _ACTIVE_CONTENT) or _ACTIVE_RELATIONS.get(last)
    if what is None and node.get("TargetMode", "").lower() == "external" and last != "hyperlink":
        return "external-links"
    return what


def _contained(text: str, words: Mapping[str, str]) -> str | None:
    low = text.lower()
    return next((what for word, what in words.items() if word in low), None)
