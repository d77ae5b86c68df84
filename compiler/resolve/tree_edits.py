"""Named things in the trees of files: found by their path from the top, replaced, removed, put beside one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from dsl.source import Span
from dsl.syntax import tree

Action = Callable[[tree.Statement], tree.Block]
"""What stands in the place of a statement that was found."""

_PARTS = (
    tree.ElementDecl, tree.InputDecl, tree.ConstantDecl, tree.ValueDecl, tree.TableDecl, tree.ColumnDecl,
    tree.VersionDecl, tree.OptionDecl, tree.CategoryDecl,
)  # fmt: skip
Named = TypeVar("Named", bound=tree.Statement)


@dataclass(frozen=True, slots=True)
class Key:
    """What a statement is called: `path` from the top, within its `sort` (a form and a criterion may share a name)."""

    sort: str
    path: str

    @property
    def owner(self) -> str:
        return self.path.rpartition(".")[0]


SORTS = ("part", "form", "body_kind", "bodies", "body", "methodology")


def key_of(statement: tree.Statement, prefix: str = "") -> Key | None:
    """None for a statement without a name; `prefix` is the path of what it stands in, with its dot."""
    match statement:
        case tree.FormDecl(name=name):
            return Key("form", name.text)
        case tree.MethodologyDecl(name=name):
            return Key("methodology", name.text)
        case tree.BodyKindDecl(name=name):
            return Key("body_kind", name.text)
        case tree.BodiesDecl(kind=kind):
            return Key("bodies", kind.text)
        case tree.BodyDecl(name=name):
            return Key("body", name.text)
        case _ if isinstance(statement, _PARTS):
            return Key("part", prefix + statement.name.text)
        case _:
            return None


def edit(block: tree.Block, key: Key, action: Action, prefix: str = "") -> tree.Block | None:
    """The block with the action done where the key is; None when nothing in it has this key."""
    made: list[tree.Statement] = []
    found = False
    for statement in block:
        own = key_of(statement, prefix)
        if own == key:
            made.extend(action(statement))
            found = True
            continue
        inner = None
        if own is not None and _may_hold(own, key):
            inner = edit(statement.block, key, action, f"{own.path}." if own.sort == "part" else "")
        found = found or inner is not None
        made.append(statement if inner is None else with_block(statement, inner))
    return tuple(made) if found else None


def _may_hold(own: Key, key: Key) -> bool:
    match key.sort:
        case "part":
            return own.sort == "part" and key.path.startswith(f"{own.path}.")
        case "body_kind":
            return own.sort == "methodology"
        case "body":
            return own.sort == "bodies"
        case _:
            return False


def place_of(files: tuple[tree.File, ...], key: Key) -> Span | None:
    """Where the key is declared; None when it is not."""
    found: list[Span] = []

    def note(statement: tree.Statement) -> tree.Block:
        found.append(statement.span)
        return (statement,)

    for file in files:
        edit(file.statements, key, note)
    return found[0] if found else None


def edit_files(files: tuple[tree.File, ...], key: Key, action: Action) -> tuple[tree.File, ...] | None:
    """As `edit`, over all files."""
    edited = [edit(file.statements, key, action) for file in files]
    if all(block is None for block in edited):
        return None
    return tuple(
        file if block is None else replace(file, statements=block) for file, block in zip(files, edited, strict=True)
    )


def without_attached(files: tuple[tree.File, ...], path: str) -> tuple[tree.File, ...]:
    """Without the elements that are written elsewhere under a dotted name and belong to the element of this path."""

    def stays(statement: tree.Statement) -> bool:
        return not (isinstance(statement, tree.ElementDecl) and statement.name.text.startswith(f"{path}."))

    return tuple(replace(file, statements=tuple(s for s in file.statements if stays(s))) for file in files)


def renamed(statement: Named, text: str) -> Named:
    """The statement under another name."""
    if not isinstance(statement, _PARTS):
        return statement
    name = replace(statement.name, text=text)
    return replace(statement, name=name)


def with_block(statement: Named, block: tree.Block) -> Named:
    """The statement with other statements below it."""
    return replace(statement, block=block)
