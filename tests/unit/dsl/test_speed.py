"""Long files of long texts are read fast: a check of a methodology must feel immediate."""

import time

from .trees import parsed

ITEM = """  пункт s{n}, не более 1 на каждую версию
    номер «1.{n}»
    название «Мемлекеттік органның ағымдағы қызметі туралы ақпарат»
    описание «1) {text};
      2) {text};
      3) {text}»
    цитата «5-қосымша»

"""


def test_four_thousand_lines():
    text = "мемлекеттік қызметтердің сапасын және қолжетімділігін арттыру " * 2
    body = "".join(ITEM.format(n=n, text=text) for n in range(500))
    source = "есеп ru\nгруппа g\n" + body
    assert source.count("\n") > 4000
    assert len(source.encode()) > 400_000
    parsed(source)
    best = min(_seconds(source) for _ in range(3))
    assert best < 0.5, f"{best:.3f} s of processor time; 0.1 s is usual"


def _seconds(source):
    start = time.process_time()
    parsed(source)
    return time.process_time() - start
