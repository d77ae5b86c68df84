"""The order of the passes, and nothing else: text → tree → edition → program → checked → model → findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from compiler.check import check_program
from compiler.lower import Lowered, lower
from compiler.model.examples import Acknowledgement
from compiler.model.methodology import Methodology
from compiler.model.texts import Reason
from compiler.resolve import collect
from compiler.resolve.amendments import AmendingAct, Change, amended, editions
from compiler.resolve.written import as_written
from compiler.rules import Finding, run_rules
from compiler.rules.acknowledgements import UNUSED
from dsl.diagnostics import Argument, Diagnostic, DiagnosticBag, Severity, Term, diagnose, plain_code, without_numbers
from dsl.source import Source, Span
from dsl.syntax.loader import Loaded, load_all
from dsl.syntax.tree import File


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of a methodology: `lowered` is None when errors stand in the way; `bag` holds the front end's
    diagnostics."""

    path: Path
    lowered: Lowered | None
    bag: DiagnosticBag
    sources: Mapping[str, Source]
    """The texts that diagnostics point into, by path, in the order of reading."""
    files: tuple[File, ...] = ()
    """The trees of the edition, amendments applied."""
    edition: str = ""
    editions: tuple[str, ...] = ("",)
    """All that the methodology has, the oldest first."""
    changes: tuple[Change, ...] = ()
    """What amending acts have changed up to this edition."""
    unseen: Reason | None = None
    """Why the text of the base is not here, where it is not."""
    acts: tuple[AmendingAct, ...] = ()
    """The amending acts that have made this edition, in their order."""

    @property
    def last(self) -> bool:
        """Whether this is the edition in force: no amendment comes later."""
        return self.edition == self.editions[-1]

    def fingerprint(self) -> str:
        """SHA-256 over everything that the edition says. Comments, layout, the language of the words and amendments
        that come later do not change it."""
        from dsl.syntax.fingerprint import fingerprint

        return fingerprint(self.files)


@dataclass(frozen=True, slots=True)
class Remark:
    """A diagnostic of the front end or of a lint rule; `acknowledged`: the reason why the methodology lets it stand.
    `editions` names those that it concerns where it does not concern all; `code` is what a lint rule found it in."""

    diagnostic: Diagnostic
    acknowledged: Reason | None = None
    editions: tuple[str, ...] = ()
    code: str = ""

    @property
    def standing(self) -> bool:
        """Whether it makes a check fail."""
        return self.acknowledged is None and self.diagnostic.severity is not Severity.NOTE


def compile_methodology(path: Path, edition: str | None = None) -> Compiled:
    """Front end and lowering of one edition, the last when none is named; no lint rules, no workbook. KeyError for an
    edition that the methodology does not have."""
    bag = DiagnosticBag()
    loaded = load_all(path, bag)
    known = editions(loaded.files)
    if edition is not None and edition not in known and not bag.has_errors:
        raise KeyError(edition)
    return _compiled(path, loaded, known[-1] if edition is None else edition, known, bag)


def compile_editions(path: Path) -> tuple[Compiled, ...]:
    """Every edition, the oldest first."""
    bag = DiagnosticBag()
    loaded = load_all(path, bag)
    known = editions(loaded.files)
    if bag.has_errors:
        return (Compiled(path, None, bag, loaded.sources),)
    return tuple(_compiled(path, loaded, edition, known, _copied(bag)) for edition in dict.fromkeys(known))


def editions_of(path: Path) -> tuple[str, ...]:
    """The names of all editions that can be compiled, the oldest first."""
    return editions(load_all(path, DiagnosticBag()).files)


def _copied(bag: DiagnosticBag) -> DiagnosticBag:
    own = DiagnosticBag()
    own.extend(bag)
    return own


def _compiled(path: Path, loaded: Loaded, edition: str, known: tuple[str, ...], bag: DiagnosticBag) -> Compiled:
    if bag.has_errors:
        return Compiled(path, None, bag, loaded.sources)
    found = amended(loaded.files, edition, bag)
    program = None if bag.has_errors else collect(found.files, bag)
    lowered = None
    if program is not None:
        typing = check_program(program, bag)
        lowered = None if bag.has_errors else lower(program, typing, bag)
    whole = None if bag.has_errors else lowered
    return Compiled(
        path, whole, bag, loaded.sources, found.files, edition, known, found.changes, found.unseen, found.acts
    )


def remarks_of(compiled: Compiled, thorough: bool = False) -> tuple[Remark, ...]:
    """Everything there is to say about a methodology: faults of the text, then the findings of the lint rules for every
    kind of body, the same one once. `thorough`: with counterexamples of acknowledged findings too."""
    remarks = {Remark(diagnostic): Remark(diagnostic) for diagnostic in compiled.bag}
    if compiled.lowered is not None:
        methodologies = compiled.lowered.edition.methodologies
        repeated = _repeated(methodologies)
        for finding in _across_bodies(methodologies, repeated, thorough):
            diagnostic = compiled.bag.spoken(_diagnostic(finding, _place(compiled.lowered, finding.code)))
            key = Remark(without_numbers(diagnostic, repeated), finding.acknowledged)
            if key not in remarks:
                shown = diagnostic if finding.rule == UNUSED else _as_written(diagnostic, compiled.lowered)
                remarks[key] = Remark(shown, finding.acknowledged, code=finding.code)
    return tuple(remarks.values())


def remarks_on_editions(compiled: tuple[Compiled, ...], thorough: bool = False) -> tuple[Remark, ...]:
    """What there is to say about several editions of a methodology, each remark once. An acknowledgement that serves
    one edition is not unused in the others."""
    found: dict[Remark, list[str]] = {}
    for one in compiled:
        for remark in remarks_of(one, thorough):
            found.setdefault(remark, []).append(one.edition)
    shown: list[Remark] = []
    for remark, editions_with in found.items():
        if remark.diagnostic.slug != UNUSED or len(editions_with) == sum(_says(one, remark) for one in compiled):
            everywhere = len(editions_with) == len(compiled)
            shown.append(remark if everywhere else replace(remark, editions=tuple(editions_with)))
    return tuple(shown)


def _says(compiled: Compiled, unused: Remark) -> bool:
    """Whether the edition has the acknowledgement that another one does not need."""
    arguments = dict(unused.diagnostic.arguments)
    methodologies = () if compiled.lowered is None else compiled.lowered.edition.methodologies
    return any(
        entry.rule == arguments["rule"] and entry.code == unused.code
        for methodology in methodologies
        for entry in methodology.acknowledgements
    )


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
    if arguments.get("inputs") == "":
        arguments["inputs"] = Term("any-inputs")
    return diagnose(finding.slug, span, labels=(), fix=None, **arguments)


def _as_written(diagnostic: Diagnostic, lowered: Lowered) -> Diagnostic:
    """With names in place of codes, as the text of the methodology has them."""
    arguments = tuple(
        (key, as_written(value, lowered.names) if isinstance(value, str) else value)
        for key, value in diagnostic.arguments
    )
    return replace(diagnostic, arguments=arguments)


def _place(lowered: Lowered, code: str) -> Span:
    """Where the code was written, or the nearest thing around it."""
    while code not in lowered.origins and "." in code:
        code = code.rpartition(".")[0]
    return lowered.origins.get(code) or next(iter(lowered.origins.values()))
