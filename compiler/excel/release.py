"""A finished workbook on disk: the file, a dump of its formulas that can be reviewed, and its part of the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compiler.evaluate import Given, State, evaluate
from compiler.excel.writer import write
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.workbook.book import Cell, Formula, Sheet, Workbook
from compiler.workbook.caches import Cached
from compiler.workbook.formula import Tree, cell_name, print_formula
from compiler.workbook.identity import Build
from compiler.workbook.plan import ASSESSMENT, REPORT, plan_assessment, plan_report

KINDS = (REPORT, ASSESSMENT)
"""Kinds of workbook that can be made."""

_PLANS: Mapping[str, Callable[[Methodology, Language, Build], Workbook]] = {
    REPORT: plan_report,
    ASSESSMENT: plan_assessment,
}


@dataclass(frozen=True, slots=True)
class Released:
    """One workbook made: `record` is its entry in the manifest."""

    path: Path
    workbook: Workbook
    record: Mapping[str, object]


def plan(methodology: Methodology, kind: str, language: Language, build: Build) -> Workbook:
    """The workbook of one kind as data."""
    return _PLANS[kind](methodology, language, build)


def release(methodology: Methodology, kind: str, language: Language, build: Build, folder: Path) -> Released:
    """Writes `<kind>_<body>_<language>.xlsx` and the dump of its formulas beside it."""
    workbook = plan(methodology, kind, language, build)
    name = f"{kind}_{methodology.body.name}_{language.value}"
    path = folder / f"{name}.xlsx"
    write(workbook, path, cached_values(methodology))
    dump = formulas_of(workbook)
    (folder / f"{name}.formulas.txt").write_text(_printed(dump), encoding="utf-8")
    record = {
        "file": path.name,
        "kind": kind,
        "body": methodology.body.name,
        "language": language.value,
        "template": build.template_version,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "formulas": {place: _fingerprint(text) for place, _, text in dump},
    }
    return Released(path, workbook, record)


def cached_values(methodology: Methodology) -> Mapping[str, Cached]:
    """What the values of an empty form are: the workbook shows them before anything recalculates."""
    shown = {State.NOT_FILLED: "", State.NOT_APPLICABLE: "-"}
    values = evaluate(methodology, Given()).values
    return {code: shown[value] if isinstance(value, State) else float(value) for code, value in values.items()}


def formulas_of(workbook: Workbook) -> tuple[tuple[str, str, str], ...]:
    """(sheet!cell, code, formula) of every formula, in the order of the sheets."""
    resolve = workbook.addresses.__getitem__
    return tuple(
        (f"{sheet.name}!{cell_name(cell.row, cell.column)}", cell.code, "=" + print_formula(tree, resolve, sheet.name))
        for sheet, cell, tree in _formula_cells(workbook.sheets)
    )


def write_manifest(folder: Path, methodology: str, edition: str, build: Build, released: Sequence[Released]) -> Path:
    """`manifest.json`: what was made from which source; outside the files, it is the evidence against tampering."""
    path = folder / "manifest.json"
    manifest = {
        "methodology": methodology,
        "edition": edition,
        "source": build.fingerprint,
        "compiler": build.compiler_version,
        "workbooks": [one.record for one in released],
    }
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _formula_cells(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Cell, Tree]]:
    for sheet in sheets:
        for cell in sheet.cells:
            if isinstance(cell.content, Formula):
                yield sheet, cell, cell.content.tree


def _printed(dump: Sequence[tuple[str, str, str]]) -> str:
    return "".join(f"{place}\t{code}\t{text}\n" for place, code, text in dump)


def _fingerprint(text: str) -> str:
    """Short enough to read, long enough that two formulas never share it by chance."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
