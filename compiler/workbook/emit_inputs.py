"""Inputs: the checked copy through which rules read what a person typed.

Anything that is not what the cell asks for (text in a number cell, a word that is not in the list) reads as
"not filled".
"""

from __future__ import annotations

from compiler.model.quantities import Input
from compiler.model.types import Kind, Type
from compiler.workbook.formula import BLANK, NOT_APPLICABLE, Cell, Name, Tree, call, equal, when
from compiler.workbook.formula import ZERO as EXACT_MATCH
from compiler.workbook.program import YES_NO_CODES, YES_NO_LIST, Draft, LineRole, State, input_key


def emit_input(draft: Draft, item: Input) -> None:
    """The line `code#in`."""
    tree = checked_copy(draft, Cell(item.code), item.type)
    if item.declinable:
        tree = when(equal(Cell(item.code), NOT_APPLICABLE), NOT_APPLICABLE, tree)
    draft.add(input_key(item.code), tree, LineRole.INPUT, item.code, State(blank=True, na=item.declinable))


def checked_copy(draft: Draft, cell: Cell, type_: Type) -> Tree:
    """What a rule may read of an input cell of this type: a number or ""; the text itself for texts."""
    match type_.kind:
        case Kind.TEXT | Kind.LINK:
            return when(equal(cell, BLANK), BLANK, cell)
        case Kind.YES_NO:
            position = call("MATCH", cell, Name(YES_NO_LIST), EXACT_MATCH)
            return when(call("ISNUMBER", position), call("INDEX", Name(YES_NO_CODES), position), BLANK)
        case Kind.CHOICE:
            position = call("MATCH", cell, Name(list_name(draft.lists, type_)), EXACT_MATCH)
            return when(call("ISNUMBER", position), position, BLANK)
        case _:
            return when(call("ISNUMBER", cell), cell, BLANK)


def list_name(lists: dict[str, Type], type_: Type) -> str:
    """Defined name of the list with the options of a choice; equal choices share one list."""
    for name, known in lists.items():
        if known == type_:
            return name
    name = f"list_{len(lists) + 1}"
    lists[name] = type_
    return name


def shown_option(lists: dict[str, Type], cell: Cell, type_: Type) -> Tree:
    """The word for a computed choice, whose cell holds a position; its state where it has none."""
    word = call("INDEX", Name(list_name(lists, type_)), cell)
    return when(call("ISNUMBER", cell), word, cell)


def ascii_name(code: str) -> str:
    """The code as a part of a legal defined name."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in code)
