"""The audit: one check for each rule about generated files; a rule that is not checked here says why.

`audit(path)` gives the findings; an empty list is a good file. `compare_languages` is the part of rule 30 that needs
two files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.workbooks import audit_formulas, audit_inputs, audit_look, audit_pages, audit_structure
from tests.workbooks.book_file import BookFile, Finding

Check = Callable[[BookFile], list[Finding]]

CHECKS: Mapping[int, Check] = {
    1: audit_structure.rule_1_start,
    2: audit_structure.rule_2_roles,
    3: audit_structure.rule_3_codes,
    4: audit_structure.rule_4_identity,
    5: audit_formulas.rule_5_downwards,
    6: audit_structure.rule_6_merges,
    7: audit_structure.rule_7_names,
    8: audit_inputs.rule_8_repeating_rows,
    9: audit_inputs.rule_9_unlocked,
    10: audit_inputs.rule_10_validations,
    11: audit_inputs.rule_11_lists,
    12: audit_inputs.rule_12_bounds,
    13: audit_inputs.rule_13_declined,
    14: audit_inputs.rule_14_clauses,
    15: audit_inputs.rule_15_links_and_dates,
    16: audit_formulas.rule_16_blocks,
    17: audit_formulas.rule_17_literals,
    18: audit_formulas.rule_18_short,
    19: audit_formulas.rule_19_portable,
    20: audit_formulas.rule_20_divisions,
    21: audit_formulas.rule_21_caches,
    22: audit_formulas.rule_22_precision,
    23: audit_look.rule_23_print,
    24: audit_look.rule_24_heights,
    25: audit_look.rule_25_formats,
    26: audit_look.rule_26_states,
    27: audit_structure.rule_27_links,
    28: audit_look.rule_28_charts,
    29: audit_look.rule_29_access,
    30: audit_look.rule_30_fonts,
    31: audit_structure.rule_31_protection,
    40: audit_structure.rule_40_parts,
}

ELSEWHERE: Mapping[int, str] = {
    32: "about reading returns, not about generated files",
    33: "about reading returns",
    34: "about reading returns",
    35: "about reading returns",
    36: "about reading returns",
    37: "about reading returns",
    38: "about consolidated output",
    39: "about reading returns",
}


FURTHER: tuple[Check, ...] = (audit_pages.rule_23_legible, audit_pages.rule_23_page_ends, audit_pages.rule_24_words)
"""Parts of rules that have a check above."""


def audit(path: Path) -> list[Finding]:
    """All findings, by rule."""
    book = BookFile(path)
    checks = (*(check for _, check in sorted(CHECKS.items())), *FURTHER)
    return [finding for check in checks for finding in check(book)]


def compare_languages(first: Path, second: Path) -> list[Finding]:
    """Rule 30: two language versions have the same cells, formulas and validations; sheets correspond by position."""
    return audit_look.rule_30_languages(BookFile(first), BookFile(second))
