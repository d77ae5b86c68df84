"""The order of a calculation sheet: the act's order, but nothing before what it reads.

Where an earlier element reads a quantity of a later one, the quantity stands in the earlier block.
"""

from __future__ import annotations

from compiler.model.indicators import Element
from compiler.model.methodology import Methodology
from compiler.workbook.program import Program, input_key


class Homes:
    """Which element each computed quantity belongs to: the one that lists it, else the nearest by code."""

    def __init__(self, methodology: Methodology, program: Program) -> None:
        self._program = program
        self._root = methodology.root.code
        elements = methodology.root.walk()
        self._of: dict[str, list[str]] = {element.code: [] for element in elements}
        listed = {code: element.code for element in elements for code in element.inputs}
        listed |= {step.code: element.code for element in elements for step in element.steps}
        computed = [code for code in methodology.inputs if input_key(code) in program.lines]
        computed += [code for code in methodology.values if code in program.lines]
        for code in computed:
            self._of[listed.get(code) or self._nearest(code)].append(code)

    def _nearest(self, code: str) -> str:
        found = self._root
        parts = code.split(".")
        for length in range(1, len(parts)):
            prefix = ".".join(parts[:length])
            found = prefix if prefix in self._of else found
        return found

    def of(self, element: Element) -> tuple[str, ...]:
        """Codes of the inputs and values that belong to this element."""
        return tuple(self._of[element.code])

    def any(self, elements: tuple[Element, ...]) -> bool:
        """Whether any of the elements has lines of its own."""
        return any(self._of[element.code] for element in elements)

    def schedule(self, elements: tuple[Element, ...]) -> dict[str, list[str]]:
        """Element → codes of inputs and values in its block, for the elements of one sheet in their order."""
        here = {code for element in elements for code in self._of[element.code]}
        done: set[str] = set()
        blocks: dict[str, list[str]] = {}
        for element in elements:
            block: list[str] = []
            for code in self._of[element.code]:
                self._place(code, here, done, block)
            blocks[element.code] = block
        return blocks

    def _place(self, code: str, here: set[str], done: set[str], block: list[str]) -> None:
        """The code after everything on the same sheet that it reads."""
        stack = [code]
        while stack:
            top = stack[-1]
            missing = [read for read in self._reads(top) if read in here and read not in done and read != top]
            if top in done or not missing:
                stack.pop()
                if top not in done:
                    done.add(top)
                    block.append(top)
            else:
                stack.extend(missing)

    def _reads(self, code: str) -> list[str]:
        """Owners of the cells that the lines of this input or value read."""
        reads = (read for line in self._program.by_owner.get(code, ()) for read in line.reads)
        return list(dict.fromkeys(self._program.lines[read].owner for read in reads if read in self._program.lines))
