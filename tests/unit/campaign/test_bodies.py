"""The list of bodies: what is read, and each fault with its row in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.campaign.bodies import Recipient, named_bodies, read_bodies
from compiler.driver import compile_methodology
from compiler.model.texts import Language
from dsl.diagnostics import DiagnosticBag
from dsl.diagnostics.wording import help_of, message_of
from tests.unit.campaign.campaigns import edition

KINDS = ("cgo", "mio")
METHODOLOGIES = Path(__file__).parents[3] / "methodologies"


def read(tmp_path: Path, text: str | bytes) -> tuple[tuple[Recipient, ...], DiagnosticBag]:
    path, bag = tmp_path / "bodies.csv", DiagnosticBag()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_bodies(path, KINDS, bag), bag


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_list_as_programs_save_it(delimiter: str, tmp_path: Path) -> None:
    """With a mark at the beginning, any of the usual delimiters, columns of one's own, in any order."""
    lines = ("lang;kind;notes;body;name;contact", "kk;mio;any;a-1;Ә әкімдігі;тел. 1", ";cgo;;B_2;;")
    found, bag = read(tmp_path, b"\xef\xbb\xbf" + "\r\n".join(lines).replace(";", delimiter).encode())
    assert len(bag) == 0
    assert found == (
        Recipient("a-1", "mio", "Ә әкімдігі", Language.KK, "тел. 1"),
        Recipient("B_2", "cgo", "B_2"),
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Министерство;cgo;", ("латин", "латын", "Latin")),
        ("../up;cgo;", ("латин", "латын", "Latin")),
        (";cgo;", ("латин", "латын", "Latin")),
        ("x" * 60 + ";cgo;", ("латин", "латын", "Latin")),
        ("GOOD;cgo;", ("уже", "бар", "already")),
        ("other;bank;", ("вид", "түр", "kind")),
        ("other;cgo;fr", ("язык", "тіл", "language")),
    ],
)
def test_each_fault_has_its_row_and_words(row: str, words: tuple[str, str, str], tmp_path: Path) -> None:
    found, bag = read(tmp_path, f"body;kind;lang\ngood;cgo;\n{row}\nlast;mio;ru\n")
    (fault,) = bag
    assert fault.slug == "bodies-row" and fault.span.line == 3
    assert [one.code for one in found] == ["good", "last"]
    for language, word in zip(("ru", "kk", "en"), words, strict=True):
        message = message_of(fault, language)
        assert "3" in message and word.casefold() in message.casefold(), message


def test_columns_that_must_be_there(tmp_path: Path) -> None:
    found, bag = read(tmp_path, "name;lang\nА;ru\n")
    (fault,) = bag
    assert found == () and fault.slug == "bodies-columns"
    for language in ("ru", "kk", "en"):
        assert "body, kind" in message_of(fault, language) and help_of(fault, language)


def test_an_empty_file_has_no_columns(tmp_path: Path) -> None:
    found, bag = read(tmp_path, "")
    assert found == () and [fault.slug for fault in bag] == ["bodies-columns"]


def test_another_encoding(tmp_path: Path) -> None:
    found, bag = read(tmp_path, "body;kind;name\na;cgo;Министерство\n".encode("cp1251"))
    assert found == () and [fault.slug for fault in bag] == ["inputs-not-utf8"]


def test_no_file_at_all(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        read_bodies(tmp_path / "none.csv", KINDS, DiagnosticBag())


def test_bodies_that_the_methodology_names() -> None:
    assert named_bodies(edition()) == ()
    index = compile_methodology(METHODOLOGIES / "openness_index_2025").lowered
    assert index is not None
    named = named_bodies(index.edition)
    assert len(named) == len(index.edition.assessed) > 40
    assert named[0].name == index.edition.assessed[0].label.text(index.edition.identity.languages[0])
