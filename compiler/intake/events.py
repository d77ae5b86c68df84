"""XML read as events, bounded in depth: the one way in which parts of a returned workbook are parsed."""

from __future__ import annotations

from xml.parsers import expat

DEEPEST = 64
"""Elements inside each other; a workbook has a dozen."""


class ContentsError(Exception):
    """The workbook is damaged, or larger than any template can become."""


class Reader:
    """Events of expat, element names without their namespace."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        pass

    def end(self, tag: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


def parse(content: bytes, reader: Reader) -> None:
    """Hands the elements of the XML to the reader. ContentsError when they nest too deep, ExpatError for no XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ContentsError("elements too deep inside each other")
        reader.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(name.rpartition(":")[2])

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.text
    parser.Parse(content, True)
