"""The table of words: complete in three languages, unambiguous wherever two words could stand."""

import re

import pytest

from dsl.syntax.tables import grammar_text, tables, terminals
from dsl.words import LANGUAGES, fold, keywords, spellings

LEXICAL = {"NAME", "NUMBER", "DATE", "TEXT", "LANG", "RULE"}


def used():
    grammar = grammar_text()
    signs = set(re.findall(r"^([A-Z]+):", grammar, re.MULTILINE))
    return {name.lstrip("_") for name in terminals(grammar)} - signs - LEXICAL


def test_every_terminal_of_the_grammar_has_words_and_every_word_is_used():
    assert used() == set(spellings())


def test_every_word_is_there_in_three_languages():
    for key, columns in spellings().items():
        assert set(columns) == set(LANGUAGES), key
        for language, words in columns.items():
            assert words, (key, language)
            assert len(set(words)) == len(words), (key, language)
            for spelling in words:
                assert spelling == spelling.strip() == " ".join(spelling.split()), (key, spelling)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_of_a_language_can_stand_in_one_place_with_one_spelling(language):
    for state in tables().actions:
        seen = {}
        for terminal in state:
            for spelling in spellings().get(terminal, {}).get(language, ()):
                place = fold(spelling), terminal.startswith("CALL_")
                assert seen.setdefault(place, terminal) == terminal, (spelling, terminal, seen[place])


@pytest.mark.parametrize(("language", "letters"), [("ru", "[а-яё]"), ("kk", "[а-яёәғқңөұүһі]")])
def test_russian_and_kazakh_words_have_no_latin_letters(language, letters):
    for key, columns in spellings().items():
        for spelling in columns[language]:
            if key in ("CALL_LN", "CALL_EXP"):
                continue
            assert re.fullmatch(rf"(?:{letters}|[ _0-9-])+", spelling), (key, spelling)


def test_keywords_of_more_words_come_first():
    pieces = [len(keyword.pieces) for keyword in keywords("ru")["балл"]]
    assert pieces == sorted(pieces, reverse=True)
    assert pieces[0] == 2
