"""Every methodology of the repository survives printing in every language."""

from pathlib import Path

import pytest

from dsl.syntax.printer import print_file

from .trees import meaning, parsed

FILES = sorted((Path(__file__).parents[3] / "methodologies").rglob("*.esep"))


def test_there_are_files():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_print_then_parse(path):
    file = parsed(path.read_text(encoding="utf-8"))
    for language in ("ru", "kk", "en"):
        printed = print_file(file, language)
        again = parsed(printed)
        assert meaning(again) == meaning(file), language
        assert print_file(again, language) == printed
