"""Signature lines of forms: the caption stands under its lines, or a line is drawn above it."""

from __future__ import annotations

import pytest

from compiler.model.texts import Language
from compiler.workbook.book import SheetRole
from compiler.workbook.draft import BookDraft, SheetDraft
from compiler.workbook.emit import emit
from compiler.workbook.form_signature import SIGNING_HEIGHT, plan_signature
from compiler.workbook.metrics import text_width
from compiler.workbook.texts import Texts
from tests.support.models import sample_methodology


@pytest.fixture
def sheet() -> SheetDraft:
    methodology = sample_methodology()
    book = BookDraft(methodology, Language.KK, emit(methodology), Texts(Language.KK))
    return book.sheet("Форма", SheetRole.FORM, "Форма", [20.0, 40.0, 30.0])


def middle(text: str, start: int, end: int, size: int = 10) -> float:
    return (text_width(text[:start], size) + text_width(text[:end], size)) / 2


def test_each_part_of_the_caption_is_under_its_line(sheet: SheetDraft) -> None:
    line, caption = "Басшысы ______________ ____________________", "(қолы) (толық жазылуы)"
    assert plan_signature(sheet, 4, line, caption) == 6
    below = str(sheet.cells[-1].content)
    assert below.split() == caption.split()
    drawn = line.index("_"), line.index(" ", 9)
    assert middle(below, below.index("(қ"), below.index(")") + 1, 8) == pytest.approx(middle(line, *drawn), abs=1.0)
    assert sheet.heights[4] == SIGNING_HEIGHT


def test_where_the_act_draws_no_line_one_is_drawn(sheet: SheetDraft) -> None:
    assert plan_signature(sheet, 0, "Комиссияның төрағасы", "(күні) (қолы)") == 2
    text, line, caption = sheet.cells
    assert (text.column, text.columns, line.column, caption.column) == (0, 2, 2, 2)
    assert line.style.border == "bottom"


def test_a_signature_without_caption_takes_one_row(sheet: SheetDraft) -> None:
    assert plan_signature(sheet, 0, "Өкілі, лауазымы", None) == 1
    assert [cell.columns for cell in sheet.cells] == [3]


def test_lines_that_would_wrap_stand_below_the_words(sheet: SheetDraft) -> None:
    """Else the caption would be pushed off the page."""
    words = "Бағалауға уәкілетті органның тиісті құрылымдық бөлімшесінің басшысы немесе оның міндетін атқарушы " * 2
    assert plan_signature(sheet, 0, f"{words.strip()} ________  ____________", "(қолы) (толық жазылуы)") == 3
    texts = {cell.row: str(cell.content) for cell in sheet.cells}
    assert texts[0] == words.strip()
    assert texts[1] == "________  ____________"
    assert len(texts[2]) - len(texts[2].lstrip()) < 20
