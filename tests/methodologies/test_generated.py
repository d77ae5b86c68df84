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
    made = files_in(tmp_path)
    kept = {
        name: data
        for name, data in files_in(ROOT / "generated" / folder.name).items()
        if not name.startswith("crosscheck")
    }
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def files_in(folder: Path) -> dict[str, bytes]:
    """Earlier editions have folders of their own."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_there_are_methodologies() -> None:
    assert METHODOLOGIES
