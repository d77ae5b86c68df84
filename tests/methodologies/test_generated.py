"""generated/ is exactly what the sources give: rebuilt here, every byte compared."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
METHODOLOGIES = sorted(path.parent for path in (ROOT / "methodologies").glob("*/main.esep"))


@pytest.mark.parametrize("folder", METHODOLOGIES, ids=lambda path: path.name)
def test_generated_is_current(folder: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "compiler.cli.main", "build", str(folder), "--out", str(tmp_path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {
        path.name: path.read_bytes()
        for path in (ROOT / "generated" / folder.name).iterdir()
        if not path.name.startswith("crosscheck")
    }
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_there_are_methodologies() -> None:
    assert METHODOLOGIES
