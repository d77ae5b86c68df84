"""The diagnostics API: the catalogue is complete, renderers show place, second place, remedy and fix."""

import json
import re
from fractions import Fraction

import pytest

from dsl.diagnostics import (
    LANGUAGES,
    DiagnosticBag,
    Fix,
    SecondPlace,
    Severity,
    Term,
    Terms,
    diagnose,
    entries,
    entry_of,
    message_of,
    render_concise,
    render_full,
    render_json,
    render_summary,
    suggest,
)
from dsl.diagnostics.catalogue import terms
from dsl.source import Source, Span
from dsl.words import spellings, word

SOURCE = Source("a.esep", "есеп ru\nпоказатель x «абв\n  балл = 1\n")


def example():
    place = Span("a.esep", 2, 14, 2, 18)
    fix = Fix(Span("a.esep", 2, 18, 2, 18), "»")
    return diagnose("unclosed-text", place, fix=fix, opening="«", closing="»")


def test_codes_have_their_form_and_range():
    for entry in entries().values():
        assert re.fullmatch(r"[EL]\d{4}", entry.code), entry.slug
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.slug), entry.slug
        assert (entry.code[0] == "L") == (entry.code[1] == "4"), entry.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_whole_sentences_in_every_language(language):
    for entry in entries().values():
        texts = entry.texts[language]
        assert texts.title and not texts.title.endswith("."), entry.code
        for text in (texts.message, texts.why, texts.help or "."):
            assert text.strip() == text, entry.code
            assert text[-1] in ".?!:}»", (entry.code, text)


def test_languages_use_the_same_arguments():
    for entry in entries().values():
        used = {
            language: set(re.findall(r"{(\w+)}", texts.message + (texts.help or "")))
            for language, texts in entry.texts.items()
        }
        assert used["ru"] == used["kk"] == used["en"], entry.code


def test_terms_have_every_language():
    for key, columns in terms().items():
        assert set(columns) == set(LANGUAGES), key


def test_unknown_slugs_and_missing_arguments_are_bugs():
    with pytest.raises(KeyError):
        diagnose("no-such-slug", Span("a", 1, 1, 1, 1))
    with pytest.raises(ValueError, match="closing"):
        diagnose("unclosed-text", Span("a", 1, 1, 1, 1), opening="«")


def test_entries_are_found_by_code_or_slug():
    assert entry_of("e1001") is entry_of("unclosed-text") is entries()["unclosed-text"]
    assert entry_of("E0000") is None


def test_full_rendering():
    assert render_full([example()], {SOURCE.path: SOURCE}, "ru") == (
        "ошибка E1001 (unclosed-text): Текст не закрыт\n"
        "  --> a.esep:2:14\n"
        "  2 | показатель x «абв\n"
        "    |              ^^^^\n"
        "  Текст начат знаком «, но закрывающего знака » нет.\n"
        "  что делать: Поставьте » там, где текст кончается.\n"
        "  исправление: вставить: »\n"
    )


def test_second_places_are_shown():
    block = SecondPlace(Span("a.esep", 2, 1, 2, 11), "block")
    item = diagnose("wrong-indentation", Span("a.esep", 3, 1, 3, 3), labels=(block,), found=2, expected=4)
    shown = render_full([item], {SOURCE.path: SOURCE}, "en")
    assert "  ::: a.esep:2:1\n" in shown
    assert "    | ---------- the block belongs to this line\n" in shown


def test_rendering_needs_no_source_and_cuts_long_lines():
    assert "-->" in render_full([example()], {}, "kk")
    long = Source("a.esep", "есеп ru\n" + "я" * 500 + "@" + "я" * 500)
    place = Span("a.esep", 2, 501, 2, 502)
    shown = render_full(
        [diagnose("unexpected-sign", place, found="@", advice=Term("remove-sign"))], {"a.esep": long}, "en"
    ).splitlines()
    assert max(map(len, shown)) < 160
    assert shown[2][shown[3].index("^")] == "@"


def test_markers_count_columns_not_code_points():
    source = Source("a.esep", "есеп ru\nй\u0306@")
    shown = render_full(
        [diagnose("unexpected-sign", Span("a.esep", 2, 3, 2, 4), found="@", advice=Term("remove-sign"))],
        {"a.esep": source},
        "en",
    )
    assert "    |  ^\n" in shown


def test_concise_and_json():
    assert render_concise([example()], "en").startswith("a.esep:2:14: E1001 The text opens with «")
    (item,) = json.loads(render_json([example()], "kk"))
    assert item["code"] == "E1001"
    assert item["slug"] == "unclosed-text"
    assert item["place"] == {"path": "a.esep", "line": 2, "column": 14, "end_line": 2, "end_column": 18}
    assert item["fix"]["replacement"] == "»"


def test_bag_sorts_and_drops_repetitions():
    bag = DiagnosticBag()
    late, early = Span("b", 9, 1, 9, 2), Span("b", 2, 5, 2, 6)
    for place in (late, early, late):
        bag.add(diagnose("unexpected-sign", place, found="@", advice=Term("remove-sign")))
    assert [item.span for item in bag] == [early, late]
    assert bag.has_errors
    assert not bag.of(Severity.WARNING)
    assert render_summary(bag, "ru") == "Ошибок: 2\n"
    assert render_summary([], "en") == "No findings.\n"


def test_arguments_are_shown_in_the_readers_language():
    expected = Terms((Term("a-name"), "«:»", Term("end-of-line")))
    item = diagnose("unexpected-end", Span("a", 1, 1, 1, 1), expected=expected)
    assert message_of(item, "ru") == "Строка обрывается; дальше должно идти: имя, «:» или конец строки."
    assert message_of(item, "kk").endswith("ат, «:» немесе жолдың соңы.")


@pytest.mark.parametrize(
    ("value", "ru", "en"),
    [
        (Fraction(38, 5), "7,6", "7.6"),
        (Fraction(-1, 20), "-0,05", "-0.05"),
        (Fraction(1, 3), "1/3", "1/3"),
        (12, "12", "12"),
    ],
)
def test_numbers_in_messages(value, ru, en):
    item = diagnose("thousands-blank", Span("a", 1, 1, 1, 1), found="x", right=value)
    texts = {language: render_full([item], {}, language) for language in ("ru", "en")}
    assert f"Напишите {ru}." in texts["ru"]
    assert f"Write {en}." in texts["en"]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("показтель", "показатель"),
        ("покзаатель", "показатель"),
        ("параметы", "параметр"),
        ("совсем", None),
        ("критерий", None),
    ],
)
def test_suggestions(word, right):
    assert suggest(word, ["показатель", "параметр", "критерий"]) == right


def test_words_in_templates_are_words_of_the_language():
    """Every one is known, the languages speak of the same ones, and none is spelt out in a template."""
    for entry in entries().values():
        used = {}
        for language, texts in entry.texts.items():
            templates = (texts.message, texts.help or "", *texts.labels.values())
            used[language] = {key for text in templates for key in re.findall(r"{(?:[Ww]ord|one)\[(\w+)\]}", text)}
            assert all(word(key, language) for key in used[language]), entry.code
            if entry.code[0] == "L" or entry.code[1] in "123":
                quoted = {part.strip() for text in templates for part in re.findall(r"[«“]([^«»“”{}]*)[»”]", text)}
                spelt = quoted & {spelling for columns in spellings().values() for spelling in columns[language]}
                assert not spelt, (entry.code, language, spelt)
        assert used["ru"] == used["kk"] == used["en"], entry.code
