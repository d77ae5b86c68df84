"""A named thing as it was, and the lines of it that an amending act changes → the thing as it is then.

Of the heading changes what is written. A line of a kind that stands once takes the place of the old one; where there
may be several (deductions, conditions), the new ones take the places of the old ones, and fewer than there were are
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace

from compiler.resolve.tree_edits import key_of, with_block
from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.headings import Headings

TooFew = Callable[[tree.Statement, int, int], None]
"""Told of the first line of a kind, how many of it are written, and how many there are."""

_SCORES = (
    tree.ScoreFormula, tree.ScoreBands, tree.ScoreByChoice, tree.ScorePresence, tree.ScoreByAssessor,
)  # fmt: skip
_LABELLED = (
    tree.InputDecl, tree.OptionDecl, tree.ConstantDecl, tree.ValueDecl, tree.VersionDecl, tree.ColumnDecl,
    tree.CategoryDecl, tree.BodyKindDecl, tree.BodyDecl,
)  # fmt: skip


def with_changes(old: tree.Statement, new: tree.Statement, too_few: TooFew) -> tree.Statement:
    """`old` with the heading and the nameless lines of `new`, which has its name; named lines are not looked at."""
    lines = tuple(line for line in new.block if key_of(line) is None)
    return with_block(_heading(old, new), _lines(old.block, lines, too_few))


def lines_changed(old: tree.Statement, made: tree.Statement, new: tree.Statement) -> Iterator[tuple[Hashable, Span]]:
    """The kinds of the lines that `new` has changed, the heading among them where it has, each with its place."""
    if not reads_alike(with_block(old, ()), with_block(made, ())):
        yield "heading", new.span
    lines = [line for line in new.block if key_of(line) is None]
    yield from {_kind(line): line.span for line in reversed(lines)}.items()


def reads_alike(one: tree.Statement, other: tree.Statement) -> bool:
    """Whether both say the same, whatever their places in the text."""
    headings = Headings("en")
    if headings.write(one, 0) != headings.write(other, 0) or len(one.block) != len(other.block):
        return False
    return all(map(reads_alike, one.block, other.block))


def _heading(old: tree.Statement, new: tree.Statement) -> tree.Statement:
    made = old
    match old, new:
        case tree.ElementDecl(), tree.ElementDecl():
            maximum, times = new.maximum or old.maximum, new.times or old.times
            return replace(old, level=new.level, maximum=maximum, times=times)
        case tree.InputDecl(), tree.InputDecl():
            made = replace(old, type=new.type, clauses=_clauses(old.clauses, new.clauses))
        case tree.ColumnDecl(), tree.ColumnDecl():
            formula = new.formula or old.formula
            made = replace(old, type=new.type, clauses=_clauses(old.clauses, new.clauses), formula=formula)
        case tree.OptionDecl(), tree.OptionDecl():
            made = replace(old, points=new.points or old.points)
        case tree.ConstantDecl(), tree.ConstantDecl():
            made = replace(old, value=new.value)
        case tree.ValueDecl(), tree.ValueDecl():
            made = replace(old, type=new.type, expression=new.expression)
        case tree.CategoryDecl(), tree.CategoryDecl():
            made = replace(old, operand=new.operand)
        case tree.TableDecl(), tree.TableDecl():
            least, most = new.min_rows or old.min_rows, new.max_rows or old.max_rows
            return replace(old, min_rows=least, max_rows=most)
        case _:
            pass
    if isinstance(made, _LABELLED) and isinstance(new, _LABELLED) and new.label:
        return replace(made, label=new.label)
    return made


def _clauses(old: tuple[tree.Clause, ...], new: tuple[tree.Clause, ...]) -> tuple[tree.Clause, ...]:
    """Bounds that are written take the place of all bounds, flags of all flags."""
    kept = tuple(
        clause
        for clause in old
        if not any(isinstance(clause, tree.Flag) is isinstance(written, tree.Flag) for written in new)
    )
    both = (*kept, *new)
    return (*(c for c in both if not isinstance(c, tree.Flag)), *(c for c in both if isinstance(c, tree.Flag)))


def _kind(line: tree.Statement) -> Hashable:
    """Lines of the same kind are each other's new wording."""
    match line:
        case tree.Description(word=word) | tree.Adjustment(word=word) | tree.ParagraphDecl(word=word):
            return type(line), word
        case _ if isinstance(line, _SCORES):
            return "score"
        case _:
            return (type(line),)


def _lines(old: tree.Block, new: tree.Block, too_few: TooFew) -> tree.Block:
    made = list(old)
    for kind in dict.fromkeys(map(_kind, new)):
        written = [line for line in new if _kind(line) == kind]
        places = [place for place, line in enumerate(made) if key_of(line) is None and _kind(line) == kind]
        if len(written) < len(places):
            too_few(written[0], len(written), len(places))
            continue
        for place, line in zip(places, written, strict=False):
            made[place] = line
        end = places[-1] + 1 if places else len(made)
        made[end:end] = written[len(places) :]
    return tuple(made)
