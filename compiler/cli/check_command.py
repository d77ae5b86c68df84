"""`esep check`: parse, resolve, type-check and lint; every finding with place, reason and remedy."""

from __future__ import annotations

import json
from pathlib import Path

import click

from compiler.cli.editions import compiled_all, edition_option
from compiler.cli.options import format_option, help_of, lang_option, methodology_paths, text
from compiler.cli.readme_file import has_markers, readme_of, with_tables
from compiler.cli.readme_tables import tables
from compiler.cli.texts import say
from compiler.driver import Compiled, Remark, remarks_on_editions
from dsl.diagnostics import Diagnostic, render_concise, render_full, to_json


@click.command(help=help_of("check"))
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
    found = False
    records: list[dict[str, object]] = []
    for path in (inner for given in paths for inner in methodology_paths(given, lang)):
        editions = compiled_all(path, edition_name, lang)
        compiled, remarks = editions[-1], remarks_on_editions(editions, thorough=show_all)
        standing = [r.diagnostic for r in remarks if r.standing]
        found = found or bool(standing)
        if to_readme:
            _write_tables(path, editions, lang)
        if output == "json":
            records.append(_record(path, remarks, lang))
        else:
            _print(compiled, remarks, show_all, output, lang)
            key = "check-found" if standing else "check-fine"
            acknowledged = sum(r.acknowledged is not None for r in remarks)
            click.echo(say(key, lang, path=path, count=len(standing), acknowledged=acknowledged))
    if output == "json":
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    raise click.exceptions.Exit(1 if found else 0)


def _write_tables(path: Path, editions: tuple[Compiled, ...], lang: str) -> None:
    """In the language of the methodology's own words; ends the program with status 2 where no README takes them."""
    readme = readme_of(path)
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    if not has_markers(text, "findings"):
        click.echo(say("readme-no-markers", lang, path=readme), err=True)
        raise click.exceptions.Exit(2)
    written = with_tables(text, tables(editions))
    if written != text:
        readme.write_text(written, encoding="utf-8")
    click.echo(say("readme-current" if written == text else "readme-wrote", lang, path=readme), err=True)


def _print(compiled: Compiled, remarks: tuple[Remark, ...], show_all: bool, output: str, lang: str) -> None:
    for remark in remarks:
        if remark.acknowledged is not None and not show_all:
            continue
        click.echo(_shown(compiled, remark.diagnostic, output, lang), nl=False)
        if remark.editions:
            click.echo(f"  {say('check-editions', lang, editions=', '.join(remark.editions))}")
        if remark.acknowledged is not None:
            click.echo(f"  {say('acknowledged-because', lang, reason=remark.acknowledged)}")
        if output == "full":
            click.echo()


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
                "acknowledged": remark.acknowledged,
                "editions": list(remark.editions),
            }
            for remark in remarks
        ],
    }
