"""Workbooks of a methodology as subjects of the cross-check: planned, written, with the places of their codes."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from compiler.crosscheck.subject import Subject
from compiler.crosscheck.twin import small_twin
from compiler.excel.writer import write
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.workbook.book import Workbook
from compiler.workbook.cell_names import cell_name
from compiler.workbook.identity import ASSESSMENT, REPORT, Build
from compiler.workbook.plan import plan_assessment, plan_report

PLANNERS = {REPORT: plan_report, ASSESSMENT: plan_assessment}
KINDS = tuple(PLANNERS)
SHORT = "short tables"
UNDER_TEST = Build("crosscheck", "crosscheck")
"""Stands in the document properties only."""


def plan_subject(methodology: Methodology, kind: str, language: Language) -> Subject:
    """The workbook of this kind ("report" or "assessment"), with no cached values. A report computes only what the
    agency's own entries suffice for."""
    planned = PLANNERS[kind](methodology, language, UNDER_TEST)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        write(planned, path, {})
        return subject_of(methodology, kind, language, planned, path.read_bytes())


def plan_standard(methodology: Methodology, language: Language) -> Subject:
    """The workbook in which all cases run: the assessment with short tables, or as it is when no table is long."""
    twin = small_twin(methodology)
    subject = plan_subject(twin, ASSESSMENT, language)
    return subject if twin is methodology else replace(subject, name=f"{subject.name}, {SHORT}")


def subject_of(methodology: Methodology, kind: str, language: Language, planned: Workbook, workbook: bytes) -> Subject:
    """A workbook that was planned and written already."""
    addresses = {code: (a.sheet, cell_name(a.row, a.column)) for code, a in planned.addresses.items()}
    name = f"{methodology.identity.id} {kind} {methodology.body.name} {language.value}"
    return Subject(name, methodology, language, workbook, addresses, partial=kind == REPORT)
