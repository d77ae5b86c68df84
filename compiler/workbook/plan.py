"""The planner: a methodology as a workbook of one kind in one language."""

from __future__ import annotations

from dataclasses import replace

from compiler.model.forms import FormRole
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.model.types import Kind
from compiler.workbook.book import Workbook
from compiler.workbook.calculation import plan_calculation
from compiler.workbook.checks_sheet import plan_checks
from compiler.workbook.draft import BookDraft
from compiler.workbook.emit import emit
from compiler.workbook.forms import plan_form, put_readiness
from compiler.workbook.identity import ASSESSMENT, REPORT, UNIT_PROPERTY, Build
from compiler.workbook.inputs_sheet import plan_inputs
from compiler.workbook.lists_sheet import plan_lists
from compiler.workbook.names import defined_names
from compiler.workbook.parameters_sheet import plan_parameters
from compiler.workbook.preliminary import plan_preliminary, shown_elements
from compiler.workbook.program import Program
from compiler.workbook.properties import properties_of
from compiler.workbook.reachable import parameters_read, placed_on, restrict
from compiler.workbook.start_sheet import fill_start, open_start
from compiler.workbook.survey import answers_to, for_one_respondent, questionnaire, survey_kinds
from compiler.workbook.table_sheets import plan_tables
from compiler.workbook.texts import Texts

WORDS_HEIGHT = 66.0
"""Points of a row in which a respondent answers in their own words."""


def kinds_of(methodology: Methodology) -> tuple[str, ...]:
    """The kinds of workbook for one body: report, assessment, and one for each questionnaire that the act has."""
    return (REPORT, ASSESSMENT, *survey_kinds(methodology))


def planned(
    methodology: Methodology, kind: str, language: Language, build: Build, program: Program | None = None
) -> Workbook:
    """The workbook of one of these kinds; KeyError for another."""
    if kind == REPORT:
        return plan_report(methodology, language, build, program)
    if kind == ASSESSMENT:
        return plan_assessment(methodology, language, build, program)
    return plan_survey(methodology, kind, language, build)


def plan_report(methodology: Methodology, language: Language, build: Build, program: Program | None = None) -> Workbook:
    """What an agency fills: its report forms, a preliminary score and the calculation that it needs. `program`: what
    `emit` gives for the methodology, if that is at hand."""
    book = _open(methodology, language, program)
    start = open_start(book, REPORT)
    forms = tuple(form for form in methodology.forms if form.role is FormRole.REPORT)
    # Before the forms are laid: a form says of a value that the report's own data do not give that it comes later.
    book.program = restrict(
        book.program, methodology, frozenset(book.addresses) | frozenset(placed_on(forms, methodology))
    )
    for form in forms:
        plan_form(book, form)
    maxima = frozenset(element.maximum for element in shown_elements(book) if element.maximum is not None)
    plan_preliminary(book)
    plan_parameters(book, parameters_read(book.program, methodology) | maxima)
    plan_tables(book)
    plan_calculation(book)
    plan_checks(book)
    plan_lists(book)
    fill_start(book, start, REPORT, build)
    return _finish(book, REPORT, build)


def plan_assessment(
    methodology: Methodology, language: Language, build: Build, program: Program | None = None
) -> Workbook:
    """Everything about one body: all inputs, official scales, calculation step by step, conclusion, checks."""
    book = _open(methodology, language, program)
    start = open_start(book, ASSESSMENT)
    for roles in (
        {FormRole.REPORT},
        {FormRole.ACT, FormRole.APPEAL},
    ):
        for form in methodology.forms:
            if form.role in roles:
                plan_form(book, form)
    plan_inputs(book)
    for form in methodology.forms:
        if form.role in (FormRole.SCALE, FormRole.REFERENCE):
            plan_form(book, form)
    plan_parameters(book)
    plan_tables(book)
    plan_calculation(book)
    for form in methodology.forms:
        if form.role is FormRole.CONCLUSION:
            plan_form(book, form)
    plan_checks(book)
    plan_lists(book)
    fill_start(book, start, ASSESSMENT, build)
    return _finish(book, ASSESSMENT, build)


def plan_survey(methodology: Methodology, kind: str, language: Language, build: Build) -> Workbook:
    """What one respondent fills: one questionnaire and what is missing in it; nothing is computed."""
    form = questionnaire(methodology, kind)
    model = for_one_respondent(methodology, form)
    book = _open(model, language, Program({}, {}, {}, {}))
    start = open_start(book, kind, title=book.text(form.title))
    sheets = [plan_form(book, once) for once in model.forms]
    if model.parameters:
        plan_parameters(book)
    answers = answers_to(methodology, form)
    free = all(answer.optional for answer in answers.values())
    checks = plan_checks(book, answers if free else ())
    for sheet in sheets:
        put_readiness(sheet, checks)
        for code, answer in answers.items():
            if answer.type.kind is Kind.TEXT and book.addresses[code].sheet == sheet.name:
                row = book.addresses[code].row
                sheet.heights[row] = max(WORDS_HEIGHT, sheet.heights.get(row, 0.0))
    plan_lists(book)
    fill_start(book, start, kind, build)
    return _finish(book, kind, build)


def _open(methodology: Methodology, language: Language, known: Program | None) -> BookDraft:
    program = emit(methodology) if known is None else known
    book = BookDraft(methodology, language, program, Texts(language), defined_names(methodology))
    book.lists.update(program.lists)
    return book


def _finish(book: BookDraft, kind: str, build: Build) -> Workbook:
    model = book.methodology
    for code, name in book.code_names.items():
        if code in book.addresses:
            book.name_range(name, book.addresses[code])
    properties = properties_of(book, kind, model.body.name, build)
    properties = replace(properties, custom={**properties.custom, UNIT_PROPERTY: ""})
    return Workbook(
        tuple(sheet.finish() for sheet in book.sheets),
        tuple(book.names.values()),
        book.addresses,
        properties,
        book.formulas,
        book.constants,
    )
