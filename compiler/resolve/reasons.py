"""A reason of the text as the model has it: as it was written, and in further languages."""

from __future__ import annotations

from compiler.model.texts import Language, Reason, Translation
from dsl.syntax import tree


def reason_of(written: tree.Text) -> Reason:
    """The reason with all its languages; a text without a language is in the one of its file."""
    said = ((text, text.language) for text in (written, *written.also))
    return Reason(
        written.text, tuple(Translation(Language(language), text.text) for text, language in said if language)
    )
