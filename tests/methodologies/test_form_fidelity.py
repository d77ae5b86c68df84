"""The comparison of forms with their act can fail: every letter, line and order counts."""

from __future__ import annotations

import pytest

from tests.methodologies.form_fidelity import FormCell, compare, missing_lines

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
