"""The start sheet: what the workbook is, who fills it, colours, contents with live completeness, machine identity."""

from __future__ import annotations

from dataclasses import replace

from compiler.model.types import Kind, Type
from compiler.workbook.book import INPUT_ROLES, Highlight, SheetRole
from compiler.workbook.checks_sheet import READY_CODE, sheet_check
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.formula import ZERO, Cell, Name, equal, when
from compiler.workbook.identity import UNIT, Build
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
    input_style,
)

_WIDTHS = [28.0, 52.0, 22.0]


def open_start(book: BookDraft, kind: str) -> SheetDraft:
    """The first sheet, empty: other sheets link to it."""
    title = f"{book.text(book.methodology.identity.title)} · {book.texts('kind_' + kind)}"
    return book.sheet(book.texts("start_sheet"), SheetRole.START, title, list(_WIDTHS))


def fill_start(book: BookDraft, sheet: SheetDraft, kind: str, build: Build) -> None:
    """All that the start sheet says, once the other sheets are known."""
    row = put_facts(book, sheet, title_row(sheet), kind, book.text(book.methodology.body.label))
    for key, known in _addressee(build):
        sheet.put(row, 0, book.texts(key), replace(CELL, bold=True))
        sheet.put(row, 1, known, CELL, code=f"{UNIT}{key}", columns=2)
        row += 1
    row = put_key_and_contents(sheet, row + 1)
    put_identity(book, sheet, row, build)


def put_facts(book: BookDraft, sheet: SheetDraft, row: int, kind: str, body: str) -> int:
    """What the workbook is and rests on; `body`: whom it is for."""
    texts, identity = book.texts, book.methodology.identity
    facts = (
        (texts("what"), texts("kind_" + kind)),
        (texts("who"), texts("who_" + kind)),
        (texts("how"), texts("how_" + kind, checks=texts("checks_sheet"), ready=texts("ready"))),
        (texts("methodology"), book.text(identity.title)),
        (texts("act"), book.text(identity.act)),
        (texts("edition"), identity.edition),
        (texts("period"), identity.period),
        (texts("body"), body),
        (texts("language"), texts("language_name")),
    )
    for name, fact in facts:
        sheet.put(row, 0, name, replace(CELL, bold=True))
        sheet.put(row, 1, fact, CELL, columns=2)
        row += 1
    return row


def put_key_and_contents(sheet: SheetDraft, row: int) -> int:
    """The contents with what is left to mend, then what colours mean."""
    return _colour_key(sheet, _contents(sheet, row) + 1)


def put_identity(book: BookDraft, sheet: SheetDraft, row: int, build: Build) -> None:
    """What the machine knows the workbook by."""
    texts = book.texts
    for name, value in (
        (texts("fingerprint"), build.fingerprint),
        (texts("template_version"), build.template_version),
        (texts("compiler_version"), build.compiler_version),
    ):
        sheet.put(row, 0, name, SMALL)
        sheet.put(row, 1, value, SMALL, columns=2)
        row += 1


def _addressee(build: Build) -> tuple[tuple[str, str | None], ...]:
    """The rows are there in every workbook, so that all have the same layout."""
    known = build.addressee
    facts = (None, None, None) if known is None else (known.name, known.code, known.contact or None)
    return tuple(zip(("addressee", "addressee_code", "addressee_contact"), facts, strict=True))


def _contents(sheet: SheetDraft, row: int) -> int:
    book, texts = sheet.book, sheet.book.texts
    sheet.put(row, 0, texts("contents"), replace(HEADING, horizontal="left"), columns=3)
    for column, key in enumerate(("contents_sheet", "contents_title", "contents_filled")):
        sheet.put(row + 1, column, texts(key), HEADER)
    row += 2
    first = row
    for known in book.sheets[1:]:
        sheet.put(row, 0, known.name, LINK_CELL, link=known.at(0))
        sheet.put(row, 1, known.title, CELL)
        code = sheet_check(known.name)
        counted = known.role in INPUT_ROLES and code in book.addresses
        sheet.put(row, 2, Cell(code) if counted else None, replace(RESULT, number_format="0") if counted else CELL)
        row += 1
    sheet.put(row, 0, texts("readiness"), replace(CELL, bold=True))
    sheet.put(row, 1, when(equal(Cell(READY_CODE), ZERO), Name("ready"), Name("not_ready")), replace(CELL, bold=True))
    sheet.put(row, 2, Cell(READY_CODE), replace(RESULT, number_format="0"))
    for criterion, style in (("ready", MET), ("not_ready", NOT_MET)):
        sheet.highlights.append(Highlight(first, 1, row, 1, criterion, style))
    return row + 1


def _colour_key(sheet: SheetDraft, row: int) -> int:
    texts = sheet.book.texts
    sheet.put(row, 0, texts("color_key"), replace(HEADING, horizontal="left"), columns=3)
    samples = (
        (replace(input_style(Type(Kind.NUMBER)), locked=True), "0", "key_number"),
        (replace(input_style(Type(Kind.YES_NO)), locked=True), texts("yes"), "key_list"),
        (replace(input_style(Type(Kind.DATE)), locked=True), "31.12", "key_date"),
        (replace(input_style(Type(Kind.TEXT)), locked=True), "https://", "key_text"),
        (RESULT, "0", "key_result"),
        (EMPTY, None, "key_empty"),
    )
    row += 1
    for style, sample, key in samples:
        sheet.put(row, 0, sample, style)
        sheet.put(row, 1, texts(key), CELL, columns=2)
        row += 1
    return row + 1
