"""The whole meaning of a methodology for one kind of body; knows neither text nor Excel.

A methodology with several kinds of body becomes one Methodology for each kind (Edition.methodologies).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compiler.model.examples import Acknowledgement, Example
from compiler.model.forms import Form
from compiler.model.indicators import Element
from compiler.model.peers import Peers
from compiler.model.quantities import Input, Parameter, Quantity, Value
from compiler.model.repeats import Repeat
from compiler.model.tables import Table
from compiler.model.texts import Label, Language


@dataclass(frozen=True, slots=True)
class BodyKind:
    """A kind of assessed body (central, local)."""

    name: str
    label: Label


@dataclass(frozen=True, slots=True)
class AssessedBody:
    """A body that the methodology names: `kind` is the name of its BodyKind."""

    code: str
    kind: str
    label: Label


@dataclass(frozen=True, slots=True)
class Identity:
    """What the methodology is: stable id, title, act, edition, period of assessment."""

    id: str
    title: Label
    act: Label
    edition: str
    period: str
    languages: tuple[Language, ...]
    """Languages in which workbooks are made, the act's own first."""


@dataclass(frozen=True, slots=True)
class Methodology:
    """Everything about one kind of body.

    `values` are in dependency order: each reads only parameters, inputs, tables and values before it.
    """

    identity: Identity
    body: BodyKind
    root: Element
    parameters: Mapping[str, Parameter]
    inputs: Mapping[str, Input]
    tables: Mapping[str, Table]
    values: Mapping[str, Value]
    forms: tuple[Form, ...]
    examples: tuple[Example, ...]
    acknowledgements: tuple[Acknowledgement, ...]
    peers: Mapping[str, Peers] = field(default_factory=dict)
    """By the code of the input that holds the figure for a single body."""
    repeats: tuple[Repeat, ...] = ()
    """Those inside a repeat stand before it."""

    def quantity(self, code: str) -> Quantity:
        """The parameter, input or value of this code; KeyError when there is none."""
        if code in self.parameters:
            return self.parameters[code]
        if code in self.inputs:
            return self.inputs[code]
        return self.values[code]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a methodology: a Methodology for each kind of body, in the order declared."""

    identity: Identity
    bodies: tuple[BodyKind, ...]
    methodologies: tuple[Methodology, ...]
    assessed: tuple[AssessedBody, ...] = ()
    """The bodies that the methodology names, in its order; empty when it names none."""

    def methodology(self, body: str) -> Methodology:
        """For the kind of body of this name; KeyError when there is none."""
        for methodology in self.methodologies:
            if methodology.body.name == body:
                return methodology
        raise KeyError(body)
