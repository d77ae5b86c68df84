"""The catalogue of interface texts: one text in the workbook's language by key, with its blanks filled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from compiler.model.texts import Citation, Language, Provenance
from compiler.model.types import Type
from compiler.workbook.clauses import clause_in
from dsl.phrases import filled


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Key → language → text."""
    source = files("compiler.workbook").joinpath("texts.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in one language."""

    language: Language

    def __call__(self, key: str, **blanks: str) -> str:
        """KeyError for a key that the catalogue lacks."""
        text = catalogue()[key][self.language.value]
        return filled(text, blanks) if blanks else text

    def unit(self, type_: Type) -> str:
        """The unit of numbers of this type, as a column of units shows it."""
        return self("unit_" + type_.kind.value)

    def clause(self, citation: Citation) -> str:
        """The clause in the notation of this language."""
        return clause_in(citation.clause, self.language)

    def provenance(self, citation: Citation) -> str:
        """How the rule is known, with the reason; empty when the act says it."""
        if citation.provenance is Provenance.STATED:
            return ""
        return self("provenance_" + citation.provenance.value, reason=citation.reason_in(self.language))


def shown_date(edition: str) -> str:
    """A day as people write it, 2022-08-27 as 27.08.2022; any other name of an edition stays."""
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", edition)
    return edition if day is None else ".".join(reversed(day.groups()))
