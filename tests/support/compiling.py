"""Source text through the front end: what tests of resolve, check and lower start from."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.check import Typing, check_program
from compiler.lower import Lowered, lower
from compiler.model.methodology import Methodology
from compiler.resolve import Program, collect
from compiler.resolve.amendments import amended, editions
from dsl.diagnostics import DiagnosticBag
from dsl.source import Source
from dsl.syntax.parser import parse

HEADS = {
    "ru": (
        "есеп ru\nметодика sample\n  название «Пример»\n  языки ru; kk\n"
        "  вид органа ministry «Министерство»\n  вид органа office «Управление»\n"
    ),
    "en": (
        'esep en\nmethodology sample\n  title "Sample"\n  languages en; kk\n'
        '  body kind ministry "Ministry"\n  body kind office "Department"\n'
    ),
}
"""The head that fragments of a methodology are tried under; a text that has a head of its own is left as it is."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """As far as the text got: a pass that was not reached leaves None."""

    source: Source
    bag: DiagnosticBag
    program: Program | None
    typing: Typing | None
    lowered: Lowered | None

    @property
    def slugs(self) -> list[str]:
        return [diagnostic.slug for diagnostic in self.bag]

    def model(self, body: str = "ministry") -> Methodology:
        """The model of one kind of body; the text must have no fault."""
        assert self.lowered is not None, self.slugs
        return next(m for m in self.lowered.edition.methodologies if m.body.name == body)


def whole_text(text: str, language: str = "ru") -> str:
    """The text of a file: a fragment gets the head."""
    return text if text.startswith(("есеп", "esep")) else HEADS[language] + text


def compiled(text: str, language: str = "ru", path: str = "sample.esep") -> Compiled:
    """The passes in their order; each runs only when the ones before found no error, as in the compiler's driver."""
    source, bag = Source(path, whole_text(text, language)), DiagnosticBag()
    file = parse(source, bag)
    if file is None or bag.has_errors:
        return Compiled(source, bag, None, None, None)
    edition = amended((file,), editions((file,))[-1], bag)
    program = None if bag.has_errors else collect(edition.files, bag)
    if program is None:
        return Compiled(source, bag, None, None, None)
    typing = check_program(program, bag)
    if bag.has_errors:
        return Compiled(source, bag, program, typing, None)
    lowered = lower(program, typing, bag)
    return Compiled(source, bag, program, typing, None if bag.has_errors else lowered)
