"""Texts of an act by language, and the clause that a rule rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Language(Enum):
    """Languages of texts and messages; the value is the code used in files and on the command line."""

    KK = "kk"
    RU = "ru"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Translation:
    """One text in one language; `official` is False for a translation that the act does not contain."""

    language: Language
    text: str
    official: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """A text in one or more languages, the act's own language first."""

    translations: tuple[Translation, ...]

    def find(self, language: Language) -> Translation | None:
        """The translation into exactly this language, if there is one."""
        for translation in self.translations:
            if translation.language is language:
                return translation
        return None

    def best(self, language: Language) -> Translation:
        """The translation into this language, else the act's own text."""
        return self.find(language) or self.translations[0]

    def text(self, language: Language) -> str:
        """The words in this language, else the act's own."""
        return self.best(language).text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so, as it was written, and in which languages that is said too."""

    text: str
    translations: tuple[Translation, ...] = ()

    def text_in(self, language: Language) -> str:
        """In this language, else as it was written."""
        return next((text.text for text in self.translations if text.language is language), self.text)


class Provenance(Enum):
    """How a rule is known."""

    STATED = "stated"
    """The act says it."""
    RECONSTRUCTED = "reconstructed"
    """The act's formula is lost (an image); rebuilt from its variables or examples."""
    ASSUMED = "assumed"
    """The act is silent or ambiguous; the methodology decides and says why."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The clause a rule rests on, in the act's own notation ("37-т.", "п. 48"), and how sure it is.

    `reason` is empty exactly when the provenance is STATED; `translations` are of it.
    """

    clause: str
    provenance: Provenance = Provenance.STATED
    reason: str = ""
    translations: tuple[Translation, ...] = ()

    @property
    def why(self) -> Reason:
        return Reason(self.reason, self.translations)

    def reason_in(self, language: Language) -> str:
        """The reason in this language, else as it was written."""
        return self.why.text_in(language)
