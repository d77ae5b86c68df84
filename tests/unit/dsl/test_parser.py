"""The parser: nodes, spans, texts, comments, continuation lines."""

from fractions import Fraction

import pytest

from dsl.source import Span
from dsl.syntax import tree

from .trees import SAMPLE, faults, meaning, parsed


def expression(text, language="ru"):
    word = {"ru": "балл", "en": "score", "kk": "балл"}[language]
    (statement,) = parsed(f"есеп {language}\n{word} = {text}\n").statements
    return statement.expression


def one(line, language="ru"):
    (statement,) = parsed(f"есеп {language}\n{line}\n").statements
    return statement


def test_sample_is_read_whole():
    file = parsed(SAMPLE.read_text(encoding="utf-8"))
    assert [type(item).__name__ for item in file.statements] == [
        "MethodologyDecl", *["ElementDecl"] * 5, "FormDecl", "FormDecl",
    ]  # fmt: skip
    assert file.language == "ru"
    assert [comment.text for comment in file.comments] == ["A sample that exercises the language (Russian words)."]


def test_blocks_follow_the_indentation_whatever_its_width():
    file = parsed("есеп ru\nгруппа a\n    группа b\n     балл = 1\n    группа c\nгруппа d\n")
    first, last = file.statements
    assert [child.name.text for child in first.block] == ["b", "c"]
    assert isinstance(first.block[0].block[0], tree.ScoreFormula)
    assert last.name.text == "d"


def test_span_of_a_statement_covers_its_heading_lines_only():
    file = parsed("есеп ru\nкритерий a, не более 5\n  название kk «Б»\n    ru «В» неофициально\n  балл = 1\n")
    (statement,) = file.statements
    assert statement.span == Span("test.esep", 2, 1, 2, 23)
    assert statement.block[0].span == Span("test.esep", 3, 3, 4, 24)
    assert statement.maximum.span == Span("test.esep", 2, 13, 2, 23)


def test_texts_keep_breaks_but_no_indentation():
    statement = one('описание «1) один; \n      2) «два»;\n\n   3) "три"»')
    assert statement.label[0].text == '1) один;\n2) «два»;\n\n3) "три"'
    assert one('название "из «двух» слов"').label[0].text == "из «двух» слов"


def test_label_languages_and_official():
    label = one("название kk «А» ru «Б» неофициально «В»").label
    assert [(text.language, text.text, text.official) for text in label] == [
        ("kk", "А", True), ("ru", "Б", False), (None, "В", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("7,6", Fraction(38, 5), None),
        ("7.6", Fraction(38, 5), None),
        ("70%", Fraction(7, 10), tree.Unit.SHARE),
        ("12,5 %", Fraction(1, 8), tree.Unit.SHARE),
        ("1 балл", Fraction(1), tree.Unit.POINTS),
        ("3 часа", Fraction(3), tree.Unit.HOURS),
        ("5 дней", Fraction(5), tree.Unit.DAYS),
        ("2 месяца", Fraction(2), tree.Unit.MONTHS),
        ("0,1 тенге", Fraction(1, 10), tree.Unit.MONEY),
    ],
)
def test_numbers(written, value, unit):
    literal = expression(written)
    assert (literal.value, literal.unit) == (value, unit)


@pytest.mark.parametrize("written", ["31.12.2015", "2015-12-31"])
def test_dates(written):
    assert expression(written).iso == "2015-12-31"


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a / b / c", "(a / b) / c"),
        ("a ^ b ^ c", "a ^ (b ^ c)"),
        ("-a ^ b", "-(a ^ b)"),
        ("a · b × c", "(a * b) * c"),
        ("a − b", "a - b"),
        ("не a = b и c", "(не (a = b)) и c"),
        ("a или b и c", "a или (b и c)"),
        ("a не менее b + 1", "a >= (b + 1)"),
        ("a больше b", "a > b"),
        ("a не равно b", "a ≠ b"),
        ("если a то b иначе если c то d иначе e", "если a то b иначе (если c то d иначе e)"),
    ],
)
def test_precedence_and_spellings(written, same):
    assert meaning(expression(written)) == meaning(expression(same))


def test_keywords_are_names_where_they_cannot_stand():
    statement = one("вход вход количество, не более количество «Сколько»")
    assert statement.name.text == "вход"
    assert statement.clauses[0].value.name.text == "количество"
    assert expression("сумма + мин * дата").left.name.text == "сумма"


def test_a_leading_dot_makes_a_name_of_a_keyword():
    assert expression(".максимум").name.text == "максимум"
    assert isinstance(expression("максимум"), tree.Property)


def test_keywords_end_at_a_word_boundary():
    assert expression("иначе_имя").name.text == "иначе_имя"
    assert faults("есеп ru\nбаллы = 1\n") == ["misspelt-word"]


def test_blanks_between_the_words_of_a_keyword_are_free():
    assert isinstance(one("балл   по \u00a0полосам  x"), tree.ScoreBands)
    assert isinstance(one("балл за\tналичие"), tree.ScorePresence)


def test_yo_may_be_written_ye():
    assert one("пример «1»: a 1 дает 2 округленно").rounded


def test_aggregates_and_properties():
    item = expression("среднее(t.c где c > 0) + сумма пунктов + максимум kk")
    assert item.right.word is tree.PropertyWord.MAXIMUM
    assert item.right.name.text == "kk"
    assert item.left.left.function is tree.AggregateWord.MEAN
    assert item.left.right.word is tree.PropertyWord.SUM_OF_ITEMS


def test_bands_and_floors_begin_alike():
    file = parsed(
        "есеп ru\nбалл по полосам x\n  не менее 80%: 2\n  от 1 до 2: 1\n  пробел ровно 3: 0, потому что «так»\n"
        "не менее 0\n"
    )
    bands, floor = file.statements
    assert [len(row.limits) for row in bands.block] == [1, 2, 1]
    assert bands.block[2].fills_gap
    assert bands.block[2].reason.text == "так"
    assert floor.word is tree.AdjustmentWord.FLOOR


def test_adjustment_with_all_parts():
    statement = one("вычет 2 балла за каждый a если b > 0, не более 50% * максимум")
    assert statement.word is tree.AdjustmentWord.DEDUCTION
    assert statement.each.name.text == "a"
    assert isinstance(statement.condition, tree.Comparison)
    assert isinstance(statement.limit, tree.Arithmetic)


def test_example_with_all_parts():
    statement = one(
        "пример «57-т.» для a.b: x 5; d 31.12.2015; w choice; y -1 печатает 7,9 даёт 8 округлённо, потому что «так»"
    )
    assert [item.what.text for item in statement.given] == ["x", "d", "w", "y"]
    assert statement.given[3].value.value == -1
    assert (statement.prints.value, statement.gives.value, statement.rounded) == (Fraction(79, 10), 8, True)
    assert statement.target.text == "a.b"


def test_weight_moves():
    statement = one("если не a: не оценивается; вес переходит к b.c за вычетом 2")
    assert statement.score is None
    assert statement.move.target.text == "b.c"
    assert statement.move.less.value == 2
    assert one("если не a: не оценивается").move is None
    assert one("если a: балл 5").score.value == 5


def test_table_limits():
    statement = one("таблица t, не менее 2 строк, не более 60 строк")
    assert (statement.min_rows.value, statement.max_rows.value) == (2, 60)


def test_cells():
    row = one("строка: «А» на 2 высотой 3; номер x; пусто; a.b; порядковый номер")
    kinds = [type(cell.content).__name__ for cell in row.cells]
    assert kinds == ["CellText", "CellProperty", "CellProperty", "CellField", "CellProperty"]
    assert (row.cells[0].columns, row.cells[0].rows) == (2, 3)
    assert row.cells[1].content.name.text == "x"
    assert row.cells[4].content.word is tree.CellWord.ORDINAL


def test_field_with_text_on_both_sides():
    statement = one("поле «до» a.b «после»")
    assert (statement.before[0].text, statement.name.text, statement.after[0].text) == ("до", "a.b", "после")


def test_lines_go_on_when_they_are_not_finished():
    assert len(one("строка: «1»;\n    a;\n    b").cells) == 3
    assert isinstance(one("балл =\n    a +\n    b"), tree.ScoreFormula)
    assert len(one("балл = мин(a;\n  b)").expression.arguments) == 2


def test_comments_are_kept_with_their_kind():
    file = parsed(
        "-- сверху\nесеп ru -- рядом\nгруппа a -- тоже\n  -- внутри\n  балл = мин(1; -- один\n    2)\n-- внизу"
    )
    assert [(comment.text, comment.own_line) for comment in file.comments] == [
        ("сверху", True), ("рядом", False), ("тоже", False), ("внутри", True), ("один", False), ("внизу", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "esep en\ncriterion a, at most 20 points\n  score = 20 * done / required\n  at least 0\n",
        "есеп kk\nкритерий a, ең көбі 20 балл\n  балл = 20 * done / required\n  кемінде 0\n",
        "есеп ru\nкритерий a, не более 20 баллов\n  балл = 20 * done / required\n  не менее 0\n",
    ],
)
def test_the_tree_is_the_same_in_every_language(text):
    assert meaning(parsed(text)) == meaning(
        parsed("есеп ru\nкритерий a, не более 20 балла\n  балл = 20 * done / required\n  не менее 0")
    )
