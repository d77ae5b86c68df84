"""Printed pages of a sheet: how many across so that print stays legible, and the rows before which a page must end so
that what belongs together stays together.

Programs place page ends themselves; a break is stated only where one of them would part such rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from math import ceil, floor
from types import MappingProxyType

from compiler.workbook.metrics import DEFAULT_ROW_HEIGHT, columns_width

PAPER = (595.3, 841.9)
"""Short and long side of A4 in points."""
LEFT, RIGHT, TOP, BOTTOM = 0.5, 0.4, 0.6, 0.7
"""Margins in inches."""
LEAST_SCALE = 0.6
"""The smallest reduction at which a sheet goes on one page across; wider ones take several."""
_COMFORTABLE, _DENSE = 0.75, 0.66
"""Reductions at which a sheet of several pages across is printed. Columns do not fill each page, so the second leaves
room over the smallest."""
UPRIGHT = 0.75
"""The smallest reduction at which a sheet of a table stands upright; wider ones lie on their side."""
_DRAWN = 1.07
"""LibreOffice draws columns up to so much wider than Excel."""
_INCH = 72.0
_LARGEST_GROUP = 0.6
"""Of a page: rows that take more cannot be kept together without leaving pages half empty."""
_BEGINNING = 0.2


_FILLED = 0.98
"""Of a page: no program fills the rest for sure."""
_PROGRAMS = ((DEFAULT_ROW_HEIGHT, _FILLED), (11.6, 1.0))
"""How Excel and LibreOffice print: points of a row that states no height, how much of a page is filled for sure."""


def printed_width(landscape: bool) -> float:
    """Points between the margins."""
    return PAPER[landscape] - (LEFT + RIGHT) * _INCH


def printed_height(landscape: bool) -> float:
    """Points between the upper and the lower margin."""
    return PAPER[not landscape] - (TOP + BOTTOM) * _INCH


def print_scale(widths: Sequence[float], landscape: bool) -> float:
    """The whole percent to which a sheet is reduced, at most 1, to be one page wide."""
    return min(1.0, floor(100 * printed_width(landscape) / columns_width(widths)) / 100)


def pages_across(
    widths: Sequence[float], rows: float, landscape: bool, repeated: int, dense: bool = False
) -> tuple[int, int]:
    """How many pages across and down. One across where the sheet is legible so; else as many as a good size needs, with
    the columns that repeat, and one down where all rows, so many points high, fit legibly; 0 down is as many as there
    are. `dense`: as few across as are legible, for sheets that are looked up and not read."""
    if print_scale(widths, landscape) >= LEAST_SCALE:
        return 1, 0
    again = columns_width(widths[:repeated])
    wanted = _DENSE if dense else _COMFORTABLE
    fitted = min(wanted, printed_height(landscape) * _FILLED / rows) if rows else wanted
    scale = fitted if fitted >= LEAST_SCALE else wanted
    room = printed_width(landscape) / max(scale, _DENSE) - again
    return max(2, ceil((columns_width(widths) - again) / room)), int(scale == fitted)


def column_pages(
    widths: Sequence[float], repeated: int, groups: Sequence[int], landscape: bool
) -> tuple[tuple[int, ...], int]:
    """The first columns of all pages across but the first one, and the percentage of print: as few pages as are
    legible, and these as large as may be. `groups`: how many of the neighbouring columns behind those that repeat stay
    together."""
    least = floor(100 * LEAST_SCALE)
    whole = floor(100 * print_scale(widths, landscape))
    if whole >= least:
        return (), whole
    breaks = _columns_at(widths, repeated, groups, landscape, least)
    better = (scale for scale in range(100, least, -1))
    for scale in better:
        found = _columns_at(widths, repeated, groups, landscape, scale)
        if len(found) == len(breaks):
            return found, scale
    return breaks, least


def page_room(repeated: Sequence[float], landscape: bool, scale: float = LEAST_SCALE) -> float:
    """Points of columns that a page holds beside those that repeat, at this reduction."""
    return printed_width(landscape) / scale / _DRAWN - columns_width(repeated)


def _columns_at(
    widths: Sequence[float], repeated: int, groups: Sequence[int], landscape: bool, scale: int
) -> tuple[int, ...]:
    """Where pages begin at this percentage; columns of a group wider than a page are parted."""
    room = page_room(widths[:repeated], landscape, scale / 100)
    breaks: list[int] = []
    used, start = 0.0, repeated
    for size in groups:
        group = columns_width(widths[start : start + size])
        steps = [size] if group <= room else [1] * size
        for step in steps:
            needed = columns_width(widths[start : start + step])
            if used and used + needed > room:
                breaks.append(start)
                used = 0.0
            used += needed
            start += step
    return tuple(breaks)


def fitting_scale(rows: float, landscape: bool, scale: int) -> int:
    """The percentage at which all rows, so many points high, stand on one page, where that is legible; else `scale`."""
    needed = floor(100 * printed_height(landscape) * _FILLED / rows) if rows else scale
    return needed if 100 * LEAST_SCALE <= needed < scale else scale


def page_breaks(
    heights: Mapping[int, float],
    kept: Set[int],
    rows: range,
    repeated: tuple[int, int] | None,
    height: float,
    parts: Mapping[int, int] = MappingProxyType({}),
    every: bool = False,
) -> tuple[int, ...]:
    """Rows that must begin a page. `kept`: rows that stay with the one after them; `repeated`: first and last row of
    the headings that every later page shows again; `height`: points of rows that a page holds; `parts`: first and last
    rows of parts that begin a page if they take more than one; `every`: rows keep their heights, so all page ends can
    be stated."""
    begins = {first for first, last in parts.items() if _height(heights, range(first, last + 1)) > height}
    used = [0.0] * len(_PROGRAMS)
    breaks: list[int] = []
    for group in _groups(kept, rows, heights, height):
        needed = [_height(heights, group, row) for row, _ in _PROGRAMS]
        full = [
            taken + more > height * filled for taken, more, (_, filled) in zip(used, needed, _PROGRAMS, strict=True)
        ]
        ends = group.start in begins or (any(full) and (len(group) > 1 or every))
        if ends and group.start > rows.start:
            breaks.append(group.start)
        again = 0.0
        if repeated is not None and group.start > repeated[1]:
            again = _height(heights, range(repeated[0], repeated[1] + 1))
        used = [more + (again if ends or over else taken) for taken, more, over in zip(used, needed, full, strict=True)]
    return tuple(breaks)


def _groups(kept: Set[int], rows: range, heights: Mapping[int, float], height: float) -> Iterator[range]:
    """Neighbouring rows that stay together. Of a group too high for that its beginning stays together."""
    start = rows.start
    for row in rows:
        if row in kept and row + 1 < rows.stop:
            continue
        group = range(start, row + 1)
        start = row + 1
        if _height(heights, group) > height * _LARGEST_GROUP:
            end = group.start + 1
            while _height(heights, range(group.start, end)) < height * _BEGINNING:
                end += 1
            yield range(group.start, end)
            group = range(end, group.stop)
            yield from (range(one, one + 1) for one in group)
        else:
            yield group


def _height(heights: Mapping[int, float], rows: range, unstated: float = DEFAULT_ROW_HEIGHT) -> float:
    return sum(heights.get(row, unstated) for row in rows)
