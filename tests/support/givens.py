"""Inputs for the sample model: a body that filled everything in."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from compiler.evaluate import Cell, Given


def sample_inputs() -> dict[str, Cell]:
    numbers = {
        "integration.required_at_all": "1",
        "integration.done": "2",
        "integration.refusals": "0",
        "functions.mail.users": "2",
        "functions.mail.connected": "3",
        "functions.share.partial": "10",
        "functions.share.full": "5",
        "functions.access.way": "3",
        "completeness.defects": "7",
        "completeness.symbols.kk.points": "1",
        "completeness.symbols.ru.points": "0.5",
        "completeness.contacts.points": "12",
        "quality.plan": "1000",
        "quality.fact": "900",
        "quality.bonus_facts": "2",
        "quality.deadline": "44926",
        "quality.hours": "40",
        "late_report.present": "1",
    }
    texts: dict[str, Cell] = {"body_name": "Министрлік", "period": "2022"}
    return {**texts, **{code: Fraction(text) for code, text in numbers.items()}}


def sample_rows() -> dict[str, list[dict[str, Cell]]]:
    on_time: dict[str, Cell] = {"system": "А", "expected": "Х", "planned": Fraction(44600), "actual": Fraction(44590)}
    delayed: dict[str, Cell] = on_time | {"actual": Fraction(44612)}
    unknown: dict[str, Cell] = {"system": "Б", "expected": "У"}
    answers: list[dict[str, Cell]] = [
        {
            "answer": Fraction(4),
            "asked": Fraction(10),
            "agreed": Fraction(7),
            "grade": Fraction(3),
            "counted": Fraction(1),
        },
        {
            "answer": Fraction(3),
            "asked": Fraction(8),
            "agreed": Fraction(2),
            "grade": Fraction(2),
            "counted": Fraction(0),
        },
    ]
    return {"integration.systems": [on_time, delayed, unknown, {}, on_time, unknown], "quality.answers": answers}


def sample_given() -> Given:
    return Given(sample_inputs(), sample_rows())


def changed(given: Given, **inputs: Cell) -> Given:
    """With other inputs; a double underscore stands for the dot of a code."""
    named = {name.replace("__", "."): cell for name, cell in inputs.items()}
    return replace(given, inputs={**given.inputs, **named})


def without(given: Given, code: str) -> Given:
    return replace(given, inputs={name: cell for name, cell in given.inputs.items() if name != code})
