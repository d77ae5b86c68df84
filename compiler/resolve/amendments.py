"""Amendments: the files as they are in an edition, each amending act applied in its order to what was before it.

What comes out has no amendments in it any more; its head names the edition and the amending acts.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from compiler.model.texts import Reason
from compiler.resolve.amended_head import amended_head
from compiler.resolve.changed_lines import lines_changed, reads_alike, with_changes
from compiler.resolve.reasons import reason_of
from compiler.resolve.structure import check_structure
from compiler.resolve.tree_edits import (
    SORTS,
    Key,
    edit_files,
    key_of,
    place_of,
    renamed,
    with_block,
    without_attached,
)
from dsl.diagnostics import DiagnosticBag, SecondPlace, diagnose
from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.tree.rewrite import in_language

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Change:
    """What one amending act did to one named thing; `name` is its path from the top, a form's own code where it has
    one; `clause` is that of the amending act. `sort`: what it is, as in `tree_edits.SORTS`."""

    edition: str
    name: str
    clause: str
    sort: str = "part"


@dataclass(frozen=True, slots=True)
class AmendingAct:
    """What made an edition: the act, in the languages in which it is written."""

    edition: str
    act: tree.Label

    def text(self, language: str) -> str:
        """In this language, else in its own."""
        return next((text.text for text in self.act if text.language == language), self.act[0].text)


@dataclass(frozen=True, slots=True)
class Amended:
    """One edition: the files with everything applied up to it, and what was changed on the way; `unseen`: why the base
    has no text, where it has none; `acts` have made it what it is."""

    edition: str
    files: tuple[tree.File, ...]
    changes: tuple[Change, ...]
    unseen: Reason | None = None
    acts: tuple[AmendingAct, ...] = ()


def editions(files: tuple[tree.File, ...]) -> tuple[str, ...]:
    """The names of all editions that can be compiled, the oldest first; a methodology without a head has one too."""
    amendments = tuple(amendment.edition.text for amendment in _amendments(files))
    head = _head(files)
    if head is not None and any(isinstance(s, tree.BaseWithoutText) for s in head.block) and amendments:
        return amendments
    stated = () if head is None else tuple(s.text.text for s in head.block if isinstance(s, tree.EditionDecl))
    return (*(stated[:1] or ("",)), *amendments)


def amended(files: tuple[tree.File, ...], edition: str, bag: DiagnosticBag) -> Amended:
    """The files of the edition, which is one of `editions`; faults of all amendments are reported."""
    amendments = _amendments(files)
    head = _head(files)
    if not amendments and not _without_text(head):
        return Amended(edition, files, ())
    check_structure(files, bag)
    _check_order(files, head, bag)
    base = tuple(
        replace(file, statements=tuple(s for s in file.statements if not isinstance(s, tree.AmendmentDecl)))
        for file in files
    )
    run = _Run(base, _without_text(head), bag)
    applied: list[tree.AmendmentDecl] = []
    reached = edition == editions(files)[0] and not _without_text(head)
    found = Amended(edition, base, ())
    for amendment in amendments:
        run.apply(amendment)
        applied.append(amendment)
        if not reached and amendment.edition.text == edition:
            reached = True
            acts = tuple(act for one in applied for act in _acts(one))
            found = Amended(edition, amended_head(run.files, tuple(applied)), tuple(run.changes), acts=acts)
    return replace(found, files=tuple(_without_mark(file) for file in found.files), unseen=_unseen(head))


def _amendments(files: tuple[tree.File, ...]) -> tuple[tree.AmendmentDecl, ...]:
    return tuple(s for file in files for s in file.statements if isinstance(s, tree.AmendmentDecl))


def _acts(amendment: tree.AmendmentDecl) -> tuple[AmendingAct, ...]:
    acts = (s for s in amendment.block if isinstance(s, tree.Act) and s.label)
    return tuple(AmendingAct(amendment.edition.text, act.label) for act in acts)


def _head(files: tuple[tree.File, ...]) -> tree.MethodologyDecl | None:
    return next((s for file in files for s in file.statements if isinstance(s, tree.MethodologyDecl)), None)


def _without_text(head: tree.MethodologyDecl | None) -> bool:
    return head is not None and any(isinstance(s, tree.BaseWithoutText) for s in head.block)


def _unseen(head: tree.MethodologyDecl | None) -> Reason | None:
    marks = () if head is None else tuple(s for s in head.block if isinstance(s, tree.BaseWithoutText))
    return reason_of(marks[0].reason) if marks else None


def _without_mark(file: tree.File) -> tree.File:
    """The words "base without text" have done their work."""
    statements = tuple(
        with_block(s, tuple(inner for inner in s.block if not isinstance(inner, tree.BaseWithoutText)))
        if isinstance(s, tree.MethodologyDecl)
        else s
        for s in file.statements
    )
    return replace(file, statements=statements)


def _check_order(files: tuple[tree.File, ...], head: tree.MethodologyDecl | None, bag: DiagnosticBag) -> None:
    amendments = _amendments(files)
    if head is None:
        return
    stated = [s.text for s in head.block if isinstance(s, tree.EditionDecl)]
    if not amendments:
        mark = next(s for s in head.block if isinstance(s, tree.BaseWithoutText))
        bag.add(diagnose("base-without-amendments", mark.span))
    elif not stated and not _without_text(head):
        bag.add(diagnose("base-edition-missing", head.span))
    earlier: list[tree.Text] = [] if _without_text(head) else stated[:1]
    for amendment in amendments:
        name = amendment.edition
        twin = next((text for text in earlier if text.text == name.text), None)
        last = earlier[-1] if earlier else None
        if twin is not None:
            label = SecondPlace(twin.span, "first-given-here")
            bag.add(diagnose("edition-twice", name.span, labels=(label,), name=name.text))
        elif last is not None and _is_date(last.text) and _is_date(name.text) and name.text < last.text:
            later = SecondPlace(last.span, "later-one")
            bag.add(diagnose("editions-out-of-order", name.span, labels=(later,), name=name.text, other=last.text))
        earlier.append(name)
        if not any(isinstance(s, tree.Act) for s in amendment.block):
            bag.add(diagnose("amendment-act-missing", amendment.span, name=name.text))


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None


@dataclass(slots=True)
class _Run:
    """The state of the files after the amendments applied so far."""

    files: tuple[tree.File, ...]
    lenient: bool
    """The base is not here: what an act restates may be something that this text has never seen."""
    bag: DiagnosticBag
    changes: list[Change] = field(default_factory=list)
    edition: str = ""
    clause: str = ""
    touched: dict[Key, Span] = field(default_factory=dict)
    """What the amendment at hand has restated, inserted or removed."""
    changed: dict[tuple[Key, Hashable], Span] = field(default_factory=dict)
    """The lines that it has changed: of what, and of which kind."""

    def apply(self, amendment: tree.AmendmentDecl) -> None:
        self.edition = amendment.edition.text
        self.touched, self.changed = {}, {}
        self._change_languages(amendment)
        for statement in amendment.block:
            match statement:
                case tree.RestateDecl():
                    self._begin(statement)
                    for inner in _content(statement.block):
                        self._restate(inner, amendment.span.path)
                case tree.ChangeDecl():
                    self._begin(statement)
                    for inner in _content(statement.block):
                        self._change(inner, "")
                case tree.InsertDecl():
                    self._begin(statement)
                    self._insert_all(statement, amendment.span.path)
                case tree.RemoveDecl():
                    self._begin(statement)
                    for name in statement.names:
                        self._remove(name)
                case _:
                    pass

    def _begin(self, statement: tree.RestateDecl | tree.ChangeDecl | tree.InsertDecl | tree.RemoveDecl) -> None:
        cited = [s.clause.text for s in statement.block if isinstance(s, tree.Cites)]
        if not cited:
            self.bag.add(diagnose("amendment-clause-missing", statement.span))
        self.clause = cited[0] if cited else ""

    def _change_languages(self, amendment: tree.AmendmentDecl) -> None:
        """An act in another language: what stood before goes on to be in the language in which it was written."""
        new = next((s for s in amendment.block if isinstance(s, tree.Languages)), None)
        head = _head(self.files)
        old = None if head is None else next((s for s in head.block if isinstance(s, tree.Languages)), None)
        if new is None or old is None or not new.names or not old.names or new.names[0].text == old.names[0].text:
            return
        language = old.names[0].text
        if language not in ("kk", "ru", "en"):
            self.bag.add(diagnose("unknown-act-language", old.names[0].span, name=language))
            return
        self.files = tuple(replace(file, statements=in_language(file.statements, language)) for file in self.files)

    def _note(self, key: Key, span: Span, form: tree.Statement | None = None) -> bool:
        """False, with a diagnostic, when this amendment has dealt with the thing before."""
        lines = (place for (of, _), place in self.changed.items() if of == key)
        earlier = next(lines, None) or self.touched.setdefault(key, span)
        if earlier is not span:
            return self._twice(key, span, earlier)
        self._record(key, form)
        return True

    def _twice(self, key: Key, span: Span, earlier: Span) -> bool:
        label = SecondPlace(earlier, "first-given-here")
        self.bag.add(diagnose("amended-twice", span, labels=(label,), name=key.path))
        return False

    def _record(self, key: Key, form: tree.Statement | None) -> None:
        codes = [s.text.text for s in form.block if isinstance(s, tree.FormCode)] if form is not None else []
        self.changes.append(Change(self.edition, codes[0] if codes else key.path, self.clause, key.sort))

    def _missing(self, name: str, span: Span) -> None:
        self.bag.add(diagnose("amendment-target-missing", span, name=name, edition=self.edition))

    def _restate(self, statement: tree.Statement, path: str) -> None:
        key = key_of(statement)
        if key is None:
            self.bag.add(diagnose("restate-needs-name", statement.span))
            return
        if not self._note(key, statement.span, statement):
            return

        def put(old: tree.Statement) -> tree.Block:
            nested = isinstance(old, tree.ElementDecl) and "." in old.name.text  # written apart from what it belongs to
            return (renamed(statement, key.path if nested else key.path.rpartition(".")[2]),)

        found = edit_files(self.files, key, put)
        if found is not None:
            parts_of = key.sort == "part" and isinstance(statement, tree.ElementDecl)
            self.files = found if not parts_of else without_attached(found, key.path)
        elif self.lenient:
            self._add(statement, key, path, None)
        else:
            self._missing(key.path, statement.span)

    def _change(self, new: tree.Statement, prefix: str) -> None:
        """The heading and lines of what is named; what is named inside it is looked for under its own full name."""
        key = key_of(new, prefix)
        if key is None:
            self.bag.add(diagnose("restate-needs-name", new.span))
            return
        found = edit_files(self.files, key, lambda old: (self._rewritten(old, new, key),))
        if found is None:
            self._missing(key.path, new.span)
            return
        self.files = found
        for inner in new.block:
            if key_of(inner) is not None:
                self._change(inner, f"{key.path}." if key.sort == "part" else "")

    def _rewritten(self, old: tree.Statement, new: tree.Statement, key: Key) -> tree.Statement:
        """The old statement with what the new one says; unchanged, with a diagnostic, where that cannot be."""
        if type(old) is not type(new):
            label = SecondPlace(old.span, "declared-here")
            self.bag.add(diagnose("change-of-another-sort", new.span, labels=(label,), name=key.path))
            return old
        faults = len(self.bag)

        def too_few(line: tree.Statement, written: int, there: int) -> None:
            fault = diagnose("change-of-some-lines", line.span, name=key.path, written=written, count=there)
            self.bag.add(fault)

        made = with_changes(old, new, too_few)
        alike = reads_alike(made, old)
        if alike and len(self.bag) == faults and not any(key_of(inner) for inner in new.block):
            self.bag.add(diagnose("change-of-nothing", new.span, name=key.path))
        if alike:
            return old
        for line, span in lines_changed(old, made, new):
            earlier = self.touched.get(key) or self.changed.setdefault((key, line), span)
            if earlier is not span:
                self._twice(key, span, earlier)
                return old
        self._record(key, made)
        return made

    def _insert_all(self, decl: tree.InsertDecl, path: str) -> None:
        after = decl.after
        for statement in _content(decl.block):
            key = key_of(statement)
            if key is None:
                self._append(statement, path)
                continue
            there = place_of(self.files, key)
            if there is not None:
                label = SecondPlace(there, "first-given-here")
                fault = diagnose("insert-exists", statement.span, labels=(label,), name=key.path)
                self.bag.add(fault)
            elif self._note(key, statement.span, statement):
                self._add(statement, key, path, after)
                after = None if after is None else replace(after, text=key.path)

    def _add(self, statement: tree.Statement, key: Key, path: str, after: tree.Name | None) -> None:
        if after is not None:
            self._add_after(statement, key, after)
        elif key.sort == "body_kind" and (head := _head(self.files)) is not None:
            found = edit_files(self.files, Key("methodology", head.name.text), lambda s: (_grown(s, statement),))
            self.files = found or self.files
        elif key.sort == "part" and key.owner:
            inner = renamed(statement, key.path.rpartition(".")[2])
            found = edit_files(self.files, Key("part", key.owner), lambda s: (_grown(s, inner),))
            if found is None:
                self._missing(key.owner, statement.span)
            else:
                self.files = found
        else:
            self._append(statement, path)

    def _add_after(self, statement: tree.Statement, key: Key, after: tree.Name) -> None:
        beside = Key(key.sort, after.text)
        if beside.owner != key.owner and key.sort == "part":
            self.bag.add(diagnose("after-elsewhere", after.span, name=after.text, other=key.path))
            return

        def put(old: tree.Statement) -> tree.Block:
            nested = isinstance(old, tree.ElementDecl) and "." in old.name.text
            return (old, renamed(statement, key.path if nested else key.path.rpartition(".")[2]))

        found = edit_files(self.files, beside, put)
        if found is None:
            self._missing(after.text, after.span)
        else:
            self.files = found

    def _append(self, statement: tree.Statement, path: str) -> None:
        last = self.files[-1]
        if last.path != path or not last.statements:
            last = tree.File(path, last.language, (), ())
            self.files = (*self.files, last)
        self.files = (*self.files[:-1], replace(last, statements=(*last.statements, statement)))

    def _remove(self, name: tree.Name) -> None:
        for sort in SORTS[:-1]:
            key = Key(sort, name.text)
            found = edit_files(self.files, key, lambda _: ())
            if found is not None:
                if self._note(key, name.span):
                    self.files = without_attached(found, name.text) if sort == "part" else found
                return
        self._missing(name.text, name.span)


def _content(block: tree.Block) -> tree.Block:
    return tuple(statement for statement in block if not isinstance(statement, tree.Cites))


def _grown(owner: tree.Statement, inner: tree.Statement) -> tree.Statement:
    return with_block(owner, (*owner.block, inner))
