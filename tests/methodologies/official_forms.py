"""The 48 official forms of the five sources: their lines as the texts have them, and what the forms correct.

Everything is kept in `data`: `forms.tsv` (id, source, lines, kind, title), `forms/<id>.txt` ("number in the source,
tab, line") and `corrections/<source>.tsv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """A row of the list: lines `first` to `last` of `source` are the form."""

    id: str
    source: str
    first: int
    last: int
    kind: str

    @property
    def language(self) -> str:
        """The language of the act's text; its workbooks are compared."""
        return self.source.rpartition("_")[2]

    def lines(self) -> Mapping[int, str]:
        text = (DATA / "forms" / f"{self.id}.txt").read_text(encoding="utf-8")
        numbered = (line.partition("\t") for line in text.splitlines())
        return {int(number): line for number, _, line in numbered}

    def corrections(self) -> Mapping[int, str]:
        """What the form has instead of a line, by the line's number; empty: left out on purpose."""
        return {int(row["line"]): row["form_text"] for row in correction_rows(self.source) if row["form"] == self.id}


def official_forms() -> tuple[OfficialForm, ...]:
    return tuple(
        OfficialForm(
            row["id"], row["source"].removesuffix(".txt"), int(row["first_line"]), int(row["last_line"]), row["kind"]
        )
        for row in _rows(DATA / "forms.tsv")
    )


def correction_rows(source: str) -> tuple[Mapping[str, str], ...]:
    """Rows of form, line, act, form_text and reason; a source without corrections has no file."""
    path = DATA / "corrections" / f"{source}.tsv"
    return tuple(_rows(path)) if path.exists() else ()


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
