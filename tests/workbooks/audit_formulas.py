"""Rules about formulas, on their text as it stands in the file."""

from __future__ import annotations

import re
from datetime import datetime

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from compiler.workbook.functions import PORTABLE_FUNCTIONS
from tests.workbooks.book_file import BookFile, Finding, outside_quotes

MAX_LENGTH, MAX_REFERENCES, MAX_IFS = 160, 12, 3
"""A little over what the emitter aims at (120, 8, 2): the longest are checks of a column and guards of six cells."""
ROUNDINGS = ("ROUND(",)
_WHOLE = re.compile(r"IF\(.+,[01],[01]\)(,100\))?")
"""A mark: 0, 1 or 100."""
_REFERENCE = re.compile(r"(?<![\w.!$:])\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?(?![\w(])")


def rule_5_downwards(book: BookFile) -> list[Finding]:
    """On its own sheet a formula reads cells above it, to its left in the same row, or whole columns to its left."""
    found = []
    for sheet, place, text in book.formulas():
        row, column = coordinate_to_tuple(place)
        for match in _REFERENCE.finditer(outside_quotes(text)):
            _, _, right, bottom = range_boundaries(match.group(0).replace("$", ""))
            if match.group(0).count("$") == 4 and right < column:
                continue  # a figure over all bodies: in a matrix, the whole of a column further left
            if bottom > row or (bottom == row and right >= column):
                found.append(Finding(5, f"{sheet.title}!{place}", f"reads {match.group(0)}: {text}"))
    return found


def rule_16_blocks(book: BookFile) -> list[Finding]:
    """In the grid of a table (rows numbered 1, 2, 3 … with formulas) each column repeats one formula."""
    found = []
    for sheet in book.sheets:
        first: dict[int, str] = {}
        for row in sheet.iter_rows():
            if row[0].value == 1 and any(cell.data_type == "f" for cell in row):
                first = {c.column: _relative(c.value, c.row, c.column) for c in row if c.data_type == "f"}
            elif not isinstance(row[0].value, int | float):
                first = {}
            elif (first and sheet.row_dimensions[row[0].row].height is None) or first:
                for cell in row:
                    if cell.data_type == "f" and cell.column in first:
                        own = _relative(cell.value, cell.row, cell.column)
                        if own != first[cell.column] and _on_one_sheet(cell.value):
                            found.append(Finding(16, f"{sheet.title}!{cell.coordinate}", cell.value))
    return found


def _on_one_sheet(formula: str) -> bool:
    """Copies of input cells follow the form's layout, which may run across."""
    return "!" not in formula


def _relative(formula: str, row: int, column: int) -> str:
    def moved(match: re.Match[str]) -> str:
        parts = []
        for reference in match.group(0).split(":"):
            if "$" in reference:
                parts.append(reference)
            else:
                at_row, at_column = coordinate_to_tuple(reference)
                parts.append(f"R[{at_row - row}]C[{at_column - column}]")
        return ":".join(parts)

    return _REFERENCE.sub(moved, outside_quotes(formula))


def rule_17_literals(book: BookFile) -> list[Finding]:
    found = []
    for sheet, place, text in book.formulas():
        stack: list[str] = []
        position: list[int] = []
        for token in Tokenizer("=" + text).items:
            if token.subtype == Token.OPEN:
                stack.append(token.value.upper())
                position.append(0)
            elif token.subtype == Token.CLOSE:
                stack.pop()
                position.pop()
            elif token.type == Token.SEP and position:
                position[-1] += 1
            elif token.type == Token.OPERAND and token.subtype == Token.NUMBER:
                decimals = bool(stack) and stack[-1] in ROUNDINGS and position[-1] == 1
                # Rounding up or down at a number of decimals is INT of a multiple: the power of ten is its precision.
                step = "INT(" in text and token.value.rstrip("0") == "1"
                if token.value not in ("0", "1", "100") and not decimals and not step:
                    found.append(Finding(17, f"{sheet.title}!{place}", f"{token.value} in {text}"))
            elif token.type == Token.OPERAND and token.subtype == Token.TEXT and token.value not in ('""', '"-"'):
                found.append(Finding(17, f"{sheet.title}!{place}", f"a word in {text}"))
    return found


def rule_18_short(book: BookFile) -> list[Finding]:
    found = []
    for sheet, place, text in book.formulas():
        bare = outside_quotes(text)
        ifs = _nesting(bare)
        references = len(set(_REFERENCE.findall(bare.replace("SHEET!", ""))))
        if len(text) > MAX_LENGTH or references > MAX_REFERENCES or ifs > MAX_IFS:
            found.append(Finding(18, f"{sheet.title}!{place}", f"{len(text)} signs, {references} cells, {ifs} IFs"))
    return found


def _nesting(formula: str) -> int:
    """How deep IFs stand in each other."""
    deepest, stack = 0, []
    for match in re.finditer(r"([A-Z]*)\(|\)", formula):
        if match.group(0) == ")":
            stack.pop()
        else:
            stack.append(match.group(1) == "IF")
            deepest = max(deepest, sum(stack))
    return deepest


def rule_19_portable(book: BookFile) -> list[Finding]:
    found = []
    for sheet, place, text in book.formulas():
        bare = outside_quotes(text)
        for name in re.findall(r"([A-Z][A-Z0-9_.]*)\(", bare):
            if name not in PORTABLE_FUNCTIONS:
                found.append(Finding(19, f"{sheet.title}!{place}", f"{name} is not portable"))
        if "[" in bare or "_xlfn" in bare or "#REF!" in bare:
            found.append(Finding(19, f"{sheet.title}!{place}", text))
    return found


def rule_20_divisions(book: BookFile) -> list[Finding]:
    """A division stands behind a check of its divisor, unless the divisor can never be zero."""
    found = []
    for sheet, place, text in book.formulas():
        bare = re.sub(r'"[^"]*"', '""', text)
        for match in re.finditer("/", bare):  # no sheet name holds this sign
            divisor = _operand(bare[match.end() :])
            if f"ROUND({divisor},10)=0" not in text and not _never_zero(book, sheet, divisor):
                found.append(Finding(20, f"{sheet.title}!{place}", text))
    return found


_CELL = r"(?:'(?:[^']|'')*'!)?\$?[A-Z]{1,3}\$?\d+"


def _operand(text: str) -> str:
    """The first operand of a text: a number, a cell, or a call or group with its brackets."""
    simple = re.match(rf"{_CELL}(?![\d(])|\d+", text)
    if simple:
        return simple.group()
    depth = 0
    for position, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == ")" and depth == 0:
            return text[: position + 1]
    return text


def _never_zero(book: BookFile, sheet: Worksheet, divisor: str) -> bool:
    """Above zero whatever is typed, or constants that differ."""
    if re.fullmatch(rf"\({_CELL}-{_CELL}\)", divisor):
        ends = [_content(book, sheet, cell)[1] for cell in re.findall(_CELL, divisor)]
        return all(isinstance(end, int | float) for end in ends) and ends[0] != ends[1]
    return _positive(book, sheet, divisor)


def _positive(book: BookFile, sheet: Worksheet, text: str) -> bool:
    """A positive number, the greater of anything and one, a quotient of two, 1 and some counts of rows, or a cell that
    holds one of these where it holds a number."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text) > 0
    if re.fullmatch(rf"\(1(\+{_CELL})+\)", text):
        return all(_is_count(_content(book, sheet, cell)[1]) for cell in re.findall(_CELL, text))
    if re.fullmatch(_CELL, text):
        owner, content = _content(book, sheet, text)
        if isinstance(content, int | float):
            return content > 0
        filled = re.fullmatch(rf'=IF\((?:OR\([^()]*\)|{_CELL}=""),"",(.+)\)', str(content or ""))
        formula = filled[1] if filled else str(content or "").removeprefix("=")
        return owner is not None and formula != text and _positive(book, owner, formula)
    first = _operand(text)
    rest = text[len(first) :]
    if rest.startswith("/"):
        return _positive(book, sheet, first) and _positive(book, sheet, rest[1:])
    least = re.fullmatch(r"MAX\(.*,([^,()]+)\)", text)
    return bool(least) and first == text and _positive(book, sheet, least[1])


def _is_count(content: object) -> bool:
    return isinstance(content, str) and bool(re.search(r"SUM\([^()]*\)\)?$|SUMPRODUCT\(\([^()]*=1\)\*1\)\)?$", content))


def _content(book: BookFile, sheet: Worksheet, reference: str) -> tuple[Worksheet | None, object]:
    """What a cell holds, and its sheet."""
    title, _, cell = reference.rpartition("!")
    try:
        owner = book.book[title.strip("'").replace("''", "'")] if title else sheet
        return owner, owner[cell.replace("$", "")].value
    except (KeyError, ValueError, AttributeError):
        return None, None


def rule_21_caches(book: BookFile) -> list[Finding]:
    """Every formula has a stored value that is no error, and nothing is filled yet that would make a score 0."""
    found = []
    for number, sheet in enumerate(book.sheets, 1):
        for match in re.finditer(r'<c r="([A-Z]+\d+)"([^>]*)><f>.*?</f>(.*?)</c>', book.xml(number), re.DOTALL):
            place, attributes, stored = match.groups()
            if "<v" not in stored or 't="e"' in attributes:
                found.append(Finding(21, f"{sheet.title}!{place}", "no stored value, or an error"))
    return found


def rule_22_precision(book: BookFile) -> list[Finding]:
    """An inequality compares roundings, counts, or a cell that is rounded itself; so does every INT."""
    rounded = {
        (sheet.title, place)
        for sheet, place, text in book.formulas()
        if re.search(r"^(IF\(.*)?ROUND\(", text) or _WHOLE.fullmatch(text)
    }
    found = []
    for sheet, place, text in book.formulas():
        bare = re.sub(r'"[^"]*"', '""', text)
        for match in re.finditer(r"([A-Z$]+[0-9]+|\)|\d+)(>=|<=|<(?!>)|(?<!<)>)([A-Z]+\(|[A-Z$]+[0-9]+|\d+)", bare):
            left, _, right = match.groups()
            left_fine = left == ")" or left.isdigit() or (sheet.title, left.replace("$", "")) in rounded
            right_fine = right in ("ROUND(", "SUM(", "COUNTBLANK(") or right.isdigit() or _constant(sheet, right)
            right_fine = right_fine or (sheet.title, right.replace("$", "")) in rounded
            if not (left_fine and right_fine):
                found.append(Finding(22, f"{sheet.title}!{place}", text))
        for argument in re.findall(r"\bINT\(([A-Z]+)", bare):
            if argument != "ROUND" and not re.search(r"INT\(([A-Z]+\d+)\)", bare):
                found.append(Finding(22, f"{sheet.title}!{place}", text))
    return found


def _constant(sheet: object, reference: str) -> bool:
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+)", reference)
    if match is None:
        return False
    value = sheet[match.group(1) + match.group(2)].value  # type: ignore[index]
    return isinstance(value, int | float | datetime) and get_column_letter(1) == "A"
