"""The order of lowering: a checked program to an Edition, one Methodology for each kind of body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compiler.check import Typing
from compiler.lower.applicability import collect_moves, report_unused_weights
from compiler.lower.draft import Context, Draft, context_of
from compiler.lower.examples import lower_examples
from compiler.lower.forms import lower_forms
from compiler.lower.indicators import heading, lower_element
from compiler.lower.inputs import lower_inputs, lower_maximum
from compiler.lower.labels import citation_of, label_of, standard
from compiler.lower.order import Bounds, all_reads, ordered, spare_decided
from compiler.lower.repeats import label_repeats
from compiler.lower.tables import begin_table, finish_columns, made_table
from compiler.model.examples import Acknowledgement
from compiler.model.methodology import AssessedBody, BodyKind, Edition, Identity, Methodology
from compiler.model.quantities import Input
from compiler.model.texts import Citation, Label, Language, Translation
from compiler.model.types import Kind, Type
from compiler.numbers import DEFAULT_DIGITS
from compiler.resolve import ElementNode, Program
from compiler.resolve.codes import ascii_code
from compiler.resolve.program import PREDECLARED, ROOT
from compiler.resolve.reasons import reason_of
from compiler.resolve.written import written_names
from dsl.diagnostics import DiagnosticBag, diagnose
from dsl.source import Span
from dsl.syntax import tree


@dataclass(frozen=True, slots=True)
class Lowered:
    """The model, where each code (of any body) was written, and under which name."""

    edition: Edition
    origins: Mapping[str, Span]
    names: Mapping[str, str]


def lower(program: Program, typing: Typing, bag: DiagnosticBag) -> Lowered:
    """The model of every kind of body. Only meaningful when the bag holds no error afterwards."""
    identity = _identity(program)
    bodies = _bodies(program, bag)
    origins: dict[str, Span] = {}
    methodologies = []
    for body in bodies:
        draft = Draft(program, typing, bag, body.name, program.languages[0])
        methodologies.append(_methodology(draft, identity, body))
        origins.update({code: span for code, span in draft.origins.items() if code not in origins})
    return Lowered(Edition(identity, bodies, tuple(methodologies), _assessed(program)), origins, written_names(program))


def _identity(program: Program) -> Identity:
    head, own = program.head, program.languages[0]
    title, act, edition, period = None, None, "", ""
    for statement in head.block:
        match statement:
            case tree.Description(_, tree.DescriptionWord.TITLE, label):
                title = label_of(label, own)
            case tree.Act(_, label):
                act = label_of(label, own)
            case tree.EditionDecl(_, text):
                edition = text.text
            case tree.PeriodDecl(_, text):
                period = text.text
            case _:
                pass
    plain = Label((Translation(Language(own), head.name.text),))
    languages = tuple(Language(name) for name in program.languages)
    return Identity(head.name.text, title or plain, act or plain, edition, period, languages)


def _bodies(program: Program, bag: DiagnosticBag) -> tuple[BodyKind, ...]:
    own = program.languages[0]
    made = tuple(BodyKind(b.name.text, label_of(b.label, own) or standard("body_name")) for b in program.bodies)
    if not made:
        bag.add(diagnose("no-bodies", program.head.span))
    return made


def _assessed(program: Program) -> tuple[AssessedBody, ...]:
    own = program.languages[0]
    return tuple(
        AssessedBody(ascii_code(s.name.text), group.kind.text, label_of(s.label, own) or standard("body_name"))
        for group in program.assessed
        for s in group.block
        if isinstance(s, tree.BodyDecl)
    )


def _methodology(draft: Draft, identity: Identity, body: BodyKind) -> Methodology:
    program = draft.program
    _mark_present(draft, program.root)
    contexts: dict[str, Context] = {}
    inputs: dict[str, tuple[str, ...]] = {}
    _predeclare(draft)
    _declare(draft, program.root, None, contexts, inputs)
    collect_moves(draft)
    for node in _present_nodes(draft):
        for table in node.tables:
            if table.code in draft.present:
                finish_columns(draft, table, contexts[node.code])
    root = lower_element(draft, program.root, contexts, inputs)
    for node in _present_nodes(draft):
        lower_examples(draft, node)
    _head_acknowledgements(draft)
    known = all_reads(draft)
    report_unused_weights(draft, known)
    spare_decided(draft, known)
    tables = {
        table.code: made_table(draft, table, contexts[node.code])
        for node in _present_nodes(draft)
        for table in node.tables
        if table.code in draft.present
    }
    order = ordered(draft, tables, known)
    bounds = Bounds(draft, tables, known, _digits(program))
    values = {code: bounds.value(code) for code in order}
    if order:  # else a circle has been reported, and nothing is known of what tables read
        bounds.remaining_tables()
        bounds.remaining_figures()
    forms = lower_forms(draft)
    label_repeats(draft)  # last: a form shows the label as it is written
    return Methodology(
        identity=identity,
        body=body,
        root=root,
        parameters=draft.parameters,
        inputs=draft.inputs,
        tables=bounds.tables,
        values=values,
        forms=forms,
        examples=tuple(draft.examples),
        acknowledgements=tuple(draft.acknowledgements),
        peers=draft.peers,
        repeats=tuple(draft.repeats),
    )


def _digits(program: Program) -> int:
    for statement in program.head.block:
        if isinstance(statement, tree.PrecisionDecl):
            return int(statement.number.value)
    return DEFAULT_DIGITS


def _present_nodes(draft: Draft) -> tuple[ElementNode, ...]:
    return tuple(node for node in draft.program.root.walk() if node.code in draft.present)


def _mark_present(draft: Draft, node: ElementNode) -> None:
    """Notes the elements and named things that this kind of body has."""
    if node.decl is not None and not draft.applies(node.statements):
        return
    draft.present.add(node.code)
    draft.present.update(PREDECLARED)
    absent = {
        statement.name.text
        for statement in node.statements
        if isinstance(statement, (tree.InputDecl, tree.ValueDecl, tree.ConstantDecl, tree.CategoryDecl))
        and not draft.applies(statement.block)
    }
    draft.present.update(s.code for s in node.symbols.values() if s.name not in absent)
    children = {child.code for child in node.children}
    draft.present -= children
    for table in node.tables:
        if not draft.applies(table.decl.block):
            draft.present.discard(table.code)
    for child in node.children:
        _mark_present(draft, child)


def _predeclare(draft: Draft) -> None:
    head = draft.program.head
    span = head.span
    stated = citation_of(head.block, None)
    citation = Citation(head.name.text) if stated is None else Citation(stated.clause)
    for name in PREDECLARED:
        label = standard(name)
        draft.add_input(Input(name, label, Type(Kind.TEXT), None, citation, scored=False), span)


def _declare(
    draft: Draft,
    node: ElementNode,
    inherited: Citation | None,
    contexts: dict[str, Context],
    inputs: dict[str, tuple[str, ...]],
) -> None:
    """Maxima, constants, inputs and the filled columns of an element and all below it: parents first."""
    label, citation = heading(draft, node, inherited)
    span = node.decl.name.span if node.decl is not None else draft.program.head.span
    draft.origins.setdefault(node.code, span)
    context = context_of(node.code, citation, label)
    contexts[node.code] = context
    lower_maximum(draft, node, label, citation)
    inputs[node.code] = lower_inputs(draft, node, context)
    for table in node.tables:
        if table.code in draft.present:
            begin_table(draft, table, context)
    for child in node.children:
        if child.code in draft.present:
            _declare(draft, child, citation if node.decl is not None else None, contexts, inputs)
        else:
            _declare_absent(draft, child, citation)


def _declare_absent(draft: Draft, node: ElementNode, inherited: Citation) -> None:
    """An element of the other kinds of body leaves its maximum where its weight moves to another element."""
    if not any(isinstance(s, tree.OtherBodiesMove) for s in node.statements):
        return
    label = draft.described(node.statements, tree.DescriptionWord.TITLE) or standard("score")
    lower_maximum(draft, node, label, citation_of(node.statements, inherited) or inherited)


def _head_acknowledgements(draft: Draft) -> None:
    for statement in draft.program.head.block:
        if isinstance(statement, tree.Acknowledge):
            made = Acknowledgement(statement.rule.text, ROOT, reason_of(statement.reason))
            draft.acknowledgements.append(made)
            draft.origins.setdefault(f"acknowledged {statement.rule.text} {ROOT}", statement.span)
