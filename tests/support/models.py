"""Small hand-built models. `sample_methodology()` has every construct of the model at least once."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from compiler.model.bands import BandTable
from compiler.model.examples import Acknowledgement, Example, Given
from compiler.model.expressions import ColumnRef, Filled, Function, If, Negate, RowFunction
from compiler.model.indicators import Element, Level, Step, StepRole
from compiler.model.methodology import BodyKind, Edition, Identity, Methodology
from compiler.model.quantities import Cases, Input, Parameter, Total, Value
from compiler.model.ranges import range_of_rule, range_of_type, ranges_of_columns
from compiler.model.relations import never_exceeds
from compiler.model.tables import Table
from compiler.model.texts import Label, Language, Reason
from compiler.model.types import Kind
from compiler.numbers import Interval
from tests.support.builders import (
    HUNDRED,
    ONE,
    ZERO,
    add,
    assumed,
    band,
    both,
    call,
    case,
    choice,
    choice_type,
    column,
    compare,
    div,
    either,
    label,
    mul,
    negation,
    number_input,
    parameter,
    power,
    reconstructed,
    ref,
    rounding,
    rows,
    stated,
    sub,
    text_input,
    value,
    yes_no,
)
from tests.support.sample_forms import sample_forms

OMO = BodyKind("omo", label("ОМО", "ЦГО"))
ZHAO = BodyKind("zhao", label("ЖАО", "МИО"))

IDENTITY = Identity(
    "sample",
    label("Үлгі әдістеме", "Образец методики"),
    label("Үлгі бұйрық № 1", "Образец приказа № 1"),
    "2022-08-27",
    "2022",
    (Language.KK, Language.RU),
)


def sample_edition() -> Edition:
    """The sample for two kinds of body; they differ in the name only."""
    omo = sample_methodology()
    return Edition(IDENTITY, (OMO, ZHAO), (omo, replace(omo, body=ZHAO)))


def sample_methodology() -> Methodology:
    """Parameters, inputs of all kinds, bands, cases, guards, deductions with ceilings, tables with computed columns,
    totals with penalties, not applicable items, forms with all kinds of blocks, examples and acknowledgements."""
    return Methodology(
        identity=IDENTITY,
        body=OMO,
        root=_root(),
        parameters={p.code: p for p in _parameters()},
        inputs={i.code: i for i in _inputs()},
        tables={t.code: t for t in _tables()},
        values=_bounded({v.code: v for v in _values()}),
        forms=sample_forms(),
        examples=_examples(),
        acknowledgements=(
            Acknowledgement("range-exceeds-maximum", "functions", Reason("Интеграцияның салмағы осында ауысады")),
        ),
    )


def _bounded(values: dict[str, Value]) -> dict[str, Value]:
    """With the bounds that interval analysis proves."""
    inputs = {i.code: i for i in _inputs()}
    tables = {t.code: t for t in _tables()}
    known = {p.code: Interval.point(p.value) for p in _parameters()}
    known |= {i.code: range_of_type(i.type, i.bounds) for i in inputs.values()}
    columns: dict[str, Interval] = {}
    for table in tables.values():
        found = ranges_of_columns(table, known.__getitem__)
        columns |= {f"{table.code}.{name}": interval for name, interval in found.items()}
    whole = {i.code for i in inputs.values() if i.type.kind is Kind.COUNT}
    for code, entry in values.items():
        known[code] = range_of_rule(
            entry.rule,
            known.__getitem__,
            columns.__getitem__,
            lambda table: (tables[table].min_rows, tables[table].max_rows),
            at_most=lambda lower, upper: never_exceeds(lower, upper, inputs, values, tables, {}),
            whole=lambda name: name in whole or (name in values and values[name].type.kind is Kind.COUNT),
        )
    return {code: replace(entry, bounds=known[code]) for code, entry in values.items()}


def _parameters() -> tuple[Parameter, ...]:
    return (
        parameter("total.maximum", "100", "Ең жоғары балл", "5-т."),
        parameter("integration.maximum", "20", "Критерийдің ең жоғары балы", "30-т."),
        parameter("integration.refusal_points", "2", "Бас тарту үшін шегерім", "36-т."),
        parameter("functions.maximum", "40", "Критерийдің ең жоғары балы", "43-т."),
        parameter("functions.mail.maximum", "2", "БЭПС ең жоғары балы", "79-т."),
        parameter("functions.mail.high_limit", "0.8", "80 %", "79-т.", Kind.SHARE),
        parameter("functions.mail.middle_limit", "0.6", "60 %", "79-т.", Kind.SHARE),
        parameter("functions.mail.low_limit", "0.3", "30 %", "79-т.", Kind.SHARE),
        parameter("functions.mail.high_points", "2", "2 балл", "79-т."),
        parameter("functions.mail.middle_points", "1", "1 балл", "79-т."),
        parameter("functions.mail.no_points", "0", "0 балл", "79-т."),
        parameter("functions.share.maximum", "15", "Үлестің ең жоғары балы", "57-т."),
        parameter("functions.share.partial_weight", "0.3", "Ішінара функцияның салмағы", "57-т.", Kind.NUMBER),
        parameter("functions.access.maximum", "23", "Қолжетімділіктің ең жоғары балы", "60-т."),
        parameter("functions.access.per_level", "5.75", "Бір деңгейдің балы", "60-т."),
        parameter("completeness.maximum", "20", "Критерийдің ең жоғары балы", "21-т."),
        parameter("completeness.defect_points", "0.1", "Кемшілік үшін шегерім", "23-т."),
        parameter("completeness.defect_ceiling", "0.5", "Шегерімнің шегі", "23-т.", Kind.SHARE),
        parameter("completeness.symbols.maximum", "2", "Екі тілдегі ең жоғары балл", "1.1"),
        parameter("completeness.contacts.maximum", "18", "Ең жоғары балл", "1.2"),
        parameter("quality.maximum", "20", "Критерийдің ең жоғары балы", "81-т."),
        parameter("quality.bonus_points", "3", "Қосымша балл", "82-т."),
        parameter("quality.coefficient", "0.5", "Түзету коэффициенті", "83-т.", Kind.NUMBER),
        parameter("quality.full_answers", "3", "Толық жауап позициясы", "84-т.", Kind.NUMBER),
        parameter("late_report.maximum", "1.5", "Айыппұл", "96-т."),
    )


def _inputs() -> tuple[Input, ...]:
    return (
        text_input("body_name", "Органның атауы", "8-т."),
        text_input("period", "Кезең", "8-т."),
        yes_no("integration.required_at_all", "Интеграция қажет пе", "36-т."),
        number_input("integration.done", Kind.COUNT, "0", "60", "Іске асырылған", "37-т."),
        number_input("integration.refusals", Kind.COUNT, "0", "100", "Бас тарту саны", "36-т."),
        number_input(
            "functions.mail.users",
            Kind.COUNT,
            "0",
            "5000",
            "Пайдаланушылар",
            "79-т.",
            at_most="functions.mail.connected",
        ),
        number_input("functions.mail.connected", Kind.COUNT, "0", "5000", "Қосылған", "79-т."),
        number_input("functions.share.partial", Kind.COUNT, "0", "500", "Ішінара", "57-т."),
        number_input("functions.share.full", Kind.COUNT, "0", "500", "Толықтай", "57-т."),
        choice(
            "functions.access.way",
            "Қолжеткізу тәсілі",
            "60-т.",
            (("none", "Жоқ"), ("shared", "Ортақ"), ("separate", "Бөлек"), ("both", "Екеуі де")),
        ),
        number_input("completeness.defects", Kind.COUNT, "0", "500", "Кемшіліктер", "23-т."),
        number_input("completeness.symbols.kk.points", Kind.POINTS, "0", "1", "Қазақ тілінде", "1.1"),
        number_input("completeness.symbols.ru.points", Kind.POINTS, "0", "1", "Орыс тілінде", "1.1"),
        number_input(
            "completeness.contacts.points", Kind.POINTS, "0", "18", "Байланыс деректері", "1.2", declinable=True
        ),
        number_input("quality.plan", Kind.MONEY, "0", "1000000000", "Жоспар, теңге", "81-т."),
        number_input("quality.fact", Kind.MONEY, "0", "1000000000", "Факт, теңге", "81-т."),
        number_input("quality.bonus_facts", Kind.COUNT, "0", "10", "Жақсы тәжірибе саны", "82-т.", optional=True),
        number_input("quality.deadline", Kind.DATE, "36526", "47848", "Мерзімі", "83-т.", optional=True),
        number_input("quality.hours", Kind.HOURS, "0", "8784", "Жұмыс уақыты", "83-т.", optional=True),
        text_input("quality.proof", "Растайтын сілтеме", "83-т.", Kind.LINK),
        yes_no("late_report.present", "Есеп кеш ұсынылды ма", "96-т."),
    )


def _tables() -> tuple[Table, ...]:
    answers = (("bad", "Нашар"), ("fair", "Орташа"), ("full", "Толық"))
    return (
        Table(
            "integration.systems",
            label("Ведомстволық жүйелер", "Ведомственные системы"),
            (
                column("system", Kind.TEXT, "Ведомстволық АЖ атауы", optional=True, scored=True),
                column("expected", Kind.TEXT, "Құрауыштың атауы", scored=False),
                column("planned", Kind.DATE, "Мерзімі", ("36526", "47848"), optional=True),
                column("actual", Kind.DATE, "Нақты мерзімі", ("36526", "47848"), optional=True),
                column(
                    "late",
                    Kind.YES_NO,
                    "Кешіктірілген",
                    formula=both(
                        Filled(ColumnRef("system")),
                        negation(both(Filled(ColumnRef("planned")), Filled(ColumnRef("actual")))),
                    ),
                ),
                column(
                    "delay",
                    Kind.DAYS,
                    "Кешігу, күн",
                    formula=call(Function.MAX, ZERO, sub(ColumnRef("actual"), ColumnRef("planned"))),
                ),
            ),
            0,
            8,
            stated("37-т."),
        ),
        Table(
            "quality.answers",
            label("Сауалнама", "Опрос"),
            (
                column("statement", Kind.TEXT, "Тұжырым", scored=False, optional=True),
                column("answer", Kind.NUMBER, "Жауап", ("0", "5")),
                column("asked", Kind.COUNT, "Сұралғандар", ("1", "100")),
                column("agreed", Kind.COUNT, "Келіскендер", ("0", "100"), at_most="asked"),
                replace(column("grade", Kind.CHOICE, "Баға"), type=choice_type(answers)),
                column("counted", Kind.YES_NO, "Есепке алынады", optional=True),
                column("share", Kind.SHARE, "Үлесі", formula=div(ColumnRef("agreed"), ColumnRef("asked"))),
                column(
                    "good", Kind.YES_NO, "Жақсы", formula=compare(ColumnRef("grade"), "=", ref("quality.full_answers"))
                ),
            ),
            1,
            5,
            stated("84-т."),
        ),
    )


def _values() -> tuple[Value, ...]:
    return (*_integration(), *_functions(), *_completeness(), *_quality(), *_late_report(), *_total())


def _integration() -> tuple[Value, ...]:
    silent = assumed("37-т.", "акт төменгі шекті атамайды")
    lost = reconstructed("37-т.", "формула жоғалған (сурет)")
    out = ("integration.excluded",)
    systems = "integration.systems"
    return (
        value("integration.required", Kind.COUNT, rows(RowFunction.COUNT, systems), "Қажетті интеграция", lost),
        value("integration.late", Kind.COUNT, rows(RowFunction.COUNT, systems, None, "late"), "Кешіккен", lost),
        value("integration.longest_delay", Kind.DAYS, rows(RowFunction.MAX, systems, "delay"), "Ең ұзақ кешігу", lost),
        value(
            "integration.excluded",
            Kind.YES_NO,
            negation(ref("integration.required_at_all")),
            "Бағаланбайды",
            stated("36-т."),
        ),
        value(
            "integration.base",
            Kind.POINTS,
            sub(
                div(mul(ref("integration.maximum"), ref("integration.done")), ref("integration.required")),
                div(ref("integration.late"), ref("integration.required")),
            ),
            "Негізгі балл",
            lost,
            out,
        ),
        value(
            "integration.refusal_amount",
            Kind.POINTS,
            mul(ref("integration.refusal_points"), ref("integration.refusals")),
            "Шегерім",
            stated("36-т."),
            out,
        ),
        value(
            "integration.after_refusals",
            Kind.POINTS,
            sub(ref("integration.base"), ref("integration.refusal_amount")),
            "Шегерімнен кейін",
            stated("36-т."),
            out,
        ),
        value(
            "integration.floored",
            Kind.POINTS,
            call(Function.MAX, ZERO, ref("integration.after_refusals")),
            "Төменгі шек",
            silent,
            out,
        ),
        value(
            "integration.score",
            Kind.POINTS,
            call(Function.MIN, ref("integration.maximum"), ref("integration.floored")),
            "Балл",
            lost,
            out,
        ),
    )


def _functions() -> tuple[Value, ...]:
    mail, share, access = "functions.mail", "functions.share", "functions.access"
    clause = stated("79-т.")
    return (
        value(
            f"{mail}.nobody",
            Kind.YES_NO,
            compare(ref(f"{mail}.connected"), "=", ZERO),
            "Ешкім қосылмаған",
            assumed("80-т.", "акт үнсіз"),
        ),
        value(
            f"{mail}.user_share",
            Kind.SHARE,
            div(ref(f"{mail}.users"), ref(f"{mail}.connected")),
            "Үлес",
            clause,
            (f"{mail}.nobody",),
        ),
        value(
            f"{mail}.by_bands",
            Kind.POINTS,
            BandTable(
                f"{mail}.user_share",
                (
                    band(f"{mail}.high_limit", True, None, False, f"{mail}.high_points", clause),
                    band(f"{mail}.middle_limit", True, f"{mail}.high_limit", False, f"{mail}.middle_points", clause),
                    band(None, False, f"{mail}.low_limit", False, f"{mail}.no_points", clause),
                    band(
                        f"{mail}.low_limit",
                        True,
                        f"{mail}.middle_limit",
                        False,
                        f"{mail}.no_points",
                        assumed("79-т.", "акт 30–60 % аралығын атамайды"),
                        fills_gap=True,
                    ),
                ),
                10,
            ),
            "Жолақтар бойынша балл",
            clause,
            (f"{mail}.nobody",),
        ),
        value(
            f"{mail}.score",
            Kind.POINTS,
            Cases((case(f"{mail}.nobody", f"{mail}.no_points"),), f"{mail}.by_bands"),
            "Балл",
            clause,
        ),
        value(
            f"{share}.moved_weight",
            Kind.POINTS,
            add(ref(f"{share}.maximum"), ref("integration.maximum")),
            "Ауысқан салмақпен",
            stated("36-т."),
        ),
        value(
            f"{share}.weight",
            Kind.POINTS,
            Cases((case("integration.excluded", f"{share}.moved_weight"),), f"{share}.maximum"),
            "Салмақ",
            stated("36-т."),
        ),
        value(
            f"{share}.nothing",
            Kind.YES_NO,
            both(compare(ref(f"{share}.full"), "=", ZERO), compare(ref(f"{share}.partial"), "<=", ZERO)),
            "Функция жоқ",
            stated("57-т."),
        ),
        value(
            f"{share}.score",
            Kind.POINTS,
            mul(
                div(
                    add(ref(f"{share}.full"), mul(ref(f"{share}.partial_weight"), ref(f"{share}.partial"))),
                    add(ref(f"{share}.full"), ref(f"{share}.partial")),
                ),
                ref(f"{share}.weight"),
            ),
            "Балл",
            stated("57-т."),
            (f"{share}.nothing",),
        ),
        value(
            f"{access}.score",
            Kind.POINTS,
            mul(ref(f"{access}.per_level"), ref(f"{access}.way")),
            "Балл",
            stated("60-т."),
        ),
        value(
            "functions.items",
            Kind.POINTS,
            Total((f"{mail}.score", f"{share}.score", f"{access}.score"), (1, 1, 1)),
            "Көрсеткіштер жиыны",
            stated("43-т."),
        ),
        value("functions.score", Kind.POINTS, ref("functions.items"), "Балл", stated("43-т.")),
    )


def _completeness() -> tuple[Value, ...]:
    symbols, contacts = "completeness.symbols", "completeness.contacts"
    return (
        value(
            f"{symbols}.score",
            Kind.POINTS,
            Total((f"{symbols}.kk.points", f"{symbols}.ru.points"), (1, 1)),
            "Балл",
            stated("1.1"),
        ),
        value(f"{contacts}.score", Kind.POINTS, ref(f"{contacts}.points"), "Балл", stated("1.2")),
        value(
            "completeness.g1.score",
            Kind.POINTS,
            Total((f"{symbols}.score", f"{contacts}.score"), (1, 1)),
            "Топ балы",
            stated("21-т."),
        ),
        value(
            "completeness.items_mean",
            Kind.POINTS,
            Total(("completeness.g1.score",), (1,), mean=True),
            "Топтардың орташасы",
            stated("21-т."),
        ),
        value(
            "completeness.ceiling",
            Kind.POINTS,
            mul(ref("completeness.defect_ceiling"), ref("completeness.maximum")),
            "Шегерім шегі",
            stated("23-т."),
        ),
        value(
            "completeness.defect_amount",
            Kind.POINTS,
            call(
                Function.MIN,
                mul(ref("completeness.defect_points"), ref("completeness.defects")),
                ref("completeness.ceiling"),
            ),
            "Шегерім",
            stated("23-т."),
        ),
        value(
            "completeness.after_defects",
            Kind.POINTS,
            sub(ref("completeness.items_mean"), ref("completeness.defect_amount")),
            "Шегерімнен кейін",
            stated("23-т."),
        ),
        value(
            "completeness.floored",
            Kind.POINTS,
            call(Function.MAX, ZERO, ref("completeness.after_defects")),
            "Төменгі шек",
            stated("23-т."),
        ),
        value("completeness.score", Kind.POINTS, ref("completeness.floored"), "Балл", stated("23-т.")),
    )


def _quality() -> tuple[Value, ...]:
    clause = stated("81-т.")
    table = "quality.answers"
    return (
        value("quality.no_plan", Kind.YES_NO, compare(ref("quality.plan"), "<=", ZERO, 3), "Жоспар жоқ", clause),
        value(
            "quality.execution",
            Kind.SHARE,
            div(ref("quality.fact"), ref("quality.plan")),
            "Атқарылуы",
            clause,
            ("quality.no_plan",),
        ),
        value("quality.mean_answer", Kind.NUMBER, rows(RowFunction.MEAN, table, "answer"), "Орташа жауап", clause),
        value("quality.least_answer", Kind.NUMBER, rows(RowFunction.MIN, table, "answer"), "Ең төмен жауап", clause),
        value("quality.agreed", Kind.NUMBER, rows(RowFunction.SUM, table, "share", "counted"), "Келісу", clause),
        value("quality.good", Kind.COUNT, rows(RowFunction.COUNT, table, None, "good"), "Жақсы жауаптар", clause),
        value(
            "quality.index",
            Kind.NUMBER,
            power(
                call(Function.SQRT, call(Function.ABS, Negate(ref("quality.mean_answer")))), ref("quality.coefficient")
            ),
            "Индекс",
            clause,
        ),
        value(
            "quality.scale",
            Kind.NUMBER,
            call(Function.LN, add(ONE, call(Function.EXP, ref("quality.coefficient")))),
            "Шкала",
            clause,
        ),
        value(
            "quality.percent",
            Kind.NUMBER,
            rounding(Function.ROUND, mul(ref("quality.index"), HUNDRED), 1),
            "Пайыз",
            clause,
        ),
        value(
            "quality.percent_up", Kind.NUMBER, rounding(Function.ROUND_UP, ref("quality.percent"), 0), "Жоғары", clause
        ),
        value(
            "quality.percent_down",
            Kind.NUMBER,
            rounding(Function.ROUND_DOWN, ref("quality.percent"), 0),
            "Төмен",
            clause,
        ),
        value(
            "quality.dated",
            Kind.YES_NO,
            either(Filled(ref("quality.deadline")), Filled(ref("quality.hours"))),
            "Мерзімі бар",
            clause,
        ),
        value(
            "quality.base",
            Kind.POINTS,
            add(
                add(mul(ref("quality.index"), ref("quality.scale")), ref("quality.mean_answer")),
                If(
                    compare(ref("quality.percent_up"), "<>", ref("quality.percent_down")),
                    ref("quality.agreed"),
                    ref("quality.good"),
                ),
            ),
            "Негізгі балл",
            clause,
        ),
        value(
            "quality.bonus_amount",
            Kind.POINTS,
            mul(ref("quality.bonus_points"), If(Filled(ref("quality.bonus_facts")), ref("quality.dated"), ZERO)),
            "Қосымша балл",
            stated("82-т."),
        ),
        value(
            "quality.with_bonus",
            Kind.POINTS,
            add(ref("quality.base"), ref("quality.bonus_amount")),
            "Қосымша баллмен",
            stated("82-т."),
        ),
        value("quality.weak", Kind.YES_NO, compare(ref("quality.least_answer"), "<", ONE), "Әлсіз жауап", clause),
        value(
            "quality.reduced",
            Kind.POINTS,
            mul(ref("quality.with_bonus"), ref("quality.coefficient")),
            "Түзетілген",
            stated("83-т."),
        ),
        value(
            "quality.corrected",
            Kind.POINTS,
            Cases((case("quality.weak", "quality.reduced"),), "quality.with_bonus"),
            "Коэффициенттен кейін",
            stated("83-т."),
        ),
        value(
            "quality.rounded", Kind.POINTS, rounding(Function.ROUND, ref("quality.corrected"), 2), "Дөңгелек", clause
        ),
        value("quality.score", Kind.POINTS, ref("quality.rounded"), "Балл", clause),
    )


def _late_report() -> tuple[Value, ...]:
    return (
        value(
            "late_report.score",
            Kind.POINTS,
            mul(ref("late_report.maximum"), ref("late_report.present")),
            "Айыппұл",
            stated("96-т."),
        ),
    )


def _total() -> tuple[Value, ...]:
    return (
        value(
            "total.items",
            Kind.POINTS,
            Total(
                ("integration.score", "functions.score", "completeness.score", "quality.score", "late_report.score"),
                (1, 1, 1, 1, -1),
            ),
            "Жиынтық",
            stated("5-т."),
        ),
        value("total.score", Kind.POINTS, call(Function.MAX, ZERO, ref("total.items")), "Жалпы балл", stated("5-т.")),
    )


def _root() -> Element:
    return _element(
        "total",
        Level.TOTAL,
        "",
        label("Жалпы бағалау", "Общая оценка"),
        "5-т.",
        (("base", "items"), ("final", "score")),
        children=(
            _integration_element(),
            _functions_element(),
            _completeness_element(),
            _quality_element(),
            _late_report_element(),
        ),
    )


def _integration_element() -> Element:
    return _element(
        "integration",
        Level.CRITERION,
        "2",
        label(
            "Ведомстволық ақпараттық жүйелерді интеграциялаудың үлесі",
            "Доля интеграции ведомственных информационных систем",
        ),
        "30–38-т.",
        (
            ("let", "required"),
            ("let", "late"),
            ("let", "longest_delay"),
            ("condition", "excluded"),
            ("base", "base"),
            ("let", "refusal_amount"),
            ("deduction", "after_refusals"),
            ("floor", "floored"),
            ("final", "score"),
        ),
        inputs=("required_at_all", "done", "refusals"),
        tables=("systems",),
    )


def _functions_element() -> Element:
    mail = _element(
        "functions.mail",
        Level.INDICATOR,
        "",
        label("БЭПС сервисі", "Сервис ЕПС"),
        "79-т.",
        (("condition", "nobody"), ("let", "user_share"), ("base", "by_bands"), ("final", "score")),
        inputs=("users", "connected"),
    )
    share = _element(
        "functions.share",
        Level.INDICATOR,
        "",
        label("Үлес", "Доля"),
        "57-т.",
        (("let", "moved_weight"), ("weight", "weight"), ("condition", "nothing"), ("final", "score")),
        inputs=("partial", "full"),
    )
    access = _element(
        "functions.access",
        Level.PARAMETER,
        "",
        label("Қолжетімділік", "Доступ"),
        "60-т.",
        (("final", "score"),),
        inputs=("way",),
    )
    return _element(
        "functions",
        Level.DIRECTION,
        "3",
        label("Функцияларды автоматтандыру", "Автоматизация функций"),
        "43–61-т.",
        (("base", "items"), ("final", "score")),
        children=(mail, share, access),
    )


def _completeness_element() -> Element:
    symbols = replace(
        _element(
            "completeness.symbols",
            Level.ITEM,
            "1.1.",
            label("Қазақстан Республикасының мемлекеттік рәміздері", "Государственные символы"),
            "1.1",
            (("final", "score"),),
            inputs=("kk.points", "ru.points"),
        ),
        description=label("1) Мемлекеттік Ту;\n2) Мемлекеттік Елтаңба;"),
        scoring=label("Әр тілде 1 балл"),
        note=label("Екі тілде"),
    )
    contacts = _element(
        "completeness.contacts",
        Level.ITEM,
        "1.2.",
        label("Байланыс деректері", "Контакты"),
        "1.2",
        (("final", "score"),),
        inputs=("points",),
    )
    group = replace(
        _element(
            "completeness.g1",
            Level.GROUP,
            "1",
            label("Топ", "Группа"),
            "21-т.",
            (("final", "score"),),
            children=(symbols, contacts),
        ),
        maximum=None,
    )
    return _element(
        "completeness",
        Level.CRITERION,
        "4",
        label("Толықтығы", "Полнота"),
        "21–23-т.",
        (
            ("base", "items_mean"),
            ("let", "ceiling"),
            ("let", "defect_amount"),
            ("deduction", "after_defects"),
            ("floor", "floored"),
            ("final", "score"),
        ),
        inputs=("defects",),
        children=(group,),
    )


def _quality_element() -> Element:
    lets = (
        "execution",
        "mean_answer",
        "least_answer",
        "agreed",
        "good",
        "index",
        "scale",
        "percent",
        "percent_up",
        "percent_down",
    )
    return _element(
        "quality",
        Level.CRITERION,
        "5",
        label("Сапасы", "Качество"),
        "81–84-т.",
        (
            ("condition", "no_plan"),
            *(("let", name) for name in lets),
            ("condition", "dated"),
            ("base", "base"),
            ("let", "bonus_amount"),
            ("bonus", "with_bonus"),
            ("condition", "weak"),
            ("let", "reduced"),
            ("coefficient", "corrected"),
            ("rounding", "rounded"),
            ("final", "score"),
        ),
        inputs=("plan", "fact", "bonus_facts", "deadline", "hours", "proof"),
        tables=("answers",),
    )


def _late_report_element() -> Element:
    return _element(
        "late_report",
        Level.PENALTY,
        "",
        label("Есептік ақпарат уақтылы ұсынбау", "Отчёт представлен поздно"),
        "96-т.",
        (("final", "score"),),
        inputs=("present",),
    )


def _element(
    code: str,
    level: Level,
    number: str,
    title: Label,
    clause: str,
    steps: tuple[tuple[str, str], ...],
    inputs: tuple[str, ...] = (),
    tables: tuple[str, ...] = (),
    children: tuple[Element, ...] = (),
) -> Element:
    """Names of steps, inputs and tables are relative to the element's code."""
    return Element(
        code,
        level,
        number,
        title,
        stated(clause),
        f"{code}.maximum",
        f"{code}.score",
        tuple(Step(StepRole(role), f"{code}.{name}") for role, name in steps),
        tuple(f"{code}.{name}" for name in inputs),
        tuple(f"{code}.{name}" for name in tables),
        children,
    )


def _examples() -> tuple[Example, ...]:
    share = (
        Given("functions.share.full", Fraction(5)),
        Given("functions.share.partial", Fraction(10)),
        Given("integration.required_at_all", Fraction(1)),
    )
    return (
        Example(
            "example.38",
            "omo",
            "integration.score",
            (
                Given("integration.done", Fraction(2)),
                Given("integration.required", Fraction(5)),
                Given("integration.late", Fraction(2)),
                Given("integration.required_at_all", Fraction(1)),
                Given("integration.refusals", Fraction(0)),
            ),
            Fraction("7.6"),
            None,
            None,
            None,
            stated("38-т."),
        ),
        Example(
            "example.57",
            None,
            "functions.share.score",
            share,
            Fraction(8),
            None,
            Fraction("7.9"),
            Reason("актінің қателігі"),
            stated("57-т."),
        ),
        Example(
            "example.79",
            None,
            "functions.mail.user_share",
            (Given("functions.mail.users", Fraction(2)), Given("functions.mail.connected", Fraction(3))),
            Fraction("0.67"),
            2,
            None,
            None,
            stated("79-т."),
        ),
    )
