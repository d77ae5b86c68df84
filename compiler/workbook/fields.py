"""Input cells: style, validation that blocks, prompt and error in the workbook's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from compiler.model.quantities import Input
from compiler.model.tables import Column
from compiler.model.texts import Citation, Label, Language
from compiler.model.types import WHOLE, Kind, Type
from compiler.numbers import Interval
from compiler.workbook.book import Validation, ValidationKind
from compiler.workbook.cell_names import cell_name
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.emit_inputs import list_name
from compiler.workbook.formula import print_number
from compiler.workbook.program import YES_NO_LIST
from compiler.workbook.styles import input_style

TITLE_LENGTH, PROMPT_LENGTH, ERROR_LENGTH = 32, 255, 224
TEXT_LENGTH = 2000
TEXT_HEIGHT = 33.0
"""Points of a row of a form in which a name of two lines may be typed."""
LARGEST = Fraction(10) ** 12
"""Bound of a number for which the methodology states none; beyond it no engine keeps the decimals."""
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Field:
    """What an input cell needs to know, whether it stands alone or in a table."""

    label: Label
    type: Type
    bounds: Interval | None
    citation: Citation
    optional: bool
    declinable: bool
    hint: Label | None
    limit: str | None
    """Code of the input that this one may not exceed."""


def field_of(item: Input | Column) -> Field:
    """A field of an input, or of a column of a table."""
    if isinstance(item, Input):
        return Field(
            item.label, item.type, item.bounds, item.citation, item.optional, item.declinable, item.hint, item.at_most
        )
    return Field(item.label, item.type, item.bounds, item.citation, item.optional, False, item.hint, None)


def put_field(
    sheet: SheetDraft, row: int, column: int, code: str, field: Field, rows: int = 1, columns: int = 1
) -> None:
    """The unlocked, validated cell of the input `code`."""
    validation = validate(sheet.book, field, row, column)
    sheet.put(row, column, None, input_style(field.type), code, rows, columns, validation=validation)


def bounds_of(field: Field) -> tuple[Fraction, Fraction]:
    """Both bounds of a number or a date, with wide ones where none is stated."""
    low = field.bounds.low if field.bounds is not None else None
    high = field.bounds.high if field.bounds is not None else None
    least = Fraction(1) if field.type.kind is Kind.DATE else -LARGEST
    most = Fraction(2958465) if field.type.kind is Kind.DATE else LARGEST
    return (least if low is None else low, most if high is None else high)


def validate(book: BookDraft, field: Field, row: int, column: int) -> Validation:
    """The rule of input for the cell, with the words that it is refused with; rows and columns from 0."""
    words = book.worded.get(field)  # the same in every row of a table
    if words is None:
        words = book.worded[field] = _words(book, field)
    kind, low, high, formula, high_formula = _kind(book, field, cell_name(row, column))
    return Validation(kind, *words, low, high, formula, high_formula)


def _words(book: BookDraft, field: Field) -> tuple[str, str, str, str]:
    """Title and text of the prompt, title and text of the error."""
    rule = rule_text(book, field)
    prompt = _prompt(book, field, rule)
    label = " ".join(book.text(field.label).split())
    title = _cut(label, TITLE_LENGTH)
    whole = f"{label.rstrip('.:;')}. {prompt}"
    if title != label and len(whole) <= PROMPT_LENGTH:
        prompt = whole  # the title says only how the label begins
    error = book.texts("error_text", prompt=rule[:1].lower() + rule[1:])
    return title, _cut(prompt, PROMPT_LENGTH), book.texts("error_title"), _cut(error, ERROR_LENGTH)


def _kind(
    book: BookDraft, field: Field, cell: str
) -> tuple[ValidationKind, Fraction | None, Fraction | None, str, str]:
    match field.type.kind:
        case Kind.YES_NO:
            return ValidationKind.LIST, None, None, YES_NO_LIST, ""
        case Kind.CHOICE:
            return ValidationKind.LIST, None, None, list_name(book.lists, field.type), ""
        case Kind.TEXT:
            return ValidationKind.LENGTH, Fraction(0), Fraction(TEXT_LENGTH), "", ""
        case Kind.LINK:
            return ValidationKind.CUSTOM, None, None, f'OR(LEFT({cell},7)="http://",LEFT({cell},8)="https://")', ""
        case _:
            low, high = bounds_of(field)
    if field.declinable:
        least, most = print_number(low), print_number(high)
        rule = f'IF(ISNUMBER({cell}),AND({cell}>={least},{cell}<={most}),{cell}="-")'
        return ValidationKind.CUSTOM, None, None, rule, ""
    kind = ValidationKind.DATE if field.type.kind is Kind.DATE else ValidationKind.DECIMAL
    kind = ValidationKind.WHOLE if field.type.kind in WHOLE else kind
    limit = ""
    if field.limit is not None and field.limit in book.code_names:
        name = book.code_names[field.limit]
        limit = f"IF(ISNUMBER({name}),MIN({name},{print_number(high)}),{print_number(high)})"
    return kind, low, high, "", limit


def rule_text(book: BookDraft, field: Field) -> str:
    """What may be typed, in words."""
    texts = book.texts
    match field.type.kind:
        case Kind.YES_NO | Kind.CHOICE:
            rule = texts("prompt_list")
        case Kind.TEXT:
            rule = texts("prompt_text", high=str(TEXT_LENGTH))
        case Kind.LINK:
            rule = texts("prompt_link")
        case Kind.DATE:
            low, high = (_as_date(end) for end in bounds_of(field))
            rule = texts("prompt_date", low=low, high=high)
        case Kind.SHARE:
            low, high = (_as_number(end * 100, texts.language) for end in bounds_of(field))
            rule = texts("prompt_share", low=low, high=high)
        case kind:
            low, high = (_as_number(end, texts.language) for end in bounds_of(field))
            rule = texts("prompt_whole" if kind in WHOLE else "prompt_number", low=low, high=high)
    if field.declinable:
        rule += " " + texts("prompt_declinable")
    if field.limit is not None and field.limit in book.methodology.inputs:
        rule += " " + texts("prompt_at_most", name=book.text(book.methodology.inputs[field.limit].label))
    return rule


def _prompt(book: BookDraft, field: Field, rule: str) -> str:
    parts = [rule]
    if field.hint is not None:
        parts.insert(0, book.text(field.hint))
    if field.optional:
        parts.append(book.texts("prompt_optional"))
    identity = book.methodology.identity
    # What no clause asks for (the body's name, the period) rests on the act itself.
    clause = book.text(identity.act) if field.citation.clause == identity.id else book.texts.clause(field.citation)
    parts.append(book.texts("prompt_clause", clause=clause.rstrip(".")))
    return " ".join(parts)


def _as_number(value: Fraction, language: Language) -> str:
    """For people: digits in threes, a true minus, the decimal sign of the language."""
    whole, _, decimals = print_number(abs(value)).partition(".")
    groups = f"{int(whole):,}".replace(",", "," if language is Language.EN else "\N{NO-BREAK SPACE}")
    mark = "." if language is Language.EN else ","
    return ("−" if value < 0 else "") + groups + (mark + decimals if decimals else "")


def _as_date(serial: Fraction) -> str:
    day = _EPOCH + timedelta(days=int(serial))
    return f"{day.day:02}.{day.month:02}.{day.year}"


def _cut(text: str, length: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"
