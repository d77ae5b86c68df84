"""The LALR machine: runs the tables over the tokens of one logical line and calls the builder for each reduced rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dsl.source import Span
from dsl.syntax.lexer import Lexer, Lines, Token
from dsl.syntax.slip import Slip
from dsl.syntax.tables import END, Rule, Tables

Method = Callable[[list[Any], Span], Any]
_DEEPEST = 250
_LONGEST = 3000


def run(grammar: Tables, method_of: Callable[[str], Method], lexer: Lexer) -> Any:  # noqa: ANN401 (a node or a Slip)
    """Parse the logical line that the lexer stands at. Gives what the builder made of it, or a Slip where it fails."""
    states, values = [grammar.start], list[Any]()
    starts, ends = list[int](), [lexer.position]
    tokens: list[Token] = []
    actions, gotos, rules = grammar.actions, grammar.gotos, grammar.rules
    while True:
        accepts = actions[states[-1]]
        token = lexer.next(accepts)
        terminal = token.terminal
        action = accepts.get(terminal, 0)
        while action < 0:
            rule = rules[-action - 1]
            if rule.passes:  # only the state changes
                state = states[-1] = gotos[states[-2]][rule.origin]
                if state == grammar.end:
                    return values[-1]
                action = actions[state].get(terminal, 0)
                continue
            count = rule.length
            start = starts[-count] if count else ends[-1]
            end, parts = ends[-1], values[len(values) - count :]
            value = _reduce(rule, method_of, parts, lexer.lines, start, end)
            if count:
                del states[-count:], values[-count:], starts[-count:], ends[-count:]
            state = gotos[states[-1]][rule.origin]
            if state == grammar.end:
                return value
            states.append(state)
            values.append(value)
            starts.append(start)
            ends.append(end)
            action = actions[state].get(terminal, 0)
        too_deep = len(states) > _DEEPEST or len(tokens) > _LONGEST
        if action == 0 or too_deep:
            return _slip(grammar, token, tuple(tokens), too_deep)
        states.append(action - 1)
        values.append(token)
        starts.append(token.start)
        ends.append(token.end)
        tokens.append(token)


def _reduce(
    rule: Rule, method_of: Callable[[str], Method], parts: list[Any], lines: Lines, start: int, end: int
) -> Any:  # noqa: ANN401 (a node, or a list of parts)
    if rule.whole:
        chosen = parts
    elif not rule.spliced:
        chosen = [None if index < 0 else parts[index] for index in rule.recipe]
    else:
        chosen = []
        for index in rule.recipe:
            if index in rule.spliced:
                chosen.extend(parts[index])
            else:
                chosen.append(None if index < 0 else parts[index])
    return method_of(rule.name)(chosen, lines.span(start, end)) if rule.built else chosen


def _slip(grammar: Tables, token: Token, before: tuple[Token, ...], too_deep: bool) -> Slip:
    terminals = [item.terminal for item in before]

    def fitting(count: int, more: tuple[str, ...]) -> frozenset[str]:
        states = _replay(grammar, [grammar.start], [*terminals[:count], *more])
        return frozenset() if states is None else _fitting(grammar, states)

    return Slip(token, before, fitting(len(before), ()), fitting, too_deep)


def _fitting(grammar: Tables, states: list[int]) -> frozenset[str]:
    """The terminals that can really stand next: LALR states also list some that only fit elsewhere."""
    listed = grammar.actions[states[-1]]
    return frozenset(name for name in listed if _replay(grammar, states, [name]) is not None)


def _replay(grammar: Tables, states: list[int], terminals: list[str]) -> list[int] | None:
    """The states after the terminals, or None if one of them does not fit."""
    states = list(states)
    for terminal in terminals:
        action = grammar.actions[states[-1]].get(terminal, 0)
        while action < 0:
            rule = grammar.rules[-action - 1]
            if rule.length:
                del states[-rule.length :]
            states.append(grammar.gotos[states[-1]][rule.origin])
            if states[-1] == grammar.end:
                return states if terminal == END else None
            action = grammar.actions[states[-1]].get(terminal, 0)
        if action == 0:
            return None
        states.append(action - 1)
    return states
