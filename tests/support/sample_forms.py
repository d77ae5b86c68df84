"""Forms of the sample model: every kind of block, row and cell once."""

from __future__ import annotations

from compiler.model.forms import (
    AcrossRow,
    Block,
    Cell,
    ColumnCell,
    EmptyCell,
    FieldLine,
    Form,
    FormRole,
    Grid,
    Heading,
    OrdinalCell,
    Paragraph,
    QuantityCell,
    RepeatAcross,
    RepeatRows,
    Row,
    SectionRow,
    TextCell,
    TextStyle,
    TotalRow,
)
from tests.support.builders import label, stated


def sample_forms() -> tuple[Form, ...]:
    return (_report(), _scale(), _conclusion())


def text(kk: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell(TextCell(label(kk)), columns, rows)


def quantity(code: str, present: bool = True) -> Cell:
    return Cell(QuantityCell(code, present))


def _report() -> Form:
    styles = (
        (TextStyle.ANNEX, "Мемлекеттік органдардың … әдістемесіне\n1-қосымша"),
        (TextStyle.MARK, "Нысаны"),
        (TextStyle.TITLE, "Ақпараттық-коммуникациялық технологияларды қолдану бойынша есеп"),
    )
    blocks: tuple[Block, ...] = (
        *(Paragraph(style, label(kk)) for style, kk in styles),
        FieldLine(None, "body_name", None),
        Paragraph(TextStyle.CAPTION, label("(органның атауы)")),
        FieldLine(label("20__ жыл:"), "period", label("кезеңі")),
        Paragraph(TextStyle.HEADING, label("1-кесте. Интеграция")),
        _across_grid(),
        Paragraph(TextStyle.HEADING, label("2-кесте. Көрсеткіштер")),
        _fields_grid(),
        Paragraph(TextStyle.HEADING, label("3-кесте. Сауалнама")),
        _rows_grid(),
        Paragraph(TextStyle.BODY, label("Деректер расталады.")),
        Paragraph(TextStyle.NOTE, label("Ескертпе: барлық жолдар толтырылады.")),
        Paragraph(TextStyle.SIGNATURE, label("Басшы ____________")),
    )
    return Form(
        "S1-A1", FormRole.REPORT, label("1-қосымша", "Приложение 1"), label("Есеп", "Отчёт"), stated("8-т."), blocks
    )


def _across_grid() -> Grid:
    rows = tuple(
        AcrossRow((text(str(number)), text(kk)), name)
        for number, (kk, name) in enumerate(
            (("АЖ атауы", "system"), ("Құрауыш", "expected"), ("Мерзімі", "planned"), ("Нақты мерзімі", "actual")), 1
        )
    )
    headings = (Heading(None, 6), Heading(None, 40), Heading(None), Heading(None))
    return Grid(headings, False, (RepeatAcross("integration.systems", 2, rows),))


def _fields_grid() -> Grid:
    fields = (
        ("Интеграция қажет пе", "integration.required_at_all"),
        ("Іске асырылған", "integration.done"),
        ("Бас тарту саны", "integration.refusals"),
        ("Пайдаланушылар", "functions.mail.users"),
        ("Қосылған", "functions.mail.connected"),
        ("Ішінара", "functions.share.partial"),
        ("Толықтай", "functions.share.full"),
        ("Қолжеткізу тәсілі", "functions.access.way"),
        ("Жоспар, теңге", "quality.plan"),
        ("Факт, теңге", "quality.fact"),
        ("Жақсы тәжірибе саны", "quality.bonus_facts"),
        ("Мерзімі", "quality.deadline"),
        ("Жұмыс уақыты", "quality.hours"),
        ("Сілтеме", "quality.proof"),
    )
    rows = tuple(Row((text(str(n)), text(kk), quantity(code))) for n, (kk, code) in enumerate(fields, 1))
    headings = (
        Heading(label("р/с №"), 6),
        Heading(label("Көрсеткіш"), None, (Heading(label("Атауы"), 40), Heading(label("Мәні")))),
    )
    absent = Row((Cell(EmptyCell()), text("ЖАО үшін ғана"), quantity("functions.absent", present=False)))
    tall = (Row((text("15", rows=2), text("Екі жолға", columns=2))), Row((text("жалғасы"), Cell(EmptyCell()))))
    total = TotalRow((text("Жиыны", columns=2), quantity("integration.required")))
    return Grid(headings, True, (SectionRow(label("ОМО үшін")), *rows, absent, *tall, total))


def _rows_grid() -> Grid:
    names = ("statement", "answer", "asked", "agreed", "grade", "counted", "share")
    headings = (Heading(label("№"), 5), *(Heading(label(name)) for name in names))
    cells = (Cell(OrdinalCell()), *(Cell(ColumnCell(name)) for name in names))
    return Grid(headings, True, (RepeatRows("quality.answers", cells),))


def _scale() -> Form:
    rows = (
        Row((text("2"), text("Интеграция"), quantity("integration.maximum"))),
        Row((text("3"), text("Функциялар"), quantity("functions.maximum"))),
        Row((text("4"), text("Толықтығы"), quantity("completeness.maximum"))),
        TotalRow((text("Барлығы", columns=2), quantity("total.maximum"))),
    )
    headings = (Heading(label("р/с №"), 6), Heading(label("Критерийдің атауы")), Heading(label("Балдар")))
    return Form(
        "S1-A3",
        FormRole.SCALE,
        label("3-қосымша", "Приложение 3"),
        label("Балдар шкаласы", "Шкала баллов"),
        stated("11-т."),
        (Grid(headings, False, rows),),
    )


def _conclusion() -> Form:
    rows = (
        Row((text("Интеграция"), quantity("integration.score"))),
        Row((text("Функциялар"), quantity("functions.score"))),
        Row((text("Рәміздер, қазақ тілінде"), quantity("completeness.symbols.kk.points"))),
        TotalRow((text("Жалпы балл"), quantity("total.score"))),
    )
    headings = (Heading(label("Критерий")), Heading(label("Балл")))
    return Form(
        "S1-A9",
        FormRole.CONCLUSION,
        label("Қорытынды", "Заключение"),
        label("Қорытынды", "Заключение"),
        stated("12-т."),
        (Grid(headings, False, rows),),
    )
