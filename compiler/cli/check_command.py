"""`esep check`: parse, resolve, type-check and lint; every finding with place, reason and remedy."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from compiler.cli.editions import compiled_all, edition_option
from compiler.cli.options import format_option, lang_option, methodology_paths, named_command, text
from compiler.cli.texts import say
from compiler.driver import Compiled, Remark, remarks_on_editions
from compiler.model.texts import Language
from compiler.parallel import fork_map
from dsl.diagnostics import Diagnostic, render_concise, render_full, to_json


@named_command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--all", "show_all", is_flag=True, help=text("check-all"))
@click.option("--readme", "to_readme", is_flag=True, help=text("check-readme"))
@edition_option
@format_option("full", "concise", "json")
@lang_option
def command(
    paths: tuple[Path, ...], show_all: bool, to_readme: bool, edition_name: str | None, output: str, lang: str
) -> None:
    """Status 1 when anything stands that the methodology does not acknowledge; 2 when a file cannot be read."""
    chosen = [inner for given in paths for inner in methodology_paths(given, lang)]
    work = partial(_checked, edition_name, show_all, to_readme, output, lang)
    results = dict(
        zip(_longest_first(chosen), fork_map(work, _longest_first(chosen), os.cpu_count() or 1), strict=True)
    )
    if output == "json":
        click.echo(json.dumps([results[path].record for path in chosen], ensure_ascii=False, indent=2))
    else:
        for path in chosen:
            click.echo(results[path].text)
    raise click.exceptions.Exit(1 if any(result.found for result in results.values()) else 0)


@dataclass(frozen=True, slots=True)
class _Result:
    """Of one methodology: whether anything stands, and what is to be said of it."""

    found: bool
    text: str
    record: dict[str, object]


def _longest_first(paths: Sequence[Path]) -> list[Path]:
    """So that no process is left with the longest methodology at the end."""
    return sorted(dict.fromkeys(paths), key=lambda path: (-sum(f.stat().st_size for f in path.rglob("*.esep")), path))


def _checked(edition_name: str | None, show_all: bool, to_readme: bool, output: str, lang: str, path: Path) -> _Result:
    editions = compiled_all(path, edition_name, lang)
    compiled, remarks = editions[-1], remarks_on_editions(editions, thorough=show_all)
    standing = [r.diagnostic for r in remarks if r.standing]
    if to_readme:
        _write_tables(path, editions, lang)
    if output == "json":
        return _Result(bool(standing), "", _record(path, remarks, lang))
    key = "check-found" if standing else "check-fine"
    acknowledged = sum(r.acknowledged is not None for r in remarks)
    lines = _lines(compiled, remarks, show_all, output, lang)
    lines.append(say(key, lang, path=path, count=len(standing), acknowledged=acknowledged))
    return _Result(bool(standing), "\n".join(lines), {})


def _write_tables(path: Path, editions: tuple[Compiled, ...], lang: str) -> None:
    """In the language of the methodology's own words; ends the program with status 2 where no README takes them."""
    from compiler.cli.readme_file import has_markers, readme_of, with_tables
    from compiler.cli.readme_tables import tables

    readme = readme_of(path)
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    if not has_markers(text, "findings"):
        click.echo(say("readme-no-markers", lang, path=readme), err=True)
        raise click.exceptions.Exit(2)
    written = with_tables(text, tables(editions))
    if written != text:
        readme.write_text(written, encoding="utf-8")
    click.echo(say("readme-current" if written == text else "readme-wrote", lang, path=readme), err=True)


def _lines(compiled: Compiled, remarks: tuple[Remark, ...], show_all: bool, output: str, lang: str) -> list[str]:
    lines: list[str] = []
    for remark in remarks:
        if remark.acknowledged is not None and not show_all:
            continue
        lines.append(_shown(compiled, remark.diagnostic, output, lang).rstrip("\n"))
        if remark.editions:
            lines.append(f"  {say('check-editions', lang, editions=', '.join(remark.editions))}")
        if remark.acknowledged is not None:
            lines.append(f"  {say('acknowledged-because', lang, reason=remark.acknowledged.text_in(Language(lang)))}")
        if output == "full":
            lines.append("")
    return lines


def _shown(compiled: Compiled, diagnostic: Diagnostic, output: str, lang: str) -> str:
    if output == "concise":
        return render_concise([diagnostic], lang)
    return render_full([diagnostic], compiled.sources, lang)


def _record(path: Path, remarks: tuple[Remark, ...], lang: str) -> dict[str, object]:
    return {
        "path": str(path),
        "findings": [
            {
                **to_json(remark.diagnostic, lang),
                "acknowledged": None if remark.acknowledged is None else remark.acknowledged.text_in(Language(lang)),
                "editions": list(remark.editions),
            }
            for remark in remarks
        ],
    }
