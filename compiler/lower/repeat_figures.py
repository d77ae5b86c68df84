"""Figures over repeats: the sum, mean and count of all that are begun."""

from __future__ import annotations

from fractions import Fraction

from compiler.lower.draft import Context, Draft
from compiler.lower.labels import described, joined, label_of, standard
from compiler.model import expressions as model
from compiler.model.quantities import Case, Cases, Formula, Nothing, Total
from compiler.model.texts import Label
from compiler.model.types import Kind
from compiler.resolve import Symbol, SymbolKind
from compiler.resolve.repeats import unnumbered
from dsl.syntax import tree

_ZERO, _ONE = model.Number(Fraction(0)), model.Number(Fraction(1))


def lower_figure(draft: Draft, figure: tree.RepeatFigure, context: Context) -> model.Expression:
    """A total of what the target is in each repeat; a repeat that is not begun is left out."""
    meant = draft.typing.scopes.repeats(figure.target.text, context.element)
    symbols = [symbol for symbol in meant if _has(draft, figure, symbol)]
    if not symbols:
        if meant:
            draft.missing(figure.target)
        return _ZERO
    items = tuple(_item(draft, figure, symbol, context) for symbol in symbols)
    mean = figure.function is tree.RepeatWord.MEAN
    total = Total(items, (1,) * len(items), mean, Nothing.NOT_FILLED if mean else Nothing.ZERO)
    key = ("mean" if mean else "sum", context.element, " ".join(items))
    if key in draft.repeated:
        return model.Ref(draft.repeated[key])
    code = draft.repeated[key] = draft.fresh(context.element, "repeats")
    label = joined(_label(draft, symbols[0]), standard(f"{figure.function.value}_of_repeats"))
    return model.Ref(draft.add_value(code, label, total, context.citation, figure.span, _kind(figure, symbols)))


def _has(draft: Draft, figure: tree.RepeatFigure, symbol: Symbol) -> bool:
    """Whether this kind of body has it; a score is not there where nothing gives it."""
    if symbol.kind is SymbolKind.ELEMENT and figure.function is not tree.RepeatWord.COUNT:
        return symbol.code in draft.present and draft.is_scored(draft.program.elements[symbol.code])
    return (symbol.owner if symbol.kind is SymbolKind.COLUMN else symbol.code) in draft.present


def _item(draft: Draft, figure: tree.RepeatFigure, symbol: Symbol, context: Context) -> str:
    """The value that one repeat gives; made once for all figures that need it."""
    counts = figure.function is tree.RepeatWord.COUNT
    key = (figure.function.value if counts else "", symbol.owner, symbol.code)
    if key in draft.repeated:
        return draft.repeated[key]
    owner = symbol.owner if symbol.kind is not SymbolKind.COLUMN else draft.program.tables[symbol.owner].owner
    copy = draft.typing.scopes.innermost_copy(symbol.code if symbol.kind is SymbolKind.ELEMENT else owner)
    assert copy is not None
    unbegun, span = f"{copy.code}.unbegun", figure.span
    title = repeat_title(draft, copy.code) or standard("score")
    label = title if symbol.kind is SymbolKind.ELEMENT else joined(title, _label(draft, symbol))

    def made(rule: Formula | Cases, kind: Kind) -> str:
        return draft.add_value(draft.fresh(context.element, "repeat"), label, rule, context.citation, span, kind)

    if counts:
        begun = model.Binary(model.Operator.SUBTRACT, _ONE, model.Ref(unbegun))
        found = made(Formula(begun), Kind.COUNT)
    elif symbol.kind is SymbolKind.ELEMENT and copy.code == symbol.code:
        found = f"{symbol.code}.score"  # a repeat that is not begun has no score
    else:
        kind = _kind(figure, [symbol])
        source = f"{symbol.code}.score" if symbol.kind is SymbolKind.ELEMENT else symbol.code
        if symbol.kind is SymbolKind.COLUMN:
            rows = model.RowAggregate(model.RowFunction.SUM, symbol.owner, symbol.code, None)
            source = made(Formula(rows), kind)
        found = made(Cases((Case(unbegun, None),), source), kind)
    draft.repeated[key] = found
    return found


def _kind(figure: tree.RepeatFigure, symbols: list[Symbol]) -> Kind:
    if figure.function is tree.RepeatWord.COUNT:
        return Kind.COUNT
    word = symbols[0].type
    kind = Kind.POINTS if word is None else Kind(word.value)
    return Kind.NUMBER if figure.function is tree.RepeatWord.MEAN and kind is Kind.COUNT else kind


def _label(draft: Draft, symbol: Symbol) -> Label:
    """What the text calls the target, without the number of the repeat."""
    own = draft.own_language
    if symbol.kind is SymbolKind.COLUMN:
        columns = draft.tables[symbol.owner].columns
        return next(column.label for column in columns if column.name == symbol.code)
    if symbol.kind is SymbolKind.ELEMENT:
        node = draft.program.elements[symbol.code]
        for statement in node.statements:
            if isinstance(statement, tree.Description) and statement.word is tree.DescriptionWord.TITLE:
                plain = statement.label if node.copy is None else unnumbered(statement.label, node.copy)
                return label_of(plain, own) or standard("score")
        return standard("score")
    for statement in draft.program.elements[symbol.owner].statements:
        if isinstance(statement, (tree.InputDecl, tree.ValueDecl)) and statement.name.text == symbol.name:
            title = described(statement.block, tree.DescriptionWord.TITLE, own)
            return title or label_of(statement.label, own) or standard("score")
    return standard("score")


def repeat_title(draft: Draft, element: str) -> Label | None:
    """The titles of all repeats around the element, outermost first; None outside of repeats."""
    copy = draft.typing.scopes.innermost_copy(element)
    if copy is None:
        return None
    own = draft.described(copy.statements, tree.DescriptionWord.TITLE) or standard("score")
    around = None if copy.parent is None else repeat_title(draft, copy.parent)
    return own if around is None else joined(around, own)
