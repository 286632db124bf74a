"""The commands that make official documents."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from docgen.cli.console import Console, round_command

# Modules that do the work are imported by the command that needs them, so that help is there
# at once.
if TYPE_CHECKING:
    from docgen.desk.folder import LoadedRound
    from docgen.desk.publication import Publication
    from docgen.desk.standing import Standing

LEVELS = ("county", "city", "province")


@click.group()
def publish() -> None:
    """生成公文。 Make official documents."""


@publish.command()
@round_command
def notice(console: Console) -> None:
    """通知。 The notice that opens the round, its annexes bound in."""
    from docgen.desk.correspondence import publish_notice

    published(console, publish_notice(console.load()))


@publish.command()
@round_command
def quota(console: Console) -> None:
    """名额分配表（附件1）。 The quota table (Annex 1)."""
    from docgen.desk.publishing import publish_quota

    published(console, publish_quota(console.load()))


@publish.command()
@click.argument("level", type=click.Choice(LEVELS))
@click.option(
    "--first-day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="公示首日，默认按 round.yaml。 First day; default: as planned in round.yaml.",
)
@round_command
def publicity(console: Console, level: str, first_day: datetime.datetime | None) -> None:
    """公示。 Publicity notices of a LEVEL, one for each bureau."""
    from docgen.desk.publishing import publish_publicity
    from docgen.procedure import LevelName

    loaded, standing = _standing(console)
    day = first_day.date() if first_day else None
    published(console, publish_publicity(loaded, standing, LevelName(level), day))


@publish.command()
@round_command
def determination(console: Console) -> None:
    """认定文件。 The determination document."""
    from docgen.desk.publishing import publish_determination

    published(console, publish_determination(*_standing(console)))


@publish.command()
@click.argument("level", type=click.Choice(LEVELS[:2]))
@round_command
def recommendation(console: Console, level: str) -> None:
    """推荐请示。 Recommendations of a LEVEL to the one above, one from each bureau."""
    from docgen.desk.correspondence import publish_recommendation
    from docgen.procedure import LevelName

    loaded, standing = _standing(console)
    published(console, publish_recommendation(loaded, standing, LevelName(level)))


@publish.command()
@click.option(
    "--community",
    "names",
    multiple=True,
    required=True,
    help="被取消资格的社区，可重复。 A community that loses the honour; repeatable.",
)
@click.option(
    "--reason",
    required=True,
    help="原因，接在社区名称之后，如“连续两年复查不达标”。 Why, as it follows the names.",
)
@round_command
def revocation(console: Console, names: Sequence[str], reason: str) -> None:
    """取消资格文件。 The document that withdraws the honour."""
    from docgen.desk.correspondence import publish_revocation

    loaded, standing = _standing(console)
    published(console, publish_revocation(loaded, standing, names, reason))


def published(console: Console, result: Publication) -> None:
    """Say what was made, and end."""
    console.say(f"生成{len(result.files)}个文件：", f"Made {len(result.files)} files:")
    console.list_files(result.files)
    console.finish(result.problems, files=result.files)


def _standing(console: Console) -> tuple[LoadedRound, Standing]:
    from docgen.desk.standing import stand

    loaded = console.load()
    with console.store() as store:
        return loaded, stand(loaded, store)
