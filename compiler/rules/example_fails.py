"""A worked example of the act that the rules do not give."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from compiler.evaluate import Evaluator
from compiler.evaluate.examples import examples_for, run_example
from compiler.model.methodology import Methodology
from compiler.rules.finding import Argument, Finding


def example_fails(methodology: Methodology) -> Iterable[Finding]:
    """Examples that the rules do not give; a printed misprint is another rule's."""
    examples = examples_for(methodology)
    if not examples:
        return
    evaluator = Evaluator(methodology)
    for example in examples:
        outcome = run_example(methodology, example, evaluator)
        if outcome.holds:
            continue
        arguments: tuple[tuple[str, Argument], ...] = (
            ("target", example.target),
            ("expected", example.gives),
            ("clause", example.citation.clause),
        )
        if isinstance(outcome.compared, Fraction):
            yield Finding("example-fails", example.code, (*arguments, ("computed", outcome.compared)))
        else:
            variant = f"example-{outcome.compared.value.replace('_', '-')}"
            yield Finding("example-fails", example.code, arguments, variant=variant)
