"""What each body's returns come to: the return that counts, the superseded ones, and who has not answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from compiler.campaign.bodies import Recipient
from compiler.intake.findings import Finding, file_place
from compiler.intake.returns import Return
from dsl.diagnostics import diagnose


class State(Enum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """The last return cannot be accepted as it is."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Standing:
    """One body: `counted` is its last readable return (None: none), `findings` are about all its files."""

    body: Recipient
    state: State
    counted: Return | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """`bodies` in the order of the list; `strays`: findings about files that belong to no body of the list."""

    bodies: tuple[Standing, ...]
    strays: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those of bodies in their order, then those of files of nobody."""
        return (*(finding for body in self.bodies for finding in body.findings), *self.strays)


def standings(bodies: Sequence[Recipient], returns: Sequence[Return]) -> Standings:
    """`returns` in the order of submission: of several by one body the last that could be read at all counts."""
    known = {body.code: body for body in bodies}
    groups: dict[str, list[Return]] = {body.code: [] for body in bodies}
    strays: list[Finding] = []
    for one in returns:
        if one.body in known:
            groups[one.body].append(one)
            continue
        strays.extend(one.findings)
        if one.given is not None:
            unknown = diagnose("return-unknown-unit", file_place(one.file), found=one.body)
            strays.append(Finding(one.file, one.body, unknown))
    return Standings(tuple(_standing(known[code], group) for code, group in groups.items()), tuple(strays))


def _standing(body: Recipient, group: Sequence[Return]) -> Standing:
    if not group:
        missing = diagnose("return-missing", file_place(""), name=body.name)
        return Standing(body, State.MISSING, None, (Finding("", body.code, missing),))
    readable = [one for one in group if one.given is not None]
    counted = readable[-1] if readable else group[-1]
    findings: list[Finding] = []
    for one in group:
        if one is counted:
            findings.extend(_about(one, body))
        elif one.given is None:
            findings.extend(one.findings)
        else:
            later = diagnose("return-duplicate", file_place(one.file), later=counted.file)
            findings.append(Finding(one.file, body.code, later))
    accepted = counted.accepted and not any(f.blocks and f.file == counted.file for f in findings)
    return Standing(body, State.ACCEPTED if accepted else State.REFUSED, counted, tuple(findings))


def _about(one: Return, body: Recipient) -> Sequence[Finding]:
    """A workbook of another kind of body is not this body's, whatever code it carries."""
    if one.given is None or one.kind == body.kind:
        return one.findings
    other = diagnose("workbook-other-body", file_place(one.file), found=one.kind, expected=body.kind)
    return (*one.findings, Finding(one.file, body.code, other))


def accepted_by_kind(found: Standings) -> Mapping[str, tuple[Standing, ...]]:
    """Kind of body → those whose inputs count."""
    kinds: dict[str, list[Standing]] = {}
    for one in found.bodies:
        if one.state is State.ACCEPTED:
            kinds.setdefault(one.body.kind, []).append(one)
    return {kind: tuple(group) for kind, group in kinds.items()}
