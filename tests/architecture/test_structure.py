"""The house rules that a program can check: module sizes, docstrings, import contracts, what a command loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(p for folder in ("dsl", "compiler") for p in (ROOT / folder).rglob("*.py"))
LONGEST = 400


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_is_short_and_opens_with_a_docstring(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring, "a module opens with what goes in, what comes out and what is guaranteed"


def test_imports_keep_their_direction() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


HEAVY = ("formulas", "numpy", "scipy", "xlsxwriter", "openpyxl", "ironcalc", "schedula")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "methodologies/ict_2015"], ["check", "--help"]])
def test_light_commands_load_no_heavy_library(arguments: list[str]) -> None:
    program = (
        "import sys; from compiler.cli.main import cli\n"
        f"try: cli({arguments!r}, prog_name='esep')\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
