"""A finished workbook on disk: the file, a dump of its formulas that can be reviewed, and its part of the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compiler.evaluate import Given
from compiler.excel.earlier import MANIFEST, Record, dump_of
from compiler.excel.filling import cached
from compiler.excel.writer import write
from compiler.model.consolidated import resting_on
from compiler.model.methodology import Methodology
from compiler.model.texts import Language
from compiler.workbook.book import Workbook
from compiler.workbook.caches import Cached
from compiler.workbook.emit import emit
from compiler.workbook.identity import Build
from compiler.workbook.manifest import manifest, printed_formulas
from compiler.workbook.plan import planned
from compiler.workbook.program import Program
from compiler.workbook.rating.plan import RatingSource, plan_rating
from compiler.workbook.rating.start import RATING


@dataclass(frozen=True, slots=True)
class Source:
    """A methodology with what all its workbooks share: its program, and the values that an empty form gives."""

    methodology: Methodology
    program: Program
    values: Mapping[str, Cached]


@dataclass(frozen=True, slots=True)
class Released:
    """One workbook made: `record` is its entry in the manifest."""

    path: Path
    workbook: Workbook
    record: Record


def prepare(methodology: Methodology) -> Source:
    """What all workbooks of one kind of body share: its program, and the stored values of an empty workbook."""
    return Source(methodology, emit(methodology), cached(methodology, Given()))


def plan(source: Source, kind: str, language: Language, build: Build) -> Workbook:
    """The workbook of one kind as data."""
    return planned(source.methodology, kind, language, build, source.program)


def release(source: Source, kind: str, language: Language, build: Build, folder: Path) -> Released:
    """Writes `<kind>_<body>_<language>.xlsx` and the dump of its formulas beside it."""
    workbook = plan(source, kind, language, build)
    body = source.methodology.body.name
    path = folder / f"{kind}_{body}_{language.value}.xlsx"
    return _written(workbook, path, source.values, kind, body, language, build)


def release_rating(source: RatingSource, language: Language, build: Build, folder: Path) -> Released:
    """Writes `rating_<language>.xlsx`, for all kinds of body together, and the dump of its formulas."""
    workbook = plan_rating(source, language, build)
    body = " ".join(methodology.body.name for methodology in source.methodologies)
    path = folder / f"{RATING}_{language.value}.xlsx"
    return _written(workbook, path, rating_values(source), RATING, body, language, build)


def _written(
    workbook: Workbook,
    path: Path,
    values: Mapping[str, Cached],
    kind: str,
    body: str,
    language: Language,
    build: Build,
) -> Released:
    write(workbook, path, values)
    formulas = printed_formulas(workbook)
    lines = (f"{one.sheet}!{one.cell}\t{one.code}\t{one.text}\n" for one in formulas)
    dump_of(path).write_text("".join(lines), encoding="utf-8")
    record = {
        "file": path.name,
        "kind": kind,
        "body": body,
        "language": language.value,
        "template": build.template_version,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        **manifest(workbook, formulas),
    }
    return Released(path, workbook, record)


def rating_values(source: RatingSource) -> Mapping[str, Cached]:
    """What the values of bodies without entries are, by the codes of the rating's columns. Values that rest on figures
    over bodies are left to the formulas."""
    found: dict[str, Cached] = {}
    for methodology in source.methodologies:
        resting = resting_on(methodology, methodology.peers.keys())
        for code, value in cached(methodology, Given()).items():
            if code not in resting:
                found[f"{methodology.body.name}:{code}"] = value
    return found


def write_manifest(folder: Path, methodology: str, edition: str, build: Build, records: Sequence[Record]) -> Path:
    """`manifest.json`: what was made from which source; outside the files, it is the evidence against tampering."""
    path = folder / MANIFEST
    content = {
        "methodology": methodology,
        "edition": edition,
        "source": build.fingerprint,
        "compiler": build.compiler_version,
        "workbooks": list(records),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
