"""Whatever an amended text says, or has lost, the passes report a fault or give a sound model; none fails."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from compiler.driver import compile_editions, remarks_on_editions
from compiler.model.invariants import check_invariants
from tests.unit.lower.test_repeats import FORM, TEXT
from tests.unit.resolve.test_amendments import AMENDED, BASE, HEAD
from tests.unit.resolve.test_changes import BASE as CARE
from tests.unit.resolve.test_changes import HEAD as CHANGING

_REPEATED = "есеп ru\nметодика m\n  редакция «1»\n  языки ru\n  вид органа ministry «М»\n" + TEXT + FORM
_TEXTS = (
    HEAD.format(base="редакция «2024-01-01»") + BASE + AMENDED,
    HEAD.format(base="основа без текста, потому что «нет»") + BASE + AMENDED,
    CARE
    + CHANGING
    + "    критерий уход, не более 12\n      название «Уход за садом»\n      вычет 1 если способ = лейка\n"
    "      вычет 2 если дней < 7\n"
    "    вход уход.дней количество, от 0 до 120\n    критерий вид\n      показатель лавки\n"
    "        балл ставит оценщик\n    форма отчёт\n      лист «Отчёт парка»\n",
    _REPEATED + "поправка «2»\n  акт «А»\n  исключить staff.office.called\n    цитата «1»\n",
)
_WORD = re.compile(r"[\w.]+")


def _spoilt(chance: random.Random) -> str:
    """A text with some lines lost, doubled or shifted, and some words in place of others."""
    lines = chance.choice(_TEXTS).splitlines()
    words = _WORD.findall(" ".join(lines))
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[place]
            case 1:
                lines.insert(chance.randrange(len(lines)), lines[place])
            case 2:
                lines[place] = " " * (2 * chance.randrange(5)) + lines[place].strip()
            case _:
                lines[place] = _WORD.sub(lambda _: chance.choice(words), lines[place], count=1)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_no_amendment_breaks_the_passes(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    sound = 0
    for _ in range(60):
        text = _spoilt(chance)
        (tmp_path / "main.esep").write_text(text, encoding="utf-8")
        editions = compile_editions(tmp_path)
        remarks_on_editions(editions)
        for compiled in editions:
            assert compiled.lowered is not None or compiled.bag.has_errors, text
            for model in () if compiled.lowered is None else compiled.lowered.edition.methodologies:
                sound += 1
                check_invariants(model)
    assert sound > 0
