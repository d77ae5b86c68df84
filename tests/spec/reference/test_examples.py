"""Every methodology of the tour and of the reference is compiled, checked and evaluated, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from compiler.driver import compile_editions, remarks_on_editions
from compiler.evaluate import Evaluator
from compiler.evaluate.examples import examples_for, run_example
from compiler.evaluate.inputs import read_csv
from compiler.evaluate.published import Verdict, published_figures
from compiler.model.methodology import Edition
from dsl.diagnostics import DiagnosticBag, entries
from tests.spec.reference import fences as docs
from tests.spec.reference.cases import number, read_case
from tests.spec.reference.printed import printed_message, printed_output

PAGES = [page for language in docs.LANGUAGES for page in (docs.tour(language), *docs.pages(language))]
SPECIMENS = [specimen for page in PAGES for specimen in docs.specimens(page)]
_CODE = re.compile(r"\b[EL]\d{4}\b")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def _place(page: Path) -> str:
    return str(page.relative_to(docs.ROOT))


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.place)
def test_methodology_does_what_the_page_says(specimen: docs.Specimen, tmp_path: Path) -> None:
    for name, text in specimen.files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    editions = compile_editions(tmp_path)
    compiled, remarks = editions[-1], remarks_on_editions(editions)
    reported = sorted({remark.diagnostic.code for remark in remarks if remark.standing})
    assert reported == sorted(specimen.codes), [remark.diagnostic for remark in remarks]
    for message in specimen.messages:
        assert message.body == printed_message(message, compiled, remarks), message.place
    for output in specimen.outputs:
        assert output.body == printed_output(output, specimen, tmp_path), output.place
    if not specimen.codes:
        models = {one.edition: one.lowered.edition for one in editions if one.lowered is not None}
        assert len(models) == len(editions)
        for edition in models.values():
            _examples_hold(edition)
        _scores_agree(specimen, models, compiled.edition)
        for fence in specimen.bodies:
            _bodies_agree(fence, models[compiled.edition], tmp_path)


def _bodies_agree(fence: docs.Fence, edition: Edition, folder: Path) -> None:
    """Every expected cell is what the rules give, or is declared to be printed differently."""
    (folder / "cases").mkdir(exist_ok=True)
    (folder / "cases" / "bodies.csv").write_text(fence.body, encoding="utf-8")
    bag = DiagnosticBag()
    figures = published_figures(edition, folder, bag)
    assert not len(bag), (fence.place, list(bag))
    assert figures
    assert not [figure for figure in figures if figure.verdict is Verdict.DIFFERS], fence.place


def _examples_hold(edition: Edition) -> None:
    for methodology in edition.methodologies:
        evaluator = Evaluator(methodology)
        for example in examples_for(methodology):
            assert run_example(methodology, example, evaluator).holds, example.code


def _scores_agree(specimen: docs.Specimen, editions: Mapping[str, Edition], last: str) -> None:
    for fence in specimen.inputs:
        case = read_case(fence.body, editions[fence.words[0] if fence.words else last])
        result = Evaluator(case.methodology).run(case.given)
        assert {code: result.outcome(code) for code, _ in case.expected} == dict(case.expected), fence.place
    for fence in specimen.data:
        body, expected = fence.words
        methodology, bag = editions[last].methodology(body), DiagnosticBag()
        given = read_csv(methodology, fence.body, fence.place, bag)
        assert not len(bag), list(bag)
        total = Evaluator(methodology).run(given).outcome("total.score")
        assert total == number(expected.removeprefix("total=")), fence.place


@pytest.mark.parametrize("page", PAGES, ids=_place)
def test_every_block_is_run_or_only_read(page: Path) -> None:
    found = docs.fences(page)
    assert len(found) == docs.opened_fences(page), "a fence that is not closed, or indented"
    for fence in found:
        assert fence.kind in (*docs.RUN_KINDS, *docs.READ_KINDS), fence.place
    collected = sum(s.blocks for s in SPECIMENS if s.place.startswith(f"{_place(page)}:"))
    assert collected == sum(fence.kind in docs.RUN_KINDS for fence in found)
    assert any(fence.kind in ("inputs", "bodies") for fence in found), "a page without a single result"


@pytest.mark.parametrize("page", PAGES, ids=_place)
def test_page_names_codes_and_pages_that_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert set(_CODE.findall(text)) <= {entry.code for entry in entries().values()}
    for target in _LINK.findall(text):
        assert (page.parent / target).exists(), target


def test_both_languages_have_the_same_pages() -> None:
    russian, english = ([page.name for page in docs.pages(language)] for language in ("ru", "en"))
    assert russian == english
    assert russian


def _shape(page: Path) -> list[tuple[str, tuple[str, ...]]]:
    """The kinds of the blocks with their codes; languages, bodies and names of files differ between twins."""
    return [(f.kind, tuple(w for w in f.words if _CODE.fullmatch(w) or "=" in w)) for f in docs.fences(page)]


@pytest.mark.parametrize("page", docs.pages("en"), ids=_place)
def test_twin_pages_have_the_same_blocks(page: Path) -> None:
    twin = page.parent.parent / "ru" / page.name
    assert _shape(page) == _shape(twin)
    assert _CODE.findall(page.read_text(encoding="utf-8")) == _CODE.findall(twin.read_text(encoding="utf-8"))


def test_the_tours_have_the_same_blocks() -> None:
    assert _shape(docs.tour("en")) == _shape(docs.tour("ru"))
