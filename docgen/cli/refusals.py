"""What is wrong with a command line, as a problem in our own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from docgen.problems import Problem, problem


def refusal(
    error: click.UsageError, command: click.Command, ctx: click.Context, args: Sequence[str]
) -> Problem:
    """What an error of the library says of a command line.

    Args:
        error: The library's error.
        command: The command that was called.
        ctx: How it was called.
        args: What stood behind its name.
    """
    match error:
        case click.NoSuchOption():
            options = [name for param in command.get_params(ctx) for name in param.opts]
            return _unknown("cli.no-such-option", error.option_name, options)
        case click.BadOptionUsage():
            param = _option(command, ctx, error.option_name)
            takes_none = isinstance(param, click.Option) and param.is_flag
            code = "cli.option-without-value" if takes_none else "cli.option-needs-value"
            return problem(code, option=error.option_name)
        case click.MissingParameter(param=click.Option() as param):
            return problem("cli.option-missing", option=_name(param))
        case click.MissingParameter(param=click.Argument() as param):
            return problem("cli.argument-missing", argument=_name(param))
        case click.BadParameter(param=click.Parameter() as param):
            return _wrong_value(param, _given(param, command, ctx, args))
    extra = _extra(command, ctx, args)
    if extra:
        return problem("cli.argument-too-many", found=" ".join(extra))
    return problem("cli.not-understood", found=" ".join(args))


def no_such_command(name: str, known: Iterable[str]) -> Problem:
    """A command that there is not, with the one that was probably meant."""
    return _unknown("cli.no-such-command", name, sorted(known))


def _unknown(code: str, name: str, known: Sequence[str]) -> Problem:
    near = get_close_matches(name, known, 1, 0.5) or known
    return problem(code, found=name, known_zh="、".join(near), known_en=", ".join(near))


def _wrong_value(param: click.Parameter, given: Any) -> Problem:
    facts = {"name": _name(param), "found": given}
    match param.type:
        case click.Choice(choices=choices):
            known = {"choices_zh": "、".join(choices), "choices_en": ", ".join(choices)}
            return problem("cli.not-a-choice", **facts, **known)
        case click.IntRange() | click.FloatRange() as bounds:
            if bounds.max is None:
                return problem("cli.too-small", **facts, least=bounds.min)
            return problem("cli.out-of-range", **facts, least=bounds.min, most=bounds.max)
        case click.DateTime():
            return problem("cli.not-a-date", **facts)
        case click.Path() as kind if Path(str(given)).exists():
            code = "cli.is-a-folder" if kind.file_okay else "cli.is-a-file"
            return problem(code, **facts)
    return problem("cli.wrong-value", **facts)


def _given(
    param: click.Parameter, command: click.Command, ctx: click.Context, args: Sequence[str]
) -> Any:
    """What the command line gives for a parameter; the error of the library only words it."""
    given, _, _ = command.make_parser(ctx).parse_args(args=list(args))
    return given.get(param.name or "", "")


def _extra(command: click.Command, ctx: click.Context, args: Sequence[str]) -> list[str]:
    try:
        return command.make_parser(ctx).parse_args(args=list(args))[1]
    except click.UsageError:
        return []


def _option(command: click.Command, ctx: click.Context, name: str) -> click.Parameter | None:
    return next((one for one in command.get_params(ctx) if name in one.opts), None)


def _name(param: click.Parameter) -> str:
    return max(param.opts, key=len) if isinstance(param, click.Option) else str(param.name).upper()
