"""The start sheet: what the workbook is, who fills it, colours, contents with live completeness, machine identity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compiler.model.types import Kind, Type
from compiler.numbers import DEFAULT_DIGITS
from compiler.workbook.book import INPUT_ROLES, Highlight, SheetRole
from compiler.workbook.checks_sheet import READY_CODE, filled_on, needed_on, sheet_check
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.formula import (
    NOT_APPLICABLE,
    ZERO,
    Arithmetic,
    Cell,
    Name,
    Span,
    Tree,
    call,
    equal,
    rounded,
    when,
)
from compiler.workbook.identity import UNIT, Build, family
from compiler.workbook.scaffold import title_row
from compiler.workbook.styles import (
    CELL,
    EMPTY,
    HEADER,
    HEADING,
    LINK_CELL,
    MET,
    NOT_MET,
    RESULT,
    SMALL,
    formatted,
    input_style,
)
from compiler.workbook.texts import shown_date

_WIDTHS = (28.0, 44.0, 14.0, 14.0, 16.0, 14.0)
_SHEET, _TITLE, _NEEDED, _FILLED, _SHARE = range(5)
"""The last column holds what is left to mend."""
_NEEDED_CODE, _FILLED_CODE = "start#needed.", "start#filled."
_NUMBER = replace(RESULT, number_format="0")

ADDRESSEE = ("name", "code", "contact")
"""What the start sheet has room to say of the body to which a workbook is issued."""


def open_start(book: BookDraft, kind: str, widths: Sequence[float] = _WIDTHS, title: str | None = None) -> SheetDraft:
    """The first sheet, empty: other sheets link to it. `title` None: the methodology's and the kind of workbook."""
    named = title or f"{book.text(book.methodology.identity.title)} · {book.texts('kind_' + family(kind))}"
    return book.sheet(book.texts("start_sheet"), SheetRole.START, named, list(widths))


def fill_start(book: BookDraft, sheet: SheetDraft, kind: str, build: Build) -> None:
    """All that the start sheet says, once the other sheets are known."""
    row = put_facts(book, sheet, title_row(sheet), kind, book.text(book.methodology.body.label))
    for key in ADDRESSEE:
        sheet.put(row, 0, book.texts(f"addressee_{key}"), replace(CELL, bold=True))
        sheet.put(row, 1, None, CELL, code=f"{UNIT}{key}", columns=_rest(sheet))
        row += 1
    row = put_key_and_contents(sheet, row + 1, completeness=True)
    put_identity(book, sheet, row, build)


def put_facts(book: BookDraft, sheet: SheetDraft, row: int, kind: str, body: str) -> int:
    """What the workbook is and rests on; `body`: whom it is for."""
    texts, identity = book.texts, book.methodology.identity
    facts = (
        (texts("what"), texts("kind_" + family(kind))),
        (texts("who"), texts("who_" + family(kind))),
        (texts("how"), texts("how_" + family(kind), checks=texts("checks_sheet"), ready=texts("ready"))),
        (texts("methodology"), book.text(identity.title)),
        (texts("act"), book.text(identity.act)),
        *(((texts("edition"), shown_date(identity.edition)),) if identity.edition else ()),
        (texts("period"), identity.period),
        (texts("body"), body),
        (texts("language"), texts("language_name")),
    )
    for name, fact in facts:
        sheet.put(row, 0, name, replace(CELL, bold=True))
        sheet.put(row, 1, fact, CELL, columns=_rest(sheet))
        row += 1
    return row


def put_key_and_contents(sheet: SheetDraft, row: int, completeness: bool) -> int:
    """The contents with what is left to mend and, if wanted, how much of what is needed is there; then what colours
    mean."""
    return _colour_key(sheet, _contents(sheet, row, completeness) + 1)


def put_identity(book: BookDraft, sheet: SheetDraft, row: int, build: Build) -> None:
    """What the machine knows the workbook by."""
    texts = book.texts
    sheet.keep(row, row + 2)
    for name, value in (
        (texts("fingerprint"), build.fingerprint),
        (texts("template_version"), build.template_version),
        (texts("compiler_version"), build.compiler_version),
    ):
        sheet.put(row, 0, name, SMALL)
        sheet.put(row, 1, value, SMALL, columns=_rest(sheet))
        row += 1


def _rest(sheet: SheetDraft) -> int:
    """Columns beside the first."""
    return len(sheet.widths) - 1


def _contents(sheet: SheetDraft, row: int, completeness: bool) -> int:
    book, texts, left = sheet.book, sheet.book.texts, _rest(sheet)
    sheet.put(row, 0, texts("contents"), replace(HEADING, horizontal="left"), columns=left + 1)
    counts = ("col_needed", "col_filled", "contents_share") if completeness else ()
    for column, key in enumerate(("contents_sheet", "contents_title", *counts, "contents_filled")):
        sheet.put(row + 1, column, texts(key), HEADER)
    sheet.keep(row, row + 2)
    row += 2
    first = row
    counted: list[int] = []
    for known in book.sheets[1:]:
        sheet.put(row, _SHEET, known.name, LINK_CELL, link=known.at(0))
        code = sheet_check(known.name)
        if known.role in INPUT_ROLES and code in book.addresses:
            sheet.put(row, _TITLE, known.title, CELL)
            if completeness:
                _put_completeness(sheet, row, str(row), Cell(needed_on(known.name)), Cell(filled_on(known.name)))
            sheet.put(row, left, Cell(code), _NUMBER)
            counted.append(row)
        else:  # nothing to count: the title has the room
            sheet.put(row, _TITLE, known.title, CELL, columns=left)
        row += 1
    sheet.put(row, 0, texts("readiness"), replace(CELL, bold=True))
    sheet.put(row, 1, when(equal(Cell(READY_CODE), ZERO), Name("ready"), Name("not_ready")), replace(CELL, bold=True))
    if completeness:
        _put_completeness(sheet, row, "all", _down(_NEEDED_CODE, counted), _down(_FILLED_CODE, counted))
    sheet.put(row, left, Cell(READY_CODE), _NUMBER)
    for criterion, style in (("ready", MET), ("not_ready", NOT_MET)):
        sheet.highlights.append(Highlight(first, 1, row, 1, criterion, style))
    return row + 1


def _put_completeness(sheet: SheetDraft, row: int, key: str, needed: Tree, filled: Tree) -> None:
    """How much is needed, how much of it is there, and the share of it."""
    sheet.put(row, _NEEDED, needed, _NUMBER, code=f"{_NEEDED_CODE}{key}")
    sheet.put(row, _FILLED, filled, _NUMBER, code=f"{_FILLED_CODE}{key}")
    whole, there = Cell(f"{_NEEDED_CODE}{key}"), Cell(f"{_FILLED_CODE}{key}")
    nothing = equal(rounded(whole, DEFAULT_DIGITS), ZERO)
    share = when(nothing, NOT_APPLICABLE, Arithmetic("/", there, whole))
    sheet.put(row, _SHARE, share, formatted(RESULT, Type(Kind.SHARE)))


def _down(name: str, counted: Sequence[int]) -> Tree:
    """The sum over the rows of the contents that count something; what stands between them is text."""
    return call("SUM", Span(f"{name}{counted[0]}", f"{name}{counted[-1]}")) if counted else ZERO


def _colour_key(sheet: SheetDraft, row: int) -> int:
    texts = sheet.book.texts
    sheet.put(row, 0, texts("color_key"), replace(HEADING, horizontal="left"), columns=len(sheet.widths))
    first = row
    samples = (
        (replace(input_style(Type(Kind.NUMBER)), locked=True), "0", "key_number"),
        (replace(input_style(Type(Kind.YES_NO)), locked=True), texts("yes"), "key_list"),
        (replace(input_style(Type(Kind.DATE)), locked=True), "31.12.2025", "key_date"),
        (replace(input_style(Type(Kind.TEXT)), locked=True), "https://", "key_text"),
        (RESULT, "0", "key_result"),
        (EMPTY, None, "key_empty"),
    )
    row += 1
    for style, sample, key in samples:
        sheet.put(row, 0, sample, style)
        sheet.put(row, 1, texts(key), CELL, columns=_rest(sheet))
        row += 1
    sheet.keep(first, row - 1)
    return row + 1
