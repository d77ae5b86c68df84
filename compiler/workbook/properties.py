"""Document properties of a workbook: its title, footer and machine identity."""

from __future__ import annotations

from compiler.workbook.book import Properties
from compiler.workbook.draft import BookDraft
from compiler.workbook.identity import Build, family
from compiler.workbook.texts import shown_date


def properties_of(book: BookDraft, kind: str, body: str, build: Build) -> Properties:
    """`body`: names of the kinds of body that the workbook is about."""
    identity = book.methodology.identity
    title = book.text(identity.title)
    edition = shown_date(identity.edition)
    return Properties(
        title=f"{title} · {book.texts('kind_' + family(kind))}",
        subject=book.text(identity.act),
        language=book.language.value,
        footer=book.texts("footer", title=title, edition=edition) if edition else title,
        page_of=book.texts("page_of"),
        custom={
            "esep.methodology": identity.id,
            "esep.edition": identity.edition,
            "esep.period": identity.period,
            "esep.body": body,
            "esep.kind": kind,
            "esep.language": book.language.value,
            "esep.template": build.template_version,
            "esep.compiler": build.compiler_version,
            "esep.fingerprint": build.fingerprint,
        },
    )
