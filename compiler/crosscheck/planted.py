"""Plants wrongs in a written workbook and counts how many the cases find: a check that cannot fail proves nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from compiler.crosscheck.cases.base import Case
from compiler.crosscheck.cases.generate import generate
from compiler.crosscheck.compare import agrees
from compiler.crosscheck.engines.base import Address, EngineError, Session, Settings
from compiler.crosscheck.engines.graph import Graph
from compiler.crosscheck.engines.ironcalc import IronCalc
from compiler.crosscheck.equivalent import is_equivalent
from compiler.crosscheck.mutations import SHIFTED, Mutation, of_constant, of_formula
from compiler.crosscheck.package import Package
from compiler.crosscheck.references import TOKEN, shape_of
from compiler.crosscheck.subject import Subject, Typist
from compiler.evaluate import Cell, Evaluator
from compiler.model.bands import BandTable
from compiler.model.expressions import references
from compiler.model.methodology import Methodology
from compiler.model.quantities import Formula
from compiler.model.types import WHOLE
from compiler.parallel import fork_map


@dataclass(frozen=True, slots=True)
class Planted:
    """One wrong and the case that found it; "" when none did."""

    mutation: Mutation
    found_by: str


@dataclass(frozen=True, slots=True)
class PlantedReport:
    """All wrongs planted; the survivors are to be looked at one by one: equivalent, or a case is missing."""

    planted: tuple[Planted, ...]

    @property
    def found(self) -> int:
        """How many of the planted faults some engine has found."""
        return sum(bool(one.found_by) for one in self.planted)

    @property
    def survivors(self) -> tuple[Mutation, ...]:
        """The faults that nothing has found."""
        return tuple(one.mutation for one in self.planted if not one.found_by)


def run_planted(
    subject: Subject,
    count: int,
    cases: int = 2000,
    seed: int = 1,
    workers: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> PlantedReport:
    """Plant `count` wrongs (all there are, when fewer), one at a time, spread over kinds and cells, and run the cases
    on IronCalc until one disagrees. Only formulas and constants that the compared values depend on are touched."""
    hunt = Hunt(subject, generate(subject.methodology, cases, seed, subject.carries))
    mutations = chosen(possible(subject), count, seed)
    found = []
    for done, one in enumerate(fork_map(hunt.hunt, mutations, workers), 1):
        found.append(one)
        if progress is not None:
            progress(done, len(mutations))
    return PlantedReport(tuple(found))


def possible(subject: Subject) -> tuple[Mutation, ...]:
    """Every mutation of a formula or number behind the compared values, except those that provably change nothing."""
    package = Package(subject.workbook)
    graph = Graph.of(package, subject.compared().values())
    texts = package.formulas()
    settable = set(subject.settable())
    values = {
        subject.addresses[code]: value.type
        for code, value in subject.methodology.values.items()
        if code in subject.addresses
    }
    idle = {subject.addresses[code] for code in idle_limits(subject.methodology) if code in subject.addresses}
    ascending = _ascending_lists(package)
    inexact = {address for address, type_ in values.items() if type_.numeric and type_.kind not in WHOLE}
    found: list[Mutation] = []
    near_by_sheet = {sheet: frozenset(_reference(a, sheet) for a in inexact) for sheet in package.sheets}
    by_sheet: dict[str, dict[str, str]] = {}
    for (sheet, cell), text in texts.items():
        by_sheet.setdefault(sheet, {})[cell] = text
    for address in graph.order:
        here = by_sheet[address[0]]
        made = of_formula(address, texts[address], near_by_sheet[address[0]], ascending)
        found += (m for m in made if m.kind != SHIFTED or not is_equivalent(m.before, m.after, here))
    for address, value in graph.constants.items():
        if isinstance(value, float) and address not in settable | idle:
            found.append(of_constant(address, value))
    return tuple(found)


def idle_limits(methodology: Methodology) -> frozenset[str]:
    """Parameters that only part two bands with equal points: moving one by a tenth changes no points, as long as it
    stays between its neighbours, so it is no wrong."""
    parameters = methodology.parameters
    uses: Counter[str] = Counter()
    idle: set[str] = set()
    for value in methodology.values.values():
        if isinstance(value.rule, BandTable):
            ends = [end.parameter for band in value.rule.bands for end in (band.low, band.high) if end is not None]
            uses.update(set(ends))
            for code in set(ends):
                beside = {
                    parameters[band.result].value if band.result in parameters else band.result
                    for band in value.rule.bands
                    if code in (band.low and band.low.parameter, band.high and band.high.parameter)
                }
                number = parameters[code].value
                moved = number * Fraction(11, 10)
                between = any(number < parameters[end].value <= moved for end in ends)
                if len(beside) == 1 and ends.count(code) == 2 and not between:
                    idle.add(code)
        elif isinstance(value.rule, Formula):
            uses.update(references(value.rule.expression))
    return frozenset(code for code in idle if uses[code] == 1)


def _ascending_lists(package: Package) -> frozenset[str]:
    """Defined names of lists whose words ascend."""
    found: set[str] = set()
    names = package.defined_names
    for name, target in names.items():
        if TOKEN.fullmatch(target.lstrip("=")) is None:
            continue
        words = [
            word.casefold()
            for word in package.read(shape_of(name, "", names).areas[0].cells()).values()
            if isinstance(word, str)
        ]
        if len(words) > 1 and words == sorted(words):
            found.add(name)
    return frozenset(found)


def _reference(address: Address, sheet: str) -> str:
    """As a formula on this sheet refers to the cell."""
    return address[1] if address[0] == sheet else f"'{address[0]}'!{address[1]}"


def chosen(mutations: Sequence[Mutation], count: int, seed: int) -> tuple[Mutation, ...]:
    """So many of them: as evenly over the kinds as they allow, else at random."""
    random = Random(seed)
    by_kind: dict[str, list[Mutation]] = {}
    for mutation in mutations:
        by_kind.setdefault(mutation.kind, []).append(mutation)
    for group in by_kind.values():
        random.shuffle(group)
    picked: list[Mutation] = []
    while len(picked) < count and any(by_kind.values()):
        for group in by_kind.values():
            if group and len(picked) < count:
                picked.append(group.pop())
    return tuple(picked)


class Hunt:
    """Cases with their settings and expected outcomes, computed once for all mutations."""

    def __init__(self, subject: Subject, cases: tuple[Case, ...]) -> None:
        typist = Typist(subject)
        evaluator = Evaluator(subject.methodology)
        self._subject = subject
        self._compared = subject.compared()
        self._settable = subject.settable()
        self._cases = cases
        self._settings: list[Settings] = [typist.settings(case) for case in cases]
        self._expected: list[Mapping[str, Cell]] = [subject.expected(evaluator.run(case.given)) for case in cases]
        self._owners = self._owners_of_cells()

    def hunt(self, mutation: Mutation) -> Planted:
        """Plant it and run the cases, those about the mutated value first."""
        try:
            session = IronCalc().open(
                planted(self._subject.workbook, mutation), self._settable, self._compared.values()
            )
        except EngineError as error:
            return Planted(mutation, f"the workbook does not load: {error}")
        for index in self._order(mutation.address):
            if self._differs(session, index):
                return Planted(mutation, self._cases[index].name)
        return Planted(mutation, "")

    def _differs(self, session: Session, index: int) -> bool:
        by_hand = self._cases[index].given.overrides.keys()
        readings = session.run(self._settings[index])
        return any(
            not agrees(expected, readings[self._compared[code]])
            for code, expected in self._expected[index].items()
            if code in self._compared and code not in by_hand
        )

    def _order(self, address: Address) -> Iterator[int]:
        owners = self._owners.get(address, frozenset())
        near = [index for index, case in enumerate(self._cases) if case.about in owners]
        yield from near
        yield from (index for index in range(len(self._cases)) if index not in set(near))

    def _owners_of_cells(self) -> dict[Address, frozenset[str]]:
        """For each formula cell the codes whose cells it is, or which refer to it directly."""
        graph = Graph.of(Package(self._subject.workbook), self._compared.values())
        owners: dict[Address, set[str]] = {}
        for code, address in self._compared.items():
            about = code.partition("[")[0]
            owners.setdefault(address, set()).add(about)
            for area in graph.formulas[address].areas if address in graph.formulas else ():
                for cell in area.cells():
                    owners.setdefault(cell, set()).add(about)
        return {address: frozenset(codes) for address, codes in owners.items()}


def planted(workbook: bytes, mutation: Mutation) -> bytes:
    """The workbook's bytes with the mutation in them."""
    package = Package(workbook)
    if mutation.formula:
        package.set_formula(mutation.address, mutation.after)
    else:
        package.set({mutation.address: float(mutation.after)})
    return package.to_bytes()
