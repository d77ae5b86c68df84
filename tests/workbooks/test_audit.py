"""The audit passes on sample workbooks of all kinds and languages, and fails on spoilt ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.pagebreak import Break

from compiler.excel.writer import write
from compiler.model.texts import Language
from compiler.workbook.identity import Build
from compiler.workbook.plan import plan_assessment, plan_report
from compiler.workbook.rating.plan import plan_rating, prepare_rating
from tests.support.models import sample_edition, sample_methodology
from tests.workbooks.audit import CHECKS, ELSEWHERE, audit, compare_languages

BUILD = Build(hashlib.sha256(b"sample").hexdigest(), "0.1.0")
PLANS = {"report": plan_report, "assessment": plan_assessment}
KINDS = (*sorted(PLANS), "rating")


def made(folder: Path, kind: str, language: Language) -> Path:
    path = folder / f"{kind}_{language.value}.xlsx"
    if kind == "rating":
        edition = sample_edition()
        planned = plan_rating(prepare_rating(edition, edition.methodologies), language, BUILD)
    else:
        planned = PLANS[kind](sample_methodology(), language, BUILD)
    write(planned, path, {})
    return path


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", list(Language))
def test_sample_workbooks_pass(tmp_path: Path, kind: str, language: Language) -> None:
    assert audit(made(tmp_path, kind, language)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_languages_differ_in_text_only(tmp_path: Path, kind: str) -> None:
    kk, ru = (made(tmp_path, kind, language) for language in (Language.KK, Language.RU))
    assert compare_languages(kk, ru) == []


def test_every_rule_is_checked_or_says_why_not() -> None:
    assert CHECKS.keys() | ELSEWHERE.keys() == set(range(1, 41))
    assert not CHECKS.keys() & ELSEWHERE.keys()


def sheet_of(book: openpyxl.Workbook, name: str) -> tuple[object, str]:
    """Sheet and cell of a defined name."""
    title, place = next(book.defined_names[name].destinations)
    return book[title], place.replace("$", "")


def _formula(text: str) -> Callable[[openpyxl.Workbook], None]:
    def spoil(book: openpyxl.Workbook) -> None:
        sheet, place = sheet_of(book, "v_integration_score")
        sheet[place] = text

    return spoil


def _no_title(book: openpyxl.Workbook) -> None:
    book.worksheets[1]["A1"] = None


def _unlocked_result(book: openpyxl.Workbook) -> None:
    sheet, place = sheet_of(book, "v_integration_score")
    sheet[place].protection = Protection(locked=False)


def _no_identity(book: openpyxl.Workbook) -> None:
    del book.custom_doc_props["esep.fingerprint"]


def _weak_validation(book: openpyxl.Workbook) -> None:
    book.worksheets[1].data_validations.dataValidation[0].errorStyle = "warning"


def _inline_list(book: openpyxl.Workbook) -> None:
    rule = next(v for v in book.worksheets[1].data_validations.dataValidation if v.type == "list")
    rule.formula1 = '"Иә,Жоқ"'


def _open_bound(book: openpyxl.Workbook) -> None:
    rule = next(v for v in book.worksheets[1].data_validations.dataValidation if v.type == "whole")
    rule.formula2 = None


def _unprotected(book: openpyxl.Workbook) -> None:
    book.worksheets[2].protection.sheet = False


def _pale(book: openpyxl.Workbook) -> None:
    cell = book.worksheets[1]["A2"]
    cell.font = Font(name="Arial", size=9, color="CCCCCC")
    cell.fill = PatternFill("solid", fgColor="FFFFFF")


def _other_font(book: openpyxl.Workbook) -> None:
    book.worksheets[1]["A1"].font = Font(name="Symbol", size=9)


def _flat_row(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[1]
    sheet["A2"] = "ұзын мәтін " * 60
    sheet.row_dimensions[2].height = 15


def _narrow(book: openpyxl.Workbook) -> None:
    book.worksheets[1].column_dimensions["B"].width = 5


def _tiny(book: openpyxl.Workbook) -> None:
    book.worksheets[1].column_dimensions["B"].width = 250


def _break_after_a_heading(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[1]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == "1-кесте. Интеграция")
    sheet.row_breaks.append(Break(row))


def _blank_before_a_comma(book: openpyxl.Workbook) -> None:
    book.worksheets[2].title = "Есептеу , кесте"


def _one_link_less(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    next(cell for row in sheet.iter_rows() for cell in row if cell.hyperlink).hyperlink = None


def _outside_link(book: openpyxl.Workbook) -> None:
    book.worksheets[1]["A1"].hyperlink = "https://example.org"


def _locale_format(book: openpyxl.Workbook) -> None:
    book.worksheets[1]["A2"].number_format = "[$-419]0,00"


def _paper(book: openpyxl.Workbook) -> None:
    book.worksheets[1].page_setup.paperSize = 1


SPOILT: tuple[tuple[int, Callable[[openpyxl.Workbook], None]], ...] = (
    (1, _one_link_less),
    (2, _unlocked_result),
    (4, _no_identity),
    (5, _formula("=C999")),
    (7, _blank_before_a_comma),
    (9, _unlocked_result),
    (10, _weak_validation),
    (11, _inline_list),
    (12, _open_bound),
    (17, _formula("=C5*0.3")),
    (17, _formula('=IF(C5="Иә",1,0)')),
    (18, _formula("=" + "+".join(f"C{n}" for n in range(4, 60)))),
    (19, _formula("=IFERROR(C5,0)")),
    (19, _formula("=OFFSET(C5,1,1)")),
    (20, _formula("=C5/C6")),
    (22, _formula("=IF(C5>=C6,1,0)")),
    (23, _paper),
    (23, _tiny),
    (23, _break_after_a_heading),
    (24, _flat_row),
    (24, _narrow),
    (25, _locale_format),
    (27, _outside_link),
    (29, _no_title),
    (29, _pale),
    (30, _other_font),
    (31, _unprotected),
)


def _in_rating(book: openpyxl.Workbook, text: str) -> None:
    """In the second body's row of the total."""
    title, place = next(book.defined_names["v_omo_total_score"].destinations)
    column = place.replace("$", "").split(":")[0].rstrip("0123456789")
    book[title][f"{column}11"] = text


def _no_clause(book: openpyxl.Workbook) -> None:
    title, place = next(book.defined_names["v_omo_total_score"].destinations)
    column = place.replace("$", "").split(":")[0].rstrip("0123456789")
    book[title][f"{column}6"] = None


def _no_charts(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        sheet._charts = []


RATING_SPOILT: tuple[tuple[int, Callable[[openpyxl.Workbook], None]], ...] = (
    (5, lambda book: _in_rating(book, "=A99")),
    (5, lambda book: _in_rating(book, "=SUM($XEZ$10:$XEZ$29)")),
    (14, _no_clause),
    (16, lambda book: _in_rating(book, "=1+1")),
    (22, lambda book: _in_rating(book, "=IF(C10>=D10,1,0)")),
    (28, _no_charts),
)
"""What only a matrix can have wrong."""


@pytest.mark.parametrize("number", range(len(RATING_SPOILT)))
def test_spoilt_ratings_fail(tmp_path: Path, number: int) -> None:
    rule, spoil = RATING_SPOILT[number]
    book = openpyxl.load_workbook(made(tmp_path, "rating", Language.KK))
    spoil(book)
    spoilt = tmp_path / "spoilt.xlsx"
    book.save(spoilt)
    assert rule in {finding.rule for finding in audit(spoilt)}


IDS = [f"{rule}{spoil.__name__}{number}" for number, (rule, spoil) in enumerate(SPOILT)]


@pytest.mark.parametrize(("rule", "spoil"), SPOILT, ids=IDS)
def test_spoilt_workbooks_fail(tmp_path: Path, rule: int, spoil: Callable[[openpyxl.Workbook], None]) -> None:
    path = made(tmp_path, "report", Language.KK)
    book = openpyxl.load_workbook(path)
    spoil(book)
    spoilt = tmp_path / "spoilt.xlsx"
    book.save(spoilt)
    assert rule in {finding.rule for finding in audit(spoilt)}
