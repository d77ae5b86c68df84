"""What the commands print of a specimen: the texts of `message` and `output` blocks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from click.testing import CliRunner

from compiler.cli.diff_command import command as diff_command
from compiler.cli.eval_command import command as eval_command
from compiler.driver import Compiled, Remark
from dsl.diagnostics import render_full
from tests.spec.reference.fences import Fence, Specimen


def printed_message(fence: Fence, compiled: Compiled, remarks: Iterable[Remark]) -> str:
    """The first message of this code, with paths as one sees them inside the methodology's folder."""
    language, code = fence.words
    diagnostic = next(remark.diagnostic for remark in remarks if remark.diagnostic.code == code)
    folder = Path(next(iter(compiled.sources))).parent.as_posix()
    return render_full([diagnostic], compiled.sources, language).replace(f"{folder}/", "")


def printed_output(fence: Fence, specimen: Specimen, folder: Path) -> str:
    """What `esep eval` prints for the file of inputs above it, or `esep diff`; the methodology is in `folder`."""
    if fence.kind == "diff":
        result = CliRunner().invoke(diff_command, [str(folder), "--lang", *fence.words])
        assert result.exit_code == 0, result.output
        return result.output
    data = max((one for one in specimen.data if one.line < fence.line), key=lambda one: one.line)
    inputs = folder / "inputs.csv"
    inputs.write_text(data.body, encoding="utf-8")
    arguments = [str(folder), "--body", data.words[0], "--inputs", str(inputs), "--lang", fence.words[0]]
    result = CliRunner().invoke(eval_command, arguments)
    assert result.exit_code == 0, result.output
    return result.output
