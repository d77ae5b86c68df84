"""Everything the product says: in three languages with the same blanks, with words that agree with what is filled in,
with the typography of each language, within what Excel shows."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.evaluate.trace_words import TRACE_WORDS
from compiler.lower.labels import _STANDARD, standard
from compiler.model.texts import Language
from compiler.workbook.fields import ERROR_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from compiler.workbook.texts import Texts
from dsl import phrases
from dsl.diagnostics.catalogue import entries, terms

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ru", "kk", "en")
CATALOGUES = ("compiler/campaign/texts.toml", "compiler/cli/texts.toml", "compiler/workbook/texts.toml")
COUNTS = frozenset(
    (
        *(
            "count",
            "cases",
            "formulas",
            "disagreements",
            "files",
            "accepted",
            "refused",
            "missing",
            "errors",
            "warnings",
        ),
        *("agree", "printed", "differ", "least", "most", "limit", "largest", "columns", "high", "low"),
    )
)
"""Blanks that hold numbers of things."""
FORMS = {"ru": 3, "en": 2}
CYRILLIC = "а-яёәғқңөұүһі"
NEUTRAL = {
    "ru": {"из", "до", "МБ"},
    "en": {"of", "to", "are", "is", "needed", "more", "inside", "compared", "printed", "MB"},
}
"""Words after a number that are the same after every number."""


OTHER_TERMS = {
    "ru": {
        r"движ(?:ок|к)": "программа расчёта",
        r"клет(?:к|ок)": "ячейка",
        r"анкет": "опросный лист",
        r"приня(?:т|ть) замечание|примите замечание": "признать замечание",
    },
    "kk": {
        r"қозғалтқыш": "есептеу бағдарламасы",
        r"жолақ|жолағ": "аралық",
        r"мойында": "таны-",
        r"шегерім": "шегеру",
        r"қағида": "ереже",
        r"\bкіріс(?! дерек)": "кіріс дерек",
        r"есепті кезең": "есептік кезең, as the acts say",
    },
    "en": {r"\bevaluator's\b": "assessor"},
}
"""Words that the product has given up, and what it says instead: one term for each thing."""
HORIZONTAL_BARS = "rating_chart_alt"


def texts() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Where it stands, its key, the text by language."""
    for path in CATALOGUES:
        for key, columns in tomllib.loads((ROOT / path).read_text(encoding="utf-8")).items():
            yield path, key, columns
    for key, columns in terms().items():
        yield "terms", key, dict(columns)
    for key, words in TRACE_WORDS.items():
        yield "trace", key, {language.value: word for language, word in words.items()}
    for name in _STANDARD:
        yield "labels", name, {language.value: standard(name).text(language) for language in Language}
    for entry in entries().values():
        for part in ("title", "message", "why", "help"):
            columns = {language: getattr(entry.texts[language], part) or "" for language in LANGUAGES}
            yield entry.code, f"{entry.slug}.{part}", columns
        for label in entry.texts["ru"].labels:
            yield entry.code, f"{entry.slug}.{label}", {one: entry.texts[one].labels[label] for one in LANGUAGES}


ALL = tuple(texts())


def blanks(template: str) -> set[str]:
    """With the words of the language, whose first letter is a matter of the sentence."""
    return {name.replace("Word[", "word[") for _, name, _, _ in string.Formatter().parse(template) if name}


def test_there_is_every_text_in_three_languages_with_the_same_blanks() -> None:
    empty = {"provenance_stated"}
    without_help = {f"{entry.slug}.help" for entry in entries().values() if entry.texts["ru"].help is None}
    for place, key, columns in ALL:
        assert set(columns) == set(LANGUAGES), (place, key)
        assert all(columns.values()) or key in empty | without_help, (place, key)
        # `why` stands alone on the page of a code and has braces of its own.
        if not key.endswith(".why"):
            assert blanks(columns["ru"]) == blanks(columns["kk"]) == blanks(columns["en"]), (place, key)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_word_that_counts_has_the_form_of_its_number(language: str) -> None:
    letters = "a-z" if language == "en" else CYRILLIC
    after_number = re.compile(rf"\{{(\w+)\}}[ \N{{NO-BREAK SPACE}}]([{letters}]+)", re.IGNORECASE)
    for place, key, columns in ALL:
        for name, word in after_number.findall(columns[language]):
            assert name not in COUNTS or word in NEUTRAL[language], (place, key, name, word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_as_many_forms_as_the_language_has(language: str) -> None:
    """Kazakh keeps one form after every number."""
    seen = 0
    for place, key, columns in ALL:
        if key.endswith(".why"):
            continue
        for _, name, spec, _ in string.Formatter().parse(columns[language]):
            if spec:
                assert len(spec.split("|")) == FORMS.get(language), (place, key, name)
                seen += 1
    assert bool(seen) == (language in FORMS)


def test_kazakh_endings_do_not_hang_on_what_is_filled_in() -> None:
    """Its last sound is not known beforehand, and the ending would have to agree with it. Ordinals need no ending; a
    word of the language is known and quoted."""
    hanging = re.compile(rf"(?<!\])\}}[»]?-?(?!-?(?:жол|аралы)[{CYRILLIC}]*)[{CYRILLIC}]")
    governed = re.compile(
        r"(?<!\])\}»?[ \N{NO-BREAK SPACE}]"
        r"(?:дейін|шейін|кейін|бұрын|бастап|астам|артық|көп|кем|үлкен|аспай\w*|мен|бен|пен)\b"
    )
    for place, key, columns in ALL:
        assert not hanging.search(columns["kk"]), (place, key)
        assert not governed.search(columns["kk"]), (place, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_typography(language: str) -> None:
    for place, key, columns in ALL:
        text = columns[language]
        where = (place, key, text)
        assert text == text.strip() or key.endswith(("_mark", "did-you-mean")) or place.endswith("cli/texts.toml"), (
            where
        )
        assert "..." not in text and ",," not in text, where
        assert not re.search(r"\S  +\S", text) or key.startswith("doctor-"), where
        assert not re.search(r"\w - \w", text), where  # a hyphen is no dash
        assert not re.search(r"[^\d}] – [^\d{]", text), where  # ranges only
        assert not re.search(r"\} (?:%|МБ|MB)", text), where
        if language == "en":
            assert not re.search(r"«\{", text), where  # what is named stands in “…”
        else:
            assert "“" not in text and "”" not in text, where
            assert '"' not in text.replace('"…"', "") or '{"' in text, where  # JSON has quotes of its own


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_one_term_for_each_thing(language: str) -> None:
    for place, key, columns in ALL:
        for other, term in OTHER_TERMS[language].items():
            found = re.search(other, columns[language], re.IGNORECASE)
            assert not found or key == HORIZONTAL_BARS, (place, key, found and found[0], f"say: {term}")


def test_words_of_forms() -> None:
    ru = ("строка", "строки", "строк")
    assert [phrases.form(str(count), ru) for count in (0, 1, 2, 5, 11, 14, 21, 22, 100, 101, 111, 1000)] == [
        "строк", "строка", "строки", "строк", "строк", "строк", "строка", "строки", "строк", "строка", "строк", "строк",
    ]  # fmt: skip
    assert phrases.form("7,6", ("балл", "балла", "баллов")) == "балла"
    assert [phrases.form(str(count), ("row", "rows")) for count in (0, 1, 2, 21)] == ["rows", "row", "rows", "rows"]
    assert phrases.filled("{n} {n:строка|строки|строк}, {{x}}", {"n": 3}) == "3 строки, {x}"
    assert phrases.filled("{n}, {{x}}", {"n": 3}) == "3, {x}"
    assert phrases.outline("больше {n} {n:строки|строк|строк}") == "больше … строк"
    with pytest.raises(KeyError):
        phrases.filled("{n:a|b}", {})


@pytest.mark.parametrize("language", list(Language))
def test_excel_shows_titles_and_errors_whole(language: Language) -> None:
    say = Texts(language)
    assert len(say("error_title")) <= TITLE_LENGTH
    longest = "−1 000 000 000 000,25"
    rules = [
        say("prompt_list"),
        say("prompt_link"),
        say("prompt_text", high=str(TEXT_LENGTH)),
        *(say(key, low=longest, high=longest) for key in ("prompt_whole", "prompt_number", "prompt_share")),
        say("prompt_date", low="01.01.1900", high="31.12.9999"),
    ]
    for rule in rules:
        whole = " ".join((rule, say("prompt_declinable"), say("prompt_optional")))
        assert len(say("error_text", prompt=whole)) <= ERROR_LENGTH
