"""Lint rules on the model: one rule, one file; every rule is registered in RULES.

A rule is named after the fault. Findings name codes of the model; whoever knows the source gives them a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from compiler.model.methodology import Methodology
from compiler.rules.acknowledgements import acknowledge
from compiler.rules.band_gap import band_gap
from compiler.rules.band_gap_filler_unneeded import band_gap_filler_unneeded
from compiler.rules.band_overlap import band_overlap
from compiler.rules.band_unreachable import band_unreachable
from compiler.rules.bounds_missing import bounds_missing
from compiler.rules.choice_of_one import choice_of_one
from compiler.rules.citation_missing import citation_missing
from compiler.rules.division_by_zero import division_by_zero
from compiler.rules.example_fails import example_fails
from compiler.rules.example_misprint import example_misprint
from compiler.rules.finding import Argument, Counterexample, Finding
from compiler.rules.input_unused import input_unused
from compiler.rules.label_missing import label_missing
from compiler.rules.maxima_do_not_add_up import maxima_do_not_add_up
from compiler.rules.no_result import no_result
from compiler.rules.range_below_zero import range_below_zero
from compiler.rules.range_exceeds_maximum import range_exceeds_maximum

__all__ = ["RULES", "Argument", "Counterexample", "Finding", "Rule", "run_rules"]

Rule = Callable[[Methodology], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    band_gap,
    band_gap_filler_unneeded,
    band_overlap,
    band_unreachable,
    maxima_do_not_add_up,
    range_exceeds_maximum,
    range_below_zero,
    division_by_zero,
    no_result,
    input_unused,
    choice_of_one,
    label_missing,
    citation_missing,
    example_fails,
    example_misprint,
    bounds_missing,
)


def run_rules(methodology: Methodology, thorough: bool = True) -> tuple[Finding, ...]:
    """Findings of all rules in their order, acknowledged ones marked, unused acknowledgements last.

    Unless `thorough`, no counterexample is looked for where the finding is acknowledged.
    """
    found = acknowledge(methodology, tuple(finding for rule in RULES for finding in rule(methodology)))
    return tuple(_proven(f) if thorough or f.acknowledged is None else replace(f, prove=None) for f in found)


def _proven(finding: Finding) -> Finding:
    return finding if finding.prove is None else replace(finding.prove(), acknowledged=finding.acknowledged)
