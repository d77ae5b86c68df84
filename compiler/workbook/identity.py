"""What identifies a build: fingerprint of the source, versions of template and compiler."""

from __future__ import annotations

from dataclasses import dataclass

TEMPLATE_VERSION = "2"
"""Raised whenever the layout of workbooks changes."""


UNIT = "unit#"
"""Codes of the start sheet's cells about the body to which a workbook is issued begin so: they differ in each."""
UNIT_PROPERTY = "esep.unit"
"""The code of the body to which a workbook was issued; empty while it is for any body."""


REPORT, ASSESSMENT, SURVEY = "report", "assessment", "survey"
"""Kinds of workbook for one body. Of a questionnaire the kind is "survey_" and its name: see `survey.py`."""


def family(kind: str) -> str:
    """The kind of workbook without the name of a questionnaire."""
    return SURVEY if kind.startswith(f"{SURVEY}_") else kind


@dataclass(frozen=True, slots=True)
class Build:
    """`fingerprint` is of the source text; `compiler_version` of the distribution."""

    fingerprint: str
    compiler_version: str
    template_version: str = TEMPLATE_VERSION
