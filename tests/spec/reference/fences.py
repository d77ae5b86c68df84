"""Pages of the docs to their fenced blocks, and every block that is to be run to something runnable.

Kinds of fence: `esep` (a complete methodology; of `esep E2014` the check must report exactly these codes), `esep more`
(goes on with the file of the block before it that is without fault), `esep FILE.esep` (a file that the next block
includes), `inputs` (a case for the last faultless methodology above it; `inputs NAME` for its edition of this name),
`csv BODY total=49` (a file of inputs for it), `bodies` (a file of many bodies for it, with what is expected of them),
`message ru E2014` (what the check prints), `output ru` (what `esep eval` prints for the file of inputs above),
`diff ru` (what `esep diff` prints), and the kinds that are only read: `form`, `sh`, `text`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[3]
LANGUAGES = ("ru", "en")
RUN_KINDS = ("esep", "inputs", "csv", "bodies", "message", "output", "diff")
READ_KINDS = ("form", "sh", "text")
_FENCE = re.compile(r"^```(?P<kind>[\w-]*)(?P<words>[^\n`]*)\n(?P<body>.*?)^```[ ]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fence:
    """One fenced block; `line` is that of its opening, `words` what follows its kind there."""

    page: Path
    line: int
    kind: str
    words: tuple[str, ...]
    body: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages(language: str) -> tuple[Path, ...]:
    """The reference pages in one language, by name."""
    return tuple(sorted((ROOT / "dsl" / "reference" / language).glob("*.md")))


def tour(language: str) -> Path:
    return ROOT / "dsl" / ("README.md" if language == "en" else f"README.{language}.md")


def fences(page: Path) -> tuple[Fence, ...]:
    text = page.read_text(encoding="utf-8")
    return tuple(
        Fence(page, text.count("\n", 0, m.start()) + 1, m["kind"], tuple(m["words"].split()), m["body"])
        for m in _FENCE.finditer(text)
    )


def opened_fences(page: Path) -> int:
    """Lines that open or close a block, halved: what `fences` must account for."""
    return len(re.findall(r"^[ ]*```", page.read_text(encoding="utf-8"), re.MULTILINE)) // 2


@dataclass(frozen=True, slots=True)
class Specimen:
    """A methodology of the docs: its files, the codes that its check must report, the cases and messages below it;
    `blocks` counts the blocks that it is made of."""

    place: str
    files: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]
    inputs: tuple[Fence, ...]
    data: tuple[Fence, ...]
    bodies: tuple[Fence, ...]
    messages: tuple[Fence, ...]
    outputs: tuple[Fence, ...]
    blocks: int


@dataclass(slots=True)
class _Open:
    place: str
    files: dict[str, str]
    codes: tuple[str, ...]
    blocks: int
    inputs: list[Fence] = field(default_factory=list)
    data: list[Fence] = field(default_factory=list)
    bodies: list[Fence] = field(default_factory=list)
    messages: list[Fence] = field(default_factory=list)
    outputs: list[Fence] = field(default_factory=list)

    def closed(self) -> Specimen:
        parts = (self.inputs, self.data, self.bodies, self.messages, self.outputs)
        inputs, data, bodies, messages, outputs = map(tuple, parts)
        blocks = self.blocks + sum(map(len, parts))
        files = tuple(self.files.items())
        return Specimen(self.place, files, self.codes, inputs, data, bodies, messages, outputs, blocks)


def specimens(page: Path) -> tuple[Specimen, ...]:
    """The page's methodologies in order."""
    found: list[_Open] = []
    parts: list[Fence] = []
    for fence in fences(page):
        if fence.kind == "esep" and _named(fence):
            parts.append(fence)
        elif fence.kind == "esep":
            found.append(_opened(fence, parts, _faultless(found)))
            parts = []
        elif fence.kind in ("inputs", "csv", "bodies", "output", "diff"):
            owner = _faultless(found)
            assert owner is not None, f"{fence.place}: nothing to run it with"
            kinds = {
                "inputs": owner.inputs,
                "csv": owner.data,
                "bodies": owner.bodies,
                "output": owner.outputs,
                "diff": owner.outputs,
            }
            kinds.get(fence.kind, owner.outputs).append(fence)
        elif fence.kind == "message":
            assert found, f"{fence.place}: nothing to report"
            found[-1].messages.append(fence)
    assert not parts, f"{parts[0].place}: no main file follows"
    return tuple(item.closed() for item in found)


def _faultless(found: list[_Open]) -> _Open | None:
    return next((item for item in reversed(found) if not item.codes), None)


def _named(fence: Fence) -> bool:
    return any(word.endswith(".esep") for word in fence.words)


def _opened(fence: Fence, parts: list[Fence], base: _Open | None) -> _Open:
    codes = tuple(word for word in fence.words if word != "more")
    text = fence.body
    if "more" in fence.words:
        assert base is not None, f"{fence.place}: nothing to go on with"
        text = base.files["main.esep"] + text
    files = {part.words[0]: part.body for part in parts}
    return _Open(fence.place, {"main.esep": text, **files}, codes, 1 + len(parts))
