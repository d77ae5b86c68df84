"""The catalogue: every diagnostic's code, severity and texts in ru, kk and en, read from `catalogue/*.toml`.

The format is described in `catalogue/README.md`. `diagnose` makes a diagnostic and refuses one that the catalogue
does not know or whose template lacks an argument: both are bugs of ours, found by any test that meets them.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dsl.diagnostics.diagnostic import Argument, Diagnostic, Fix, SecondPlace, Severity
from dsl.source import Span

LANGUAGES = ("ru", "kk", "en")
_FOLDER = Path(__file__).parent / "catalogue"


@dataclass(frozen=True, slots=True)
class EntryTexts:
    """The texts of one entry in one language; `message`, `help` and `labels` are templates."""

    title: str
    message: str
    why: str
    help: str | None
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    slug: str
    code: str
    severity: Severity
    texts: Mapping[str, EntryTexts]

    def fields(self) -> frozenset[str]:
        """The names of all arguments that some text of the entry uses."""
        return frozenset(
            field
            for texts in self.texts.values()
            for template in (texts.message, texts.help or "", *texts.labels.values())
            for _, field, _, _ in string.Formatter().parse(template)
            if field and "[" not in field  # `{word[cites]}` is a word of the language
        )


@cache
def entries() -> Mapping[str, Entry]:
    """Every entry by slug. Raises ValueError when the data is at fault (a code or slug twice, a text missing)."""
    found: dict[str, Entry] = {}
    codes: dict[str, str] = {}
    for path in _files():
        for slug, entry in _entries_of(path).items():
            if slug in found or entry.code in codes:
                raise ValueError(f"{path.name}: {slug} or {entry.code} is defined twice")
            found[slug], codes[entry.code] = entry, slug
    return found


def entry(slug: str) -> Entry:
    """The entry with this slug; KeyError when there is none. Reads no more files than it must: a check of a sound
    methodology speaks of lint rules only, and theirs come first."""
    for path in _files():
        found = _entries_of(path).get(slug)
        if found is not None:
            return found
    raise KeyError(slug)


@cache
def _files() -> tuple[Path, ...]:
    return tuple(path for path in sorted(_FOLDER.glob("*.toml"), reverse=True) if path.name != "terms.toml")


@cache
def _entries_of(path: Path) -> Mapping[str, Entry]:
    return {slug: _entry(slug, data) for slug, data in tomllib.loads(path.read_text(encoding="utf-8")).items()}


@cache
def rule_names() -> frozenset[str]:
    """The names of findings that can be acknowledged: those of the lint rules."""
    found = _entries_of(_FOLDER / "l4_lint.toml")
    return frozenset(
        slug
        for slug in found
        if not slug.endswith("-unproven") and not slug.startswith(("acknowledgement-", "finding-"))
    )


@cache
def terms() -> Mapping[str, Mapping[str, str]]:
    """Phrases for arguments: key → language → text."""
    data: dict[str, dict[str, str]] = tomllib.loads((_FOLDER / "terms.toml").read_text(encoding="utf-8"))
    return data


def entry_of(slug_or_code: str) -> Entry | None:
    """The entry with this slug or code (in any case), or None."""
    known = entries()
    if slug_or_code.lower() in known:
        return known[slug_or_code.lower()]
    return next((entry for entry in known.values() if entry.code == slug_or_code.upper()), None)


def diagnose(
    slug: str,
    span: Span,
    *,
    labels: tuple[SecondPlace, ...] = (),
    fix: Fix | None = None,
    **arguments: Argument,
) -> Diagnostic:
    """A diagnostic of the catalogue entry `slug` at `span`; `arguments` fill its templates."""
    known = entry(slug)
    missing = known.fields() - arguments.keys()
    if missing:
        raise ValueError(f"{slug}: arguments missing: {', '.join(sorted(missing))}")
    return Diagnostic(known.code, slug, known.severity, span, tuple(arguments.items()), labels, fix)


def _entry(slug: str, data: Mapping[str, object]) -> Entry:
    code, severity = data["code"], data["severity"]
    texts = {language: _texts(slug, data[language]) for language in LANGUAGES}
    if len({(text.help is None, frozenset(text.labels)) for text in texts.values()}) > 1:
        raise ValueError(f"{slug}: the languages differ in what they have")
    return Entry(slug, str(code), Severity(severity), texts)


def _texts(slug: str, data: object) -> EntryTexts:
    if not isinstance(data, dict):
        raise ValueError(f"{slug}: a table of texts is expected")
    labels = data.get("labels", {})
    return EntryTexts(data["title"], data["message"], data["why"], data.get("help"), labels)
