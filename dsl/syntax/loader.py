"""A methodology's folder or file to the trees of all its files, `include` followed in the order of reading."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from dsl.diagnostics import DiagnosticBag, SecondPlace, diagnose
from dsl.source import Source, Span
from dsl.syntax.parser import parse
from dsl.syntax.reader import read_source
from dsl.syntax.tree import AmendmentDecl, Block, ChangeDecl, File, Include, InsertDecl, RestateDecl

MAIN_FILE = "main.esep"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The trees in the order of reading (the main file first) and the sources that renderers need, by shown path."""

    files: tuple[File, ...]
    sources: dict[str, Source]


@dataclass(slots=True)
class _Load:
    """One run: the files being read (outermost first) and those already read, each with the place of its inclusion."""

    bag: DiagnosticBag
    sources: dict[str, Source] = field(default_factory=dict)
    open: dict[str, Span | None] = field(default_factory=dict)
    done: dict[str, Span | None] = field(default_factory=dict)


def load(path: Path, bag: DiagnosticBag) -> tuple[File, ...] | None:
    """The trees of a methodology, or None when any of its files has an error. All errors are in the bag."""
    own = DiagnosticBag()
    loaded = load_all(path, own)
    bag.extend(own)
    return None if own.has_errors else loaded.files


def load_all(path: Path, bag: DiagnosticBag) -> Loaded:
    """Like `load`, but gives what could be read even when there are errors, and the sources."""
    run = _Load(bag)
    if path.is_dir():
        main = path / MAIN_FILE
        if not main.exists():
            bag.add(diagnose("no-main-file", Span(path.as_posix(), 1, 1, 1, 1), name=path.as_posix()))
            return Loaded((), {})
        path = main
    files = _read(run, path, None)
    return Loaded(tuple(files), run.sources)


def _read(run: _Load, path: Path, place: Span | None) -> list[File]:
    """The file, then those that it includes at its top; what an amendment includes stands in the amendment."""
    key = os.path.realpath(path)
    source = read_source(path, run.bag)
    if source is None:
        return []
    run.sources[source.path] = source
    tree = parse(source, run.bag)
    if tree is None:
        return []
    run.open[key] = place
    included = [file for include in _includes(tree.statements) for file in _follow(run, path, include)]
    statements = tuple(
        replace(statement, block=_amending(run, path, statement.block))
        if isinstance(statement, AmendmentDecl)
        else statement
        for statement in tree.statements
    )
    run.done[key] = run.open.pop(key)
    return [replace(tree, statements=statements), *included]


def _amending(run: _Load, path: Path, block: Block) -> Block:
    """What an amendment says, with the statements of included files in the places of their inclusion."""
    return tuple(
        replace(statement, block=_spliced(run, path, statement.block))
        if isinstance(statement, (RestateDecl, ChangeDecl, InsertDecl))
        else statement
        for statement in block
    )


def _spliced(run: _Load, path: Path, block: Block) -> Block:
    made: Block = ()
    for statement in block:
        if isinstance(statement, Include):
            files = _follow(run, path, statement)
            made += tuple(s for file in files for s in file.statements if not isinstance(s, Include))
        else:
            made += (statement,)
    return made


def _follow(run: _Load, path: Path, include: Include) -> list[File]:
    span, written = include.path.span, include.path.text
    target = Path(os.path.normpath(path.parent / written.replace("\\", "/")))
    key = os.path.realpath(target)
    if key in run.open:
        chain = [place for place in list(run.open.values())[1:] if place is not None]
        labels = (SecondPlace(chain[0], "first"),) if chain else ()
        run.bag.add(diagnose("include-loop", span, labels=labels, name=written))
    elif key in run.done:
        first = run.done[key]
        labels = () if first is None else (SecondPlace(first, "first"),)
        run.bag.add(diagnose("included-twice", span, labels=labels, name=written))
    elif "\0" in written or not target.is_file():
        run.bag.add(diagnose("include-missing", span, name=written))
    else:
        return _read(run, target, span)
    return []


def _includes(statements: Block) -> tuple[Include, ...]:
    """Inclusions stand at the top of a file, or in what an amendment restates or inserts; elsewhere the structure pass
    refuses them."""
    return tuple(statement for statement in statements if isinstance(statement, Include))
