"""The head of an amended methodology: edition, acts, and what an amending act says of title, period and languages."""

from __future__ import annotations

from dataclasses import replace

from dsl.syntax import tree

_AS_AMENDED = {
    "ru": "{act}, в редакции: {acts}",
    "kk": "{act}, мына редакцияда: {acts}",
    "en": "{act}, as amended by: {acts}",
}
_REPLACED = (tree.PeriodDecl, tree.Languages, tree.Description)


def amended_head(files: tuple[tree.File, ...], amendments: tuple[tree.AmendmentDecl, ...]) -> tuple[tree.File, ...]:
    """The files with the head as it is after the amendments."""

    def amend(statement: tree.Statement) -> tree.Statement:
        if not isinstance(statement, tree.MethodologyDecl):
            return statement
        block = statement.block
        language = _language(block)
        for amendment in amendments:
            for new in amendment.block:
                if isinstance(new, _REPLACED):
                    block = _with(block, new)
        last = amendments[-1].edition
        block = _with(block, tree.EditionDecl(last.span, last))
        acts = tuple(s.label for amendment in amendments for s in amendment.block if isinstance(s, tree.Act))
        return replace(statement, block=tuple(_with_acts(s, acts, language, _language(block)) for s in block))

    return tuple(replace(file, statements=tuple(map(amend, file.statements))) for file in files)


def _language(block: tree.Block) -> str:
    named = (name.text for s in block if isinstance(s, tree.Languages) for name in s.names)
    return next((name for name in named if name in _AS_AMENDED), "kk")


def _with(block: tree.Block, new: tree.Statement) -> tree.Block:
    """The new statement in the place of the one of its kind, else at the end."""

    def alike(old: tree.Statement) -> bool:
        if isinstance(old, tree.Description) and isinstance(new, tree.Description):
            return old.word is new.word
        return type(old) is type(new)

    if not any(map(alike, block)):
        return (*block, new)
    return tuple(new if alike(old) else old for old in block)


def _with_acts(statement: tree.Statement, acts: tuple[tree.Label, ...], before: str, after: str) -> tree.Statement:
    """`before` and `after`: the act's own language at first and now; a text that names none is in it."""
    if not isinstance(statement, tree.Act) or not acts:
        return statement
    texts = []
    for text in statement.label:
        language = text.language or before
        named = [_best(label, language, after) for label in acts if label]
        whole = _AS_AMENDED.get(language, _AS_AMENDED["en"]).format(act=text.text, acts="; ".join(named))
        texts.append(replace(text, text=whole, language=language))
    return replace(statement, label=tuple(texts))


def _best(label: tree.Label, language: str, own: str) -> str:
    return next((text.text for text in label if (text.language or own) == language), label[0].text)
