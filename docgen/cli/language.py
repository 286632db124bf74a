"""Commands that speak one language: their help, and what is wrong with how they were called."""

from __future__ import annotations

import inspect
import locale
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from docgen.problems import Lang, Problem

_STOP: Final = "。 "  # between the Chinese of a help text and its English
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_EXTRAS: Final = re.compile(r"\s*\[(?P<extras>[^\[\]]*)\]$")
_EXTRA_WORDS: Final = (
    (re.compile("^required$"), "必填"),
    (re.compile("^default: "), "默认："),
    (re.compile("^(.+)<=x<=(.+)$"), r"\1至\2"),
    (re.compile("^x>=(.+)$"), r"至少\1"),
)
_HEADINGS: Final = {
    "usage": ("用法：", "Usage: "),
    "options": ("选项", "Options"),
    "commands": ("命令", "Commands"),
    "[OPTIONS]": ("[选项]", "[OPTIONS]"),
    "COMMAND [ARGS]...": ("命令 [参数]", "COMMAND [ARGS]..."),
}


def system_language() -> Lang:
    """Chinese unless the system was set to another language."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), "C")
    if sys.platform == "win32":
        name = locale.getlocale()[0] or "C"
    return "zh" if name.startswith(("zh", "Chinese", "C.", "POSIX")) or name == "C" else "en"


def asked_language(args: Sequence[str]) -> Lang:
    """The language that a command line asks for; else the system's."""
    for index, arg in enumerate(args):
        after = args[index + 1] if arg == "--lang" and index + 1 < len(args) else ""
        if "en" in (after, arg.removeprefix("--lang=")):
            return "en"
        if "zh" in (after, arg.removeprefix("--lang=")):
            return "zh"
    return system_language()


def language_of(ctx: click.Context) -> Lang:
    """The language that a run speaks."""
    lang: Lang = ctx.find_root().obj or system_language()
    return lang


def spoken(text: str, lang: Lang) -> str:
    """Of a help text in both languages the one: 中文。 English."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(_spoken_paragraph(paragraph, lang) for paragraph in paragraphs)


class Refused(click.UsageError):
    """A command line that cannot be carried out.

    Attributes:
        problem: What is wrong with it.
    """

    def __init__(self, problem: Problem, ctx: click.Context) -> None:
        super().__init__(problem.message("en"), ctx)
        self.problem = problem

    def show(self, file: Any = None) -> None:
        """Say what is wrong, and where help is."""
        assert self.ctx is not None
        lang = language_of(self.ctx)
        mark = click.style("错误" if lang == "zh" else "error", fg="red")
        click.echo(f"{mark} {self.problem.message(lang)}", file=file, err=file is None)
        path = f"{self.ctx.command_path} --help"
        hint = f"用法见 {path}" if lang == "zh" else f"See {path}"
        click.echo(hint, file=file, err=file is None)


class SpeakingCommand(click.Command):
    """A command whose help and refusals are in the language of the run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments apart, or refuse them."""
        given = list(args)
        try:
            return super().parse_args(ctx, args)
        except Refused:
            raise
        except click.UsageError as error:
            if not given:  # help is what is wanted, or an argument is missing
                _let_help_pass(error)
            from docgen.cli.refusals import refusal

            raise Refused(refusal(error, self, ctx, given), ctx) from None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option for help, with a help of its own."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。 Show this help."
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line."""
        return [_heading(piece, ctx) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_heading("usage", ctx))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(spoken(self.help or "", language_of(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = (
            param.get_help_record(ctx)
            for param in self.get_params(ctx)
            if not isinstance(param, click.Argument)
        )
        rows = [
            (names, _option_help(text, language_of(ctx))) for names, text in filter(None, records)
        ]
        with formatter.section(_heading("options", ctx)):
            formatter.write_dl(rows)


class SpeakingGroup(SpeakingCommand, click.Group):
    """A group of commands that speak one language, the one that the command line asks for."""

    command_class = SpeakingCommand
    group_class = type

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context, which knows the language from the start."""
        if parent is None:
            extra.setdefault("obj", asked_language(args))
        return super().make_context(info_name, args, parent, **extra)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands with the first sentence of each."""
        super().format_options(ctx, formatter)
        rows = [
            (name, spoken((command.help or "").split("\n\n")[0], language_of(ctx)))
            for name, command in sorted(self.commands.items())
        ]
        with formatter.section(_heading("commands", ctx)):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called, or a refusal that names those that there are."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            from docgen.cli.refusals import no_such_command

            raise Refused(no_such_command(args[0], self.commands), ctx)
        return super().resolve_command(ctx, args)


def _let_help_pass(error: click.UsageError) -> None:
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        raise error


def _spoken_paragraph(paragraph: str, lang: Lang) -> str:
    if paragraph.startswith("\b"):
        lines = paragraph.split("\n")
        return "\n".join(line for line in lines if _is_of(line, lang))
    zh, stop, en = " ".join(paragraph.split()).partition(_STOP)
    return f"{zh}。" if stop and lang == "zh" else en or zh


def _is_of(line: str, lang: Lang) -> bool:
    """Whether a line of a paragraph that is not wrapped is said in a language, or in both."""
    if line.startswith(("\b", " ")):
        return True
    return (lang == "zh") == (_CHINESE.search(line) is not None)


def _option_help(text: str, lang: Lang) -> str:
    extras = _EXTRAS.search(text)
    said = spoken(text[: extras.start()] if extras else text, lang)
    if extras is None:
        return said
    words = extras["extras"].split("; ")
    if lang == "zh":
        for form, replacement in _EXTRA_WORDS:
            words = [form.sub(replacement, word) for word in words]
    return f"{said}  [{('；' if lang == 'zh' else '; ').join(words)}]"


def _heading(name: str, ctx: click.Context) -> str:
    zh, en = _HEADINGS.get(name, (name, name))
    return zh if language_of(ctx) == "zh" else en
