"""What `esep check` prints of a specimen: the text of a `message` block, whose words are a language and a code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from compiler.driver import Compiled, Remark
from dsl.diagnostics import render_full
from tests.spec.reference.fences import Fence


def printed(fence: Fence, compiled: Compiled, remarks: Iterable[Remark]) -> str:
    """The first message of this code, with paths as one sees them inside the methodology's folder."""
    language, code = fence.words
    diagnostic = next(remark.diagnostic for remark in remarks if remark.diagnostic.code == code)
    folder = Path(next(iter(compiled.sources))).parent.as_posix()
    return render_full([diagnostic], compiled.sources, language).replace(f"{folder}/", "")
