"""The list of the bodies of a campaign: a CSV file with body (a code), kind and, if wanted, name, lang and contact."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from compiler.model.methodology import Edition
from compiler.model.texts import Language
from dsl.diagnostics import DiagnosticBag, Term, diagnose
from dsl.source import Span

NEEDED = ("body", "kind")
OPTIONAL = ("name", "lang", "contact")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
_DELIMITERS = ";\t,"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A body to which a workbook goes. `code` is unique and serves as a file name; `language` None: the act's own."""

    code: str
    kind: str
    name: str
    language: Language | None = None
    contact: str = ""


def read_bodies(path: Path, kinds: Collection[str], bag: DiagnosticBag) -> tuple[Recipient, ...]:
    """Faults go to the bag with their row; other columns do not count. A body without a name is called by its code.
    Raises OSError when the file cannot be opened."""
    here = Span(str(path), 1, 1, 1, 1)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        bag.add(diagnose("inputs-not-utf8", here))
        return ()
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        bag.add(diagnose("bodies-columns", here, missing=", ".join(missing)))
        return ()
    found: dict[str, Recipient] = {}
    for row in reader:
        line = reader.line_num
        cells = {key: (row.get(key) or "").strip() for key in (*NEEDED, *OPTIONAL)}
        fault = _fault(cells, kinds, {code.casefold() for code in found})
        if fault is not None:
            bag.add(diagnose("bodies-row", Span(str(path), line, 1, line, 1), row=line, what=Term(fault)))
            continue
        language = Language(cells["lang"]) if cells["lang"] else None
        code = cells["body"]
        found[code] = Recipient(code, cells["kind"], cells["name"] or code, language, cells["contact"])
    return tuple(found.values())


def named_bodies(edition: Edition) -> tuple[Recipient, ...]:
    """The bodies that the methodology itself names."""
    own = edition.identity.languages[0]
    return tuple(Recipient(body.code, body.kind, body.label.text(own)) for body in edition.assessed)


def _fault(cells: dict[str, str], kinds: Collection[str], known: Collection[str]) -> str | None:
    """The phrase of the catalogue that says what is wrong with a row."""
    if not _CODE.fullmatch(cells["body"]):
        return "body-code"
    if cells["body"].casefold() in known:
        return "body-twice"
    if cells["kind"] not in kinds:
        return "body-kind"
    if cells["lang"] and cells["lang"] not in {one.value for one in Language}:
        return "body-language"
    return None
