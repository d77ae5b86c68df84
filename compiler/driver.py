"""The order of the passes, and nothing else: text → tree → program → checked → model → findings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from compiler.check import check_program
from compiler.lower import Lowered, lower
from compiler.model.examples import Acknowledgement
from compiler.model.methodology import Methodology
from compiler.resolve import collect
from compiler.rules import Finding, run_rules
from compiler.rules.acknowledgements import UNUSED
from dsl.diagnostics import Argument, Diagnostic, DiagnosticBag, Severity, diagnose, plain_code, without_numbers
from dsl.source import Source, Span
from dsl.syntax.loader import load_all


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of a methodology: `lowered` is None when errors stand in the way; `bag` holds the front end's
    diagnostics."""

    path: Path
    lowered: Lowered | None
    bag: DiagnosticBag
    sources: Mapping[str, Source]
    """The texts that diagnostics point into, by path, in the order of reading."""

    def fingerprint(self) -> str:
        """SHA-256 over the texts of all files, in the order in which they were read."""
        digest = hashlib.sha256()
        for source in self.sources.values():
            digest.update(source.text.encode())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Remark:
    """A diagnostic of the front end or of a lint rule; `acknowledged`: the reason why the methodology lets it stand."""

    diagnostic: Diagnostic
    acknowledged: str | None = None

    @property
    def standing(self) -> bool:
        """Whether it makes a check fail."""
        return self.acknowledged is None and self.diagnostic.severity is not Severity.NOTE


def compile_methodology(path: Path) -> Compiled:
    """Front end and lowering; no lint rules, no workbook."""
    bag = DiagnosticBag()
    loaded = load_all(path, bag)
    program = None if bag.has_errors else collect(loaded.files, bag)
    lowered = None
    if program is not None:
        typing = check_program(program, bag)
        lowered = None if bag.has_errors else lower(program, typing, bag)
    return Compiled(path, None if bag.has_errors else lowered, bag, loaded.sources)


def remarks_of(compiled: Compiled, thorough: bool = False) -> tuple[Remark, ...]:
    """Everything there is to say about a methodology: faults of the text, then the findings of the lint rules for every
    kind of body, the same one once. `thorough`: with counterexamples of acknowledged findings too."""
    remarks = {Remark(diagnostic): Remark(diagnostic) for diagnostic in compiled.bag}
    if compiled.lowered is not None:
        methodologies = compiled.lowered.edition.methodologies
        repeated = _repeated(methodologies)
        for finding in _across_bodies(methodologies, repeated, thorough):
            remark = Remark(_diagnostic(finding, _place(compiled.lowered, finding.code)), finding.acknowledged)
            remarks.setdefault(replace(remark, diagnostic=without_numbers(remark.diagnostic, repeated)), remark)
    return tuple(remarks.values())


def _repeated(methodologies: tuple[Methodology, ...]) -> frozenset[str]:
    """The names of repeated blocks, as they stand in codes."""
    codes = (repeat.element for methodology in methodologies for repeat in methodology.repeats)
    return frozenset(code.rpartition(".")[2].rpartition("_")[0] for code in codes)


def _across_bodies(
    methodologies: tuple[Methodology, ...], repeated: frozenset[str], thorough: bool
) -> tuple[Finding, ...]:
    """An acknowledgement that serves one kind of body, or one repeat of a block, is not unused in the others."""
    found = [(methodology, run_rules(methodology, thorough)) for methodology in methodologies]
    used = {
        (entry.rule, plain_code(entry.code, repeated))
        for methodology, findings in found
        for entry in methodology.acknowledgements
        if not any(_is_unused(finding, entry) for finding in findings)
    }
    return tuple(
        finding
        for _, findings in found
        for finding in findings
        if finding.rule != UNUSED or (dict(finding.arguments)["rule"], plain_code(finding.code, repeated)) not in used
    )


def _is_unused(finding: Finding, entry: Acknowledgement) -> bool:
    return finding.rule == UNUSED and finding.code == entry.code and dict(finding.arguments)["rule"] == entry.rule


def _diagnostic(finding: Finding, span: Span) -> Diagnostic:
    arguments: dict[str, Argument] = {"name": finding.code, **dict(finding.arguments)}
    return diagnose(finding.slug, span, labels=(), fix=None, **arguments)


def _place(lowered: Lowered, code: str) -> Span:
    """Where the code was written, or the nearest thing around it."""
    while code not in lowered.origins and "." in code:
        code = code.rpartition(".")[0]
    return lowered.origins.get(code) or next(iter(lowered.origins.values()))
