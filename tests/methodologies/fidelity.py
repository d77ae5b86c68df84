"""`python -m tests.methodologies.fidelity [ID…]`: which lines of an official form its sheets lack, and what they add.

Without ids a line for each of the 48 forms. Status 1 when a named form is not whole.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.methodologies.built_forms import BuiltForms
from tests.methodologies.form_fidelity import FormCell, compare
from tests.methodologies.official_forms import OfficialForm, official_forms


def main(ids: list[str]) -> int:
    forms = {form.id: form for form in official_forms()}
    if unknown := [one for one in ids if one not in forms]:
        print(f"no such form: {', '.join(unknown)}; there are {', '.join(forms)}")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        built = BuiltForms(Path(folder))
        whole = [_report(built, forms[one], told=bool(ids)) for one in ids or forms]
    print(f"{sum(whole)} of {len(whole)} forms are whole")
    return 0 if all(whole) else 1


def _report(built: BuiltForms, form: OfficialForm, told: bool) -> bool:
    """Prints what there is to say, `told` in full; whether the form is whole."""
    found = built.fidelity(form)
    if not found:
        declared = built.declared.get(form.id)
        print(f"{form.id}: " + (f"declared in {declared}, on no sheet" if declared else "not written yet"))
    for place, one in found.items():
        print(f"{form.id}: {one.percent:.1f}% of {one.lines} lines on {place}")
        if told:
            for line in one.missing:
                print(f"  missing  {line}")
            for piece in one.added:
                print(f"  added    {piece}")
            for number in unneeded(built, form)[place]:
                print(f"  corrected for nothing: line {number}")
    return bool(found) and all(not one.missing and not one.added for one in found.values())


def unneeded(built: BuiltForms, form: OfficialForm) -> dict[str, tuple[int, ...]]:
    """For each sheet the lines that are found without the correction they have, and found where they belong."""
    needless = {}
    lines, corrections = form.lines(), form.corrections()
    for place, cells in built.cells(form).items():
        without = {int(line.partition(":")[0]) for line in compare(cells, lines, {}).missing}
        found = sorted(corrections.keys() - without)
        needless[place] = tuple(line for line in found if _whole(cells, lines, corrections, line))
    return needless


def _whole(cells: Sequence[FormCell], lines: Mapping[int, str], corrections: Mapping[int, str], without: int) -> bool:
    """Whether all lines are found when one correction is left out: a line can also be found in a wrong place."""
    rest = {line: text for line, text in corrections.items() if line != without}
    result = compare(cells, lines, rest)
    return not result.missing and not result.added


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
