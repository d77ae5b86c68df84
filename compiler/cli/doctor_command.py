"""`esep doctor`: which engines and fonts are on this machine, and how to install the rest."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib import metadata

import click

from compiler.cli.options import format_option, lang_option, named_command
from compiler.cli.texts import say
from compiler.crosscheck.engines.office import INSTALL, bridge, version

_PACKAGES = {
    "formulas": "pip install formulas==1.3.4",
    "ironcalc": "pip install ironcalc==0.9.1",
    "xlsxwriter": "pip install xlsxwriter==3.3.1",
    "openpyxl": "pip install openpyxl==3.1.5",
}
_BRIDGE = "apt-get install python3-uno"
_FONTS = "apt-get install fonts-liberation fonts-dejavu-core"
_KAZAKH = "04D8"
"""Ә: a font that has it has the other Kazakh letters too."""


@named_command("doctor")
@format_option("text", "json")
@lang_option
def command(output: str, lang: str) -> None:
    """Lists what is here; always ends with status 0, because everything optional may be missing."""
    parts = [*_packages(), *_libreoffice(lang), _fonts(lang)]
    if output == "json":
        click.echo(json.dumps(parts, ensure_ascii=False, indent=2))
        return
    for part in parts:
        key = "doctor-here" if part["version"] is not None else "doctor-missing"
        click.echo(say(key, lang, name=part["name"], version=part["version"], install=part["install"]))


def _packages() -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = []
    for name, install in _PACKAGES.items():
        try:
            here: str | None = metadata.version(name)
        except metadata.PackageNotFoundError:
            here = None
        found.append({"name": name, "version": here, "install": install})
    return found


def _libreoffice(lang: str) -> list[dict[str, str | None]]:
    """The program, and the Python through which the cross-check speaks to it."""
    return [
        {"name": "LibreOffice", "version": version() or None, "install": INSTALL},
        {"name": say("doctor-bridge", lang), "version": bridge(), "install": _BRIDGE},
    ]


def _fonts(lang: str) -> dict[str, str | None]:
    families: list[str] = []
    if shutil.which("fc-list") is not None:
        done = subprocess.run(
            ["fc-list", f":charset={_KAZAKH}", "family"], capture_output=True, text=True, check=False, timeout=60
        )
        families = sorted({line.split(",")[0].strip() for line in done.stdout.splitlines() if line.strip()})
    return {"name": say("doctor-fonts", lang), "version": ", ".join(families[:8]) or None, "install": _FONTS}
