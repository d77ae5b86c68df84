"""Worked examples of the act: what the rules give for the numbers of the example."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from compiler.evaluate.evaluator import Evaluator
from compiler.evaluate.states import Given, Outcome
from compiler.model.examples import Example
from compiler.model.methodology import Methodology
from compiler.numbers import round_half_away


@dataclass(frozen=True, slots=True)
class ExampleOutcome:
    """`computed` is exact; `compared` is rounded as the act rounded; `holds` when it is what the example gives."""

    example: Example
    computed: Outcome
    compared: Outcome
    holds: bool


def run_example(methodology: Methodology, example: Example, evaluator: Evaluator | None = None) -> ExampleOutcome:
    """Runs one example; pass an Evaluator of the methodology when there are many."""
    inputs: dict[str, Fraction] = {}
    overrides: dict[str, Fraction] = {}
    for given in example.given:
        (inputs if given.code in methodology.inputs else overrides)[given.code] = given.value
    result = (evaluator or Evaluator(methodology)).run(Given(inputs=inputs, overrides=overrides))
    computed = result.outcome(example.target)
    compared = computed
    if isinstance(computed, Fraction) and example.decimals is not None:
        compared = round_half_away(computed, example.decimals)
    return ExampleOutcome(example, computed, compared, compared == example.gives)


def examples_for(methodology: Methodology) -> tuple[Example, ...]:
    """The examples that concern this kind of body."""
    return tuple(e for e in methodology.examples if e.body is None or e.body == methodology.body.name)
