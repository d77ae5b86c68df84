"""The twelve forms of the 2015 methodology: every line of the act is on its sheet, in order; the checker can fail."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from dsl.diagnostics import DiagnosticBag
from dsl.source import Source
from dsl.syntax import tree
from dsl.syntax.parser import parse
from tests.methodologies.form_fidelity import FormCell, compare, missing_lines

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data"
SOURCES = ROOT / "methodologies" / "ict_2015"
WORKBOOKS = ROOT / "generated" / "ict_2015"
CODES = tuple(sorted(path.stem for path in (DATA / "ict_2015_forms").glob("*.txt")))

# ------------------------------------------------------------------------------------------ the act and the sheets


def act_lines(code: str) -> dict[int, str]:
    """The file's lines are "number in the act's text, tab, line"."""
    text = (DATA / "ict_2015_forms" / f"{code}.txt").read_text(encoding="utf-8")
    numbered = (line.partition("\t") for line in text.splitlines())
    return {int(number): line for number, _, line in numbered}


def corrections(code: str) -> dict[int, str]:
    """What the form has instead of a line, by the line's number."""
    with (DATA / "ict_2015_corrections.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {int(row["line"]): row["form_text"] for row in rows if row["form"] == code}


def statements(path: Path) -> Iterator[tree.Statement]:
    """All statements of a file, the nested ones after the one they stand in."""
    bag = DiagnosticBag()
    file = parse(Source(path.name, path.read_text(encoding="utf-8")), bag)
    assert file is not None
    assert not len(bag), list(bag)
    waiting = list(reversed(file.statements))
    while waiting:
        statement = waiting.pop()
        yield statement
        waiting.extend(reversed(getattr(statement, "block", ())))


def sheet_names() -> dict[str, str]:
    """The sheet of each form, by the form's code, as the methodology's sources declare it."""
    names: dict[str, str] = {}
    for path in sorted(SOURCES.rglob("*.esep")):
        for form in statements(path):
            if isinstance(form, tree.FormDecl):
                code = next(part.text.text for part in form.block if isinstance(part, tree.FormCode))
                assert code not in names, f"{code} is declared twice"
                names[code] = next(part.label[0].text for part in form.block if isinstance(part, tree.SheetName))
    return names


def printed(cell: Cell) -> str:
    """The cell as a reader sees it: decimal comma, percentages, a unit given by the number format."""
    value, form = cell.value, cell.number_format
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    number = f"{round(value * 100 if '%' in form else value, 10):g}".replace(".", ",")
    unit = "".join(re.findall(r'"([^"]*)"', form.split(";", maxsplit=1)[0]))
    return f"{number}{'%' if '%' in form else ''}{unit}"


def form_cells(sheet: Worksheet) -> Iterator[FormCell]:
    """The page; the row above it (title, way back) is the workbook's own and is not printed."""
    last_rows = {(area.min_row, area.min_col): area.max_row for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell, Cell) and (text := printed(cell)):
                yield FormCell(cell.row, last_rows.get((cell.row, cell.column), cell.row), text)


def properties(workbook: Workbook) -> dict[str, str]:
    return {item.name: str(item.value) for item in workbook.custom_doc_props.props}


@pytest.fixture(scope="module")
def kazakh_workbooks() -> dict[str, Workbook]:
    """The workbooks in the act's own language, with the values stored beside the formulas."""
    opened = {path.name: load_workbook(path, data_only=True) for path in sorted(WORKBOOKS.rglob("*.xlsx"))}
    return {name: workbook for name, workbook in opened.items() if properties(workbook).get("esep.language") == "kk"}


def test_all_twelve_forms_of_the_act_are_here() -> None:
    assert len(CODES) == 12
    assert all(act_lines(code) for code in CODES)


def test_every_correction_names_an_existing_line_and_says_why() -> None:
    with (DATA / "ict_2015_corrections.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            assert act_lines(row["form"])[int(row["line"])].strip() == row["act"], row
            assert row["act"] != row["form_text"], row
            assert row["reason"], row


@pytest.mark.parametrize("code", CODES if WORKBOOKS.is_dir() else ())
def test_every_line_of_the_form_is_on_its_sheet(code: str, kazakh_workbooks: dict[str, Workbook]) -> None:
    name = sheet_names()[code]
    holders = {file: workbook for file, workbook in kazakh_workbooks.items() if name in workbook.sheetnames}
    assert holders, f"{code}: no workbook in {WORKBOOKS} has the sheet {name!r}"
    for file, workbook in holders.items():
        cells, lines, corrected = list(form_cells(workbook[name])), act_lines(code), corrections(code)
        found = compare(cells, lines, corrected)
        where = f"{file}, {name}: {found.percent:.1f}% found"
        assert not found.missing, f"{where}, missing: {found.missing}"
        assert not found.added, f"{where}, not in the act: {found.added}"
        uncorrected = {int(line.partition(":")[0]) for line in compare(cells, lines, {}).missing}
        assert corrected.keys() <= uncorrected, f"{where}, corrected for nothing: {corrected.keys() - uncorrected}"


# --------------------------------------------------------------------------------------------------- the transcriptions


def points(source: str) -> tuple[Fraction, list[Fraction]]:
    """What the group of the file may give for each language version, and its items."""
    declared = [part for part in statements(SOURCES / source) if isinstance(part, tree.ElementDecl)]
    values = []
    for element in declared:
        assert element.maximum is not None
        assert element.maximum.per_version
        values.append(element.maximum.value.value)
    return values[0], values[1:]


@pytest.mark.parametrize(
    ("source", "items", "printed_total"),
    [
        ("annex5_omo.esep", 13, 50),
        ("annex5_zhao.esep", 15, 50),
        ("annex6_omo.esep", 5, 25),
        ("annex6_zhao.esep", 7, 25),
    ],
)
def test_the_points_of_the_rows_add_up_to_the_printed_total(source: str, items: int, printed_total: int) -> None:
    declared, rows = points(source)
    assert len(rows) == items
    assert declared == sum(rows) == printed_total


@pytest.mark.parametrize("source", ["annex5_omo", "annex5_zhao", "annex6_omo", "annex6_zhao", "annex8"])
def test_no_word_mixes_latin_and_cyrillic_letters(source: str) -> None:
    text = (SOURCES / f"{source}.esep").read_text(encoding="utf-8")
    assert not re.findall(r"\b(?=\w*[A-Za-z])(?=\w*[Ѐ-ӿ])\w+", text)


@pytest.mark.parametrize("source", ["annex5_omo", "annex5_zhao", "annex6_omo", "annex6_zhao", "annex8"])
def test_no_traces_of_the_extraction_are_left(source: str) -> None:
    text = (SOURCES / f"{source}.esep").read_text(encoding="utf-8")
    assert not re.findall(r"(?:(?<=\s)[Ѐ-ӿ] ){2,}|\S  +\S|\( | [,;)]", text)


# --------------------------------------------------------------------------------------------------- the checker itself

TABLE = (
    FormCell(1, 1, "1-кесте. Көрсеткіштер"),
    FormCell(2, 3, "р/с №"),
    FormCell(2, 3, "Бөлімнің атауы"),
    FormCell(2, 2, "Қойылатын балл"),
    FormCell(3, 3, "Қазақ тілінде"),
    FormCell(3, 3, "Орыс тілінде"),
    FormCell(4, 4, "1.1"),
    FormCell(4, 4, "Мемлекеттік рәміздер"),
    FormCell(4, 4, "1) Мемлекеттік Ту;\n2) интернет-ресурстарында орналасқан Елтаңба;"),
    FormCell(4, 4, "1"),
    FormCell(4, 4, "1"),
    FormCell(5, 5, "1.2"),
    FormCell(5, 5, "Байланыс"),
    FormCell(5, 5, "Мекенжайы (бар болса)"),
    FormCell(5, 5, "3,5"),
    FormCell(5, 5, "3,5"),
    FormCell(6, 6, "Барлығы"),
    FormCell(6, 6, "4,5"),
    FormCell(6, 6, "4,5"),
)
_LINES = (
    "      1-кесте. Көрсеткіштер",
    "р/с",
    "№",
    "Бөлімнің ",
    "атауы",
    "Қойылатын балл",
    "Қазақ тілінде Орыс тілінде",
    "1) Мемлекеттік Ту;",
    "2) интернет-ресурстар",
    "1.1 Мемлекеттiк ",  # a Latin i, and the row's number in the middle of its description
    "ында о р н а л а с қ а н  ",
    "рәміздер",
    "Елтаңба;",
    "1 1",
    "1.2 Байланыс",
    "Мекенжайы (",
    "бар болса)",
    "3,5",
    "",
    "3,5",
    "Барлығы 4,5 4,5",
)
EXTRACTED = dict(enumerate(_LINES, start=101))


def changed(old: str, new: str) -> list[FormCell]:
    cells = [FormCell(cell.row, cell.last_row, cell.text.replace(old, new)) for cell in TABLE]
    assert cells != list(TABLE)
    return cells


def test_a_faithful_table_has_all_lines() -> None:
    found = compare(TABLE, EXTRACTED, {})
    assert found.missing == ()
    assert found.added == ()
    assert found.percent == 100


@pytest.mark.parametrize("index", range(len(TABLE)))
def test_every_single_letter_counts(index: int) -> None:
    """Each letter or digit of the table, replaced one at a time, is noticed; so is each cell left out."""
    cell = TABLE[index]
    for place, letter in enumerate(cell.text):
        if letter.isalnum():
            other = FormCell(cell.row, cell.last_row, f"{cell.text[:place]}ў{cell.text[place + 1 :]}")
            assert compare((*TABLE[:index], other, *TABLE[index + 1 :]), EXTRACTED, {}).missing, other
    assert compare((*TABLE[:index], *TABLE[index + 1 :]), EXTRACTED, {}).missing


def test_a_line_the_form_does_not_have_is_named() -> None:
    found = compare(TABLE, {**EXTRACTED, 122: "Ескертпе: кемшіліктер"}, {})
    assert found.missing == ("122: Ескертпе: кемшіліктер",)
    assert found.percent < 100


def test_a_line_dropped_from_a_cell_is_named() -> None:
    assert compare(changed("1) Мемлекеттік Ту;\n", ""), EXTRACTED, {}).missing == ("108: 1) Мемлекеттік Ту;",)


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("орналасқан", "орналасатын", "111: ында о р н а л а с қ а н"),
        ("(бар болса)", "(бар болмаса)", "117: бар болса)"),
        ("рәміздер", "рәмізі", "112: рәміздер"),
        ("Байланыс", "Байлаулы", "115: 1.2 Байланыс"),
    ],
)
def test_a_changed_word_is_named(old: str, new: str, missing: str) -> None:
    found = compare(changed(old, new), EXTRACTED, {})
    assert found.missing == (missing,)


def test_a_changed_number_is_missing() -> None:
    assert "118: 3,5" in compare(changed("3,5", "3"), EXTRACTED, {}).missing


def test_rows_in_another_order_are_missing() -> None:
    rows = {4: 5, 5: 4}
    swapped = [FormCell(rows.get(cell.row, cell.row), rows.get(cell.row, cell.last_row), cell.text) for cell in TABLE]
    assert "115: 1.2 Байланыс" in compare(swapped, EXTRACTED, {}).missing


def test_lines_of_one_cell_in_another_order_are_missing() -> None:
    cell = "бірінші тармақтың мәтіні; екінші тармақтың мәтіні; үшінші тармақтың мәтіні."
    lines = ["бірінші тармақтың мәтіні;", "үшінші тармақтың мәтіні.", "екінші тармақтың мәтіні;"]
    assert missing_lines([cell], lines, {}) == ["екінші тармақтың мәтіні;"]


def test_text_printed_twice_must_stand_twice() -> None:
    assert missing_lines(["Шегеру: балды құрайды."], ["Шегеру: балды құрайды."] * 2, {}) == ["Шегеру: балды құрайды."]


def test_a_number_is_not_found_inside_another_text() -> None:
    assert missing_lines(["2015 жыл", "10"], ["1"], {}) == ["1"]


def test_text_added_to_a_cell_is_reported() -> None:
    assert compare(changed("рәміздер", "рәміздер туралы"), EXTRACTED, {}).added == ("туралы",)
    assert compare(changed("Байланыс", "Байланыста"), EXTRACTED, {}).added == ("та",)


def test_a_correction_stands_for_the_line_and_can_leave_it_out() -> None:
    assert missing_lines(["0,1 балл"], ["01 балл"], {}) == ["01 балл"]
    assert missing_lines(["0,1 балл"], ["01 балл"], {"01 балл": "0,1 балл"}) == []
    assert missing_lines(["0,2 балл"], ["01 балл"], {"01 балл": "0,1 балл"}) == ["01 балл"]
    assert missing_lines([], ["есептік кезең)("], {"есептік кезең)(": ""}) == []


def test_dashes_quotes_and_drawn_lines_are_one() -> None:
    assert missing_lines(["«Ту» – белгі", "Қолы"], ['"Ту" - белгі', "________", "____ Қолы"], {}) == []


def test_a_line_with_a_blank_may_be_laid_over_neighbouring_rows() -> None:
    line = "Шегеру: ______ балды құрайды."
    assert missing_lines(["Шегеру:", "балды құрайды."], [line], {}) == []
    assert missing_lines(["балды құрайды.", "Шегеру:"], [line], {}) == [line]
    assert missing_lines(["Шегеру:", "балл құрайды."], [line], {}) == [line]
    assert missing_lines(["Шегеру:", "балды құрайды."], ["Шегеру: балды құрайды."], {}) == ["Шегеру: балды құрайды."]


def test_nothing_to_compare_is_complete() -> None:
    assert compare([], {}, {}).percent == 100
