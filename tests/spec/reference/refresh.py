"""Writes anew what the docs print of the program: `python -m tests.spec.reference.refresh`.

The `message` blocks get what the check prints, the pages of words their table. Look at the diff before committing it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from compiler.driver import compile_methodology, remarks_of
from tests.spec.reference.fences import LANGUAGES, pages, specimens, tour
from tests.spec.reference.messages import printed
from tests.spec.reference.words_table import refreshed, words_page


def refresh_messages(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    for specimen in reversed(specimens(page)):
        if not specimen.messages:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for name, text in specimen.files:
                (Path(folder) / name).write_text(text, encoding="utf-8")
            compiled = compile_methodology(Path(folder))
            remarks = remarks_of(compiled)
        for fence in reversed(specimen.messages):
            end = fence.line + fence.body.count("\n")
            lines[fence.line : end] = [printed(fence, compiled, remarks)]
    page.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    for language in LANGUAGES:
        for page in (tour(language), *pages(language)):
            refresh_messages(page)
        page = words_page(language)
        page.write_text(refreshed(page.read_text(encoding="utf-8"), language), encoding="utf-8")


if __name__ == "__main__":
    main()
