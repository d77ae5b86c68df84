"""Repetition: an element that stands "up to N times" is written out N times, before names are collected.

The copies are called NAME_1 … NAME_N, their titles and numbers get the number of the copy. Spans stay: every copy
points to the one place in the text.
"""

from __future__ import annotations

from dataclasses import replace

from dsl.diagnostics import DiagnosticBag, diagnose
from dsl.syntax import tree

MOST_TIMES = 100
MOST_COPIES = 2000
"""Copies that one element gives in all, those of repeats inside repeats counted."""


def write_out(files: tuple[tree.File, ...], bag: DiagnosticBag) -> tuple[tree.File, ...]:
    """The files with every repeated element written out."""
    return tuple(replace(file, statements=_block(file.statements, 1, bag)) for file in files)


def repeated_names(files: tuple[tree.File, ...]) -> frozenset[str]:
    """The names of all repeated elements, each without what it is attached to."""

    def names(block: tree.Block) -> set[str]:
        found: set[str] = set()
        for statement in block:
            if isinstance(statement, tree.ElementDecl) and statement.times is not None:
                found.add(_own(statement.name.text))
            found |= names(statement.block)
        return found

    return frozenset(name for file in files for name in names(file.statements))


def _block(block: tree.Block, around: int, bag: DiagnosticBag) -> tree.Block:
    """`around`: how many times the block itself is written out."""
    if not any(isinstance(statement, tree.ElementDecl) for statement in block):
        return block
    made: list[tree.Statement] = []
    for statement in block:
        if not isinstance(statement, tree.ElementDecl):
            made.append(statement)
        elif statement.times is None:
            made.append(replace(statement, block=_block(statement.block, around, bag)))
        else:
            times = _times(statement, statement.times, around, bag)
            inner = _block(statement.block, around * times, bag)
            made.extend(_copy(statement, inner, number) for number in range(1, times + 1))
    return tuple(made)


def _times(decl: tree.ElementDecl, times: tree.NumberLiteral, around: int, bag: DiagnosticBag) -> int:
    if times.unit is not None or times.value.denominator != 1 or not 1 <= times.value <= MOST_TIMES:
        bag.add(diagnose("repeat-times-out-of-range", times.span, largest=MOST_TIMES))
        return 1
    if around * int(times.value) > MOST_COPIES:
        found = around * int(times.value)
        bag.add(diagnose("too-many-repeats", decl.name.span, name=decl.name.text, found=found, largest=MOST_COPIES))
        return 1
    return int(times.value)


def _copy(decl: tree.ElementDecl, block: tree.Block, number: int) -> tree.ElementDecl:
    name = replace(decl.name, text=f"{decl.name.text}_{number}")
    numbered = tuple(_numbered(statement, number) for statement in block)
    return replace(decl, name=name, block=numbered, times=None, copy=tree.Copy(_own(decl.name.text), number))


def _numbered(statement: tree.Statement, number: int) -> tree.Statement:
    """The title «Отдел» becomes «Отдел № 2», the act's number «3.» becomes «3.2»."""
    match statement:
        case tree.Description(word=tree.DescriptionWord.TITLE, label=label):
            return replace(statement, label=tuple(_with_number(text, number) for text in label))
        case tree.NumberText(text=text):
            return replace(statement, text=replace(text, text=f"{text.text.rstrip('. ')}.{number}"))
        case _:
            return statement


def _with_number(text: tree.Text, number: int) -> tree.Text:
    return replace(text, text=f"{text.text.rstrip()}{_sign(text, number)}")


def unnumbered(label: tree.Label, copy: tree.Copy) -> tree.Label:
    """The title of a copy as the text has it."""
    return tuple(replace(text, text=text.text.removesuffix(_sign(text, copy.number))) for text in label)


def _sign(text: tree.Text, number: int) -> str:
    return f" No. {number}" if text.language == "en" else f" № {number}"


def _own(name: str) -> str:
    return name.rpartition(".")[2]
