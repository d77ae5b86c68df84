"""The small parts that every heading is made of: words, formulas, labels, reasons, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass

from dsl.syntax import tree
from dsl.syntax.formulas import ARITHMETIC, formula, number, reference
from dsl.syntax.wrapping import BREAK, quoted
from dsl.words import word


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the writers of headings share."""

    language: str

    def _word(self, key: str) -> str:
        return word(key, self.language)

    def _formula(self, expression: tree.Expression) -> str:
        return formula(expression, self.language)

    def _bound(self, expression: tree.Expression) -> str:
        return formula(expression, self.language, ARITHMETIC)

    def _number(self, literal: tree.NumberLiteral) -> str:
        return number(literal, self.language)

    def _reference(self, name: tree.Name) -> str:
        return reference(name, self.language)

    def _label(self, label: tree.Label) -> str:
        return BREAK.join(map(self._text, label))

    def _text(self, text: tree.Text) -> str:
        unofficial = "" if text.official else " " + self._word("unofficial")
        return (f"{text.language} " if text.language else "") + quoted(text.text) + unofficial

    def _labelled(self, start: str, label: tree.Label) -> str:
        return f"{start} {self._label(label)}" if label else start

    def _reason(self, reason: tree.Text | None) -> str:
        if reason is None:
            return ""
        translated = "".join(BREAK + self._text(text) for text in reason.also)
        return f", {self._word('because')} {self._text(reason)}{translated}"
