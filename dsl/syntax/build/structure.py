"""Texts, names, the methodology's own lines and descriptions (`grammar/structure.lark`)."""

from __future__ import annotations

from dataclasses import replace

from dsl.source import Span
from dsl.syntax import tree
from dsl.syntax.build.context import Context, Parts


class Structure:
    """Each method gets the parts of its rule and the rule's span."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def on_text(self, parts: Parts, span: Span) -> tree.Text:
        language, token, unofficial = parts
        return tree.Text(span, token.text, language.text if language else None, unofficial is None)

    def on_quote(self, parts: Parts, span: Span) -> tree.Text:
        return tree.Text(span, parts[0].text)

    def on_label(self, parts: Parts, _: Span) -> tree.Label:
        return tuple(parts)

    def on_names(self, parts: Parts, _: Span) -> tuple[tree.Name, ...]:
        return tuple(self._context.name(token) for token in parts)

    def on_reason(self, parts: Parts, _: Span) -> tree.Text:
        text: tree.Text = parts[0]
        return replace(text, also=tuple(parts[1:])) if len(parts) > 1 else text

    def on_also(self, parts: Parts, span: Span) -> tree.Text:
        language, token = parts
        return tree.Text(span, token.text, language.text)

    def on_include(self, parts: Parts, span: Span) -> tree.Include:
        return tree.Include(span, parts[0])

    def on_methodology(self, parts: Parts, span: Span) -> tree.MethodologyDecl:
        return tree.MethodologyDecl(span, self._context.name(parts[0]), ())

    def on_act(self, parts: Parts, span: Span) -> tree.Act:
        return tree.Act(span, parts[0])

    def on_edition(self, parts: Parts, span: Span) -> tree.EditionDecl:
        return tree.EditionDecl(span, parts[0])

    def on_base_without_text(self, parts: Parts, span: Span) -> tree.BaseWithoutText:
        return tree.BaseWithoutText(span, parts[0])

    def on_amendment(self, parts: Parts, span: Span) -> tree.AmendmentDecl:
        return tree.AmendmentDecl(span, parts[0], ())

    def on_restate(self, _: Parts, span: Span) -> tree.RestateDecl:
        return tree.RestateDecl(span, ())

    def on_change(self, _: Parts, span: Span) -> tree.ChangeDecl:
        return tree.ChangeDecl(span, ())

    def on_insert(self, parts: Parts, span: Span) -> tree.InsertDecl:
        return tree.InsertDecl(span, self._context.name_or_none(parts[0]), ())

    def on_remove(self, parts: Parts, span: Span) -> tree.RemoveDecl:
        return tree.RemoveDecl(span, parts[0])

    def on_period(self, parts: Parts, span: Span) -> tree.PeriodDecl:
        return tree.PeriodDecl(span, parts[0])

    def on_languages(self, parts: Parts, span: Span) -> tree.Languages:
        return tree.Languages(span, parts[0])

    def on_precision(self, parts: Parts, span: Span) -> tree.PrecisionDecl:
        return tree.PrecisionDecl(span, parts[0])

    def on_body_kind(self, parts: Parts, span: Span) -> tree.BodyKindDecl:
        return tree.BodyKindDecl(span, self._context.name(parts[0]), parts[1])

    def on_bodies(self, parts: Parts, span: Span) -> tree.BodiesDecl:
        return tree.BodiesDecl(span, self._context.name(parts[0]), ())

    def on_body(self, parts: Parts, span: Span) -> tree.BodyDecl:
        return tree.BodyDecl(span, self._context.name(parts[0]), parts[1])

    def on_no_total(self, parts: Parts, span: Span) -> tree.NoTotal:
        return tree.NoTotal(span, parts[0])

    def on_description_word(self, parts: Parts, _: Span) -> tree.DescriptionWord:
        return tree.DescriptionWord(parts[0].terminal.lower())

    def on_described(self, parts: Parts, span: Span) -> tree.Description:
        return tree.Description(span, *parts)

    def on_number_text(self, parts: Parts, span: Span) -> tree.NumberText:
        return tree.NumberText(span, parts[0])

    def on_provenance(self, parts: Parts, _: Span) -> tuple[tree.ProvenanceWord, tree.Text]:
        return tree.ProvenanceWord(parts[0].terminal.lower()), parts[1]

    def on_cites(self, parts: Parts, span: Span) -> tree.Cites:
        word, reason = parts[1] or (tree.ProvenanceWord.STATED, None)
        return tree.Cites(span, parts[0], word, reason)

    def on_for_bodies(self, parts: Parts, span: Span) -> tree.ForBodies:
        return tree.ForBodies(span, parts[0])
