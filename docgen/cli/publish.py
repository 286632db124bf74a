"""The commands that make official documents."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec

import click

from docgen.cli.console import Console, round_command
from docgen.cli.language import Refused, SpeakingGroup

# Modules that do the work are imported by the command that needs them, so that help is there
# at once.
if TYPE_CHECKING:
    from docgen.desk.folder import LoadedRound
    from docgen.desk.publication import Publication
    from docgen.desk.standing import Standing
    from docgen.desk.store import Store
    from docgen.problems import Problem
    from docgen.programme import Stage

P = ParamSpec("P")

STAGE = "STAGE"
"""How help calls the argument that is a stage's key in programme.yaml."""


def overwrite_option(function: Callable[P, None]) -> Callable[P, None]:
    """Give a command the choice to make anew what was changed by hand."""
    option = click.option(
        "--overwrite",
        is_flag=True,
        help="改过的文件也重新生成，改过的那份移到 superseded。 Make changed files anew too; "
        "a copy stays.",
    )
    return option(function)


@click.group(cls=SpeakingGroup)
def publish() -> None:
    """生成公文。 Make official documents."""


@publish.command()
@overwrite_option
@round_command
def notice(console: Console, overwrite: bool) -> None:
    """通知。 The notice that opens the round, its annexes bound in."""
    from docgen.desk.correspondence import publish_notice

    planned = console.folder.plan()
    with console.alone(), console.records() as store:
        published(console, publish_notice(planned, store, overwrite=overwrite), ())


@publish.command()
@overwrite_option
@round_command
def quota(console: Console, overwrite: bool) -> None:
    """名额分配表。 The quota table."""
    from docgen.desk.publishing import publish_quota

    planned = console.folder.plan()
    with console.alone(), console.records() as store:
        published(console, publish_quota(planned, store, overwrite=overwrite), ())


@publish.command()
@click.argument("stage", metavar=STAGE)
@click.option(
    "--first-day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="公示首日，默认按 round.yaml；做过的公示写明的首日会记下来，以后的文件都按它。 "
    "First day; default: as planned in round.yaml. What a notice stated stays.",
)
@overwrite_option
@round_command
def publicity(
    console: Console, stage: str, first_day: datetime.datetime | None, overwrite: bool
) -> None:
    """公示。 Publicity notices of a STAGE, one for each bureau."""
    from docgen.desk.publishing import publish_publicity

    day = first_day.date() if first_day else None
    loaded = console.load()
    chosen = stage_of(loaded, stage)
    with decided(console, loaded) as (store, standing, superseded):
        result = publish_publicity(loaded, store, standing, chosen, day, overwrite=overwrite)
    published(console, result, superseded)


@publish.command()
@overwrite_option
@round_command
def determination(console: Console, overwrite: bool) -> None:
    """认定文件。 The determination document."""
    from docgen.desk.publishing import publish_determination

    loaded = console.load()
    with decided(console, loaded) as (_, standing, superseded):
        result = publish_determination(loaded, standing, overwrite=overwrite)
    published(console, result, superseded)


@publish.command()
@click.argument("stage", metavar=STAGE)
@overwrite_option
@round_command
def recommendation(console: Console, stage: str, overwrite: bool) -> None:
    """推荐请示。 Recommendations of a STAGE to the next one, one from each bureau."""
    from docgen.desk.correspondence import publish_recommendation

    loaded = console.load()
    chosen = stage_of(loaded, stage, recommends=True)
    with decided(console, loaded) as (_, standing, superseded):
        result = publish_recommendation(loaded, standing, chosen, overwrite=overwrite)
    published(console, result, superseded)


@publish.command()
@click.option(
    "--applicant",
    "names",
    multiple=True,
    required=True,
    help="被取消资格的申报单位，可重复。 An applicant that loses the honour; repeatable.",
)
@click.option(
    "--reason",
    required=True,
    help="原因，接在单位名称之后，如“连续两年复查不达标”。 Why, as it follows the names.",
)
@overwrite_option
@round_command
def revocation(console: Console, names: Sequence[str], reason: str, overwrite: bool) -> None:
    """取消资格文件。 The document that withdraws the honour."""
    from docgen.desk.correspondence import publish_revocation

    loaded = console.load()
    with decided(console, loaded) as (store, standing, superseded):
        result = publish_revocation(loaded, store, standing, names, reason, overwrite=overwrite)
    published(console, result, superseded)


def stage_of(loaded: LoadedRound, key: str, *, recommends: bool = False) -> Stage:
    """The stage of the round's programme with a key that stood on the command line.

    Args:
        loaded: The round.
        key: The key.
        recommends: Whether it must be one that recommends to another.

    Raises:
        Refused: There is none.
    """
    known = {one.key: one for one in loaded.setting.round.stages}
    if recommends:
        known = {key: one for key, one in known.items() if not one.awards}
    if key in known:
        return known[key]
    from docgen.problems import problem

    listed = [f"{one.key}（{one.label}）" for one in known.values()] or ["—"]
    facts = {"choices_zh": "、".join(listed), "choices_en": ", ".join(known) or "—"}
    found = problem("cli.not-a-choice", name=STAGE, found=key, **facts)
    raise Refused(found, click.get_current_context())


def published(console: Console, result: Publication, before: Sequence[Problem]) -> None:
    """Say what was made, and end.

    Args:
        console: How to say it.
        result: What was made.
        before: What was found before anything was made.
    """
    if result.files:
        console.say(f"生成{len(result.files)}个文件：", f"Made {len(result.files)} files:")
        console.list_files(result.files)
    else:
        console.say("没有生成文件。", "No file was made.")
    console.finish([*before, *result.problems], files=result.files)


@contextmanager
def decided(
    console: Console, loaded: LoadedRound
) -> Iterator[tuple[Store, Standing, Sequence[Problem]]]:
    """The records of a round, where it stands, and what was superseded by that."""
    from docgen.desk.deciding import settled

    with console.alone(), console.store() as store:
        standing, superseded = settled(loaded, store)
        yield store, standing, superseded
