"""Writes anew what the docs print of the program: `python -m tests.spec.reference.refresh`.

The `message` and `output` blocks get what the commands print, the pages of words their table. Look at the diff before
committing it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from compiler.driver import compile_methodology, remarks_of
from tests.spec.reference.fences import LANGUAGES, Fence, pages, specimens, tour
from tests.spec.reference.printed import printed_message, printed_output
from tests.spec.reference.words_table import refreshed, words_page


def refresh_printed(page: Path) -> None:
    texts: dict[Fence, str] = {}
    for specimen in specimens(page):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in specimen.files:
                (Path(folder) / name).write_text(text, encoding="utf-8")
            if specimen.messages:
                compiled = compile_methodology(Path(folder))
                remarks = remarks_of(compiled)
                texts.update({fence: printed_message(fence, compiled, remarks) for fence in specimen.messages})
            texts.update({fence: printed_output(fence, specimen, Path(folder)) for fence in specimen.outputs})
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    for fence in sorted(texts, key=lambda fence: -fence.line):
        lines[fence.line : fence.line + fence.body.count("\n")] = [texts[fence]]
    page.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    for language in LANGUAGES:
        for page in (tour(language), *pages(language)):
            refresh_printed(page)
        page = words_page(language)
        page.write_text(refreshed(page.read_text(encoding="utf-8"), language), encoding="utf-8")


if __name__ == "__main__":
    main()
