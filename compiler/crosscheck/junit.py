"""A cross-check report as JUnit XML: a suite for each workbook, a test for each engine on it; one
more for published figures."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from compiler.crosscheck.report import CrosscheckReport, Disagreement, EngineReport, PublishedReport, SubjectReport

NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: CrosscheckReport) -> str:
    """The XML text, with a declaration."""
    root = ElementTree.Element("testsuites", name=f"crosscheck {report.methodology} {report.edition}")
    for subject in report.subjects:
        _suite(root, subject)
    if report.published.all:
        _published(root, report.published)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _published(root: ElementTree.Element, published: PublishedReport) -> None:
    """One test for all published figures."""
    failures = str(int(bool(published.differ)))
    name = "published figures"
    suite = ElementTree.SubElement(root, "testsuite", name=name, tests="1", failures=failures, errors="0", skipped="0")
    test = ElementTree.SubElement(suite, "testcase", classname=name, name="evaluator")
    if published.differ:
        failure = ElementTree.SubElement(test, "failure", message=f"{len(published.differ)} figures differ")
        lines = (f"{f.place} {f.body} {f.code}: written {f.expected}, found {f.found}" for f in published.differ)
        failure.text = _clean("\n".join(lines))
    out = ElementTree.SubElement(test, "system-out")
    out.text = f"agree {published.agree}, printed differently {len(published.printed_differently)}"


def _suite(root: ElementTree.Element, subject: SubjectReport) -> None:
    failures = sum(bool(e.disagreeing_cells) for e in subject.engines)
    errors = sum(bool(e.failure) for e in subject.engines)
    skipped = sum(bool(e.install) for e in subject.engines)
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name=subject.subject,
        tests=str(len(subject.engines)),
        failures=str(failures),
        errors=str(errors),
        skipped=str(skipped),
    )
    for engine in subject.engines:
        _test(suite, subject, engine)


def _test(suite: ElementTree.Element, subject: SubjectReport, engine: EngineReport) -> None:
    test = ElementTree.SubElement(
        suite, "testcase", classname=subject.subject, name=engine.engine, time=f"{engine.seconds:.3f}"
    )
    if engine.install:
        ElementTree.SubElement(test, "skipped", message=engine.install)
    if engine.failure:
        ElementTree.SubElement(test, "error", message=_clean(engine.failure))
    if engine.disagreeing_cells:
        failure = ElementTree.SubElement(test, "failure", message=f"{engine.disagreeing_cells} cells disagree")
        failure.text = _clean("\n".join(map(_line, engine.disagreements)))
    out = ElementTree.SubElement(test, "system-out")
    out.text = (
        f"cases {engine.cases}, cells {engine.cells}, formulas {engine.formulas}, "
        f"branches {engine.branches} of {engine.all_branches}"
    )


def _line(found: Disagreement) -> str:
    return (
        f"{found.sheet}!{found.cell} ({found.code}, {found.clause}) in {found.case!r}: "
        f"expected {found.expected!r}, found {found.found!r}; ={found.formula}"
    )


def _clean(text: str) -> str:
    return NOT_XML.sub("?", text)
