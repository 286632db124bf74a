"""A round folder of the version before is carried on to this one; what was there is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from docgen import assets
from docgen.desk.files import clear_parts, content, make_folder, write_whole, written_beside
from docgen.desk.folder import RoundFolder
from docgen.desk.old_templates import check_old_names
from docgen.problems import Place, Problem, ProblemError, problem
from docgen.programme.home import PROGRAMME_FILE, STANDARD_FILE
from docgen.round import load_round, of_before
from docgen.round.round import OWN_PROGRAMME
from docgen.yaml_input import YamlSource, entry, read_yaml

# What the version before was made for alone: its stages, and which of them had which quota.
_BEFORE: Final = "hunan-2017"
_BY_UNIT: Final = "city"
_IN_ALL: Final = "province"
_USUAL: Final = {
    "county": "{county}人力资源和社会保障局",
    "city": "{city}人力资源和社会保障局",
    "province": "{province}人力资源和社会保障厅",
}
_USUAL_DAYS: Final = {"working_days": 5, "first_day_counts": True}
_ROUND: Final = "round.yaml"
_KEPT: Final = "round-before{}.yaml"

Change = tuple[str, str]
"""What was changed, in Chinese and in English."""


@dataclass(slots=True)
class Converted:
    """What came of converting a round.

    Attributes:
        files: The files that were written.
        changes: What was changed in them.
        problems: What is left to do by hand.
    """

    files: list[Path] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def convert_round(folder: RoundFolder) -> Converted:
    """Rewrite a round.yaml of the version before, with its comments, and keep the old one beside.

    A standard of the bureau's own becomes a programme in the folder ``programme``. Where the
    result cannot be used, nothing is changed.

    Args:
        folder: The round's folder.

    Raises:
        ProblemError: The file cannot be read, is none of the version before, or what would come
            of it cannot be used.
        OSError: A file cannot be written.
    """
    path = folder.path / _ROUND
    clear_parts(folder.path, deep=False)
    source = read_yaml(path, _ROUND)
    if of_before(source) is None:
        raise ProblemError([problem("convert.nothing", Place(file=_ROUND))])
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(path.read_text(encoding="utf-8-sig"))
    result = Converted()
    text = io.StringIO()
    own = _own_standard(folder, source)
    result.changes += list(_rewritten(data, OWN_PROGRAMME if own else _BEFORE))
    yaml.dump(data, text)
    if own is not None:
        _keep_standard(folder, own, result)
    _replace(folder, text.getvalue().encode(), result)
    result.problems += check_old_names(folder)
    return result


def _own_standard(folder: RoundFolder, source: YamlSource) -> Path | None:
    """The standard's file, if the bureau wrote it."""
    name = entry(source, "standard")
    if not isinstance(name, str) or name in assets.builtin_standards():
        return None
    path = folder.path / name
    if not path.is_file():
        place = source.place(("standard",))
        raise ProblemError([problem("convert.no-standard", place, found=name)])
    return path


def _rewritten(data: CommentedMap, programme: str) -> Iterator[Change]:
    """Rewrite the entries of a round.yaml in place, and tell each change."""
    yield from _renamed(data, "province", "region")
    yield from _renamed(data, "standard", "programme", programme)
    rule = {**_USUAL_DAYS, **(data.get("publicity") or {})}
    quotas, total = data.get("quotas"), data.get("total_quota")
    yield from _renamed(data, "levels", "stages")
    for key, stage in data["stages"].items():
        if stage.get("bureau") == _USUAL.get(key):
            _removed(stage, "bureau")
            said = f"levels.{key}.bureau"
            yield f"{said}：与评定项目相同，已删去", f"{said}: as in the programme, deleted"
        publicity = stage.get("publicity")
        if isinstance(publicity, CommentedMap) and rule != _USUAL_DAYS:
            publicity["days"] = rule["working_days"]
            publicity["first_day_counts"] = rule["first_day_counts"]
            yield _said(f"publicity → stages.{key}.publicity.days")
        if key == _BY_UNIT and quotas is not None:
            _entered(stage, "places", quotas)
            if remarks := _remarks_before(data, "quotas"):
                stage.ca.items["places"] = [None, remarks, None, None]
            yield _said(f"quotas → stages.{key}.places")
        if key in (_BY_UNIT, _IN_ALL) and total is not None:
            _entered(stage, "total", total)
            yield _said(f"total_quota → stages.{key}.total")
    for key in ("publicity", "quotas", "total_quota"):
        _removed(data, key)


def _entered(stage: CommentedMap, key: str, value: Any) -> None:
    """Enter a quota behind the deadline: at the end stand the remarks on the next stage."""
    keys = list(stage)
    position = 1 + max(keys.index(one) for one in ("deadline", "places") if one in keys)
    stage.insert(position, key, value)


def _said(text: str) -> Change:
    return text, text


def _renamed(data: CommentedMap, old: str, new: str, value: Any = None) -> Iterator[Change]:
    if old not in data:
        return
    position, comment = list(data).index(old), data.ca.items.pop(old, None)
    before = data.pop(old)
    data.insert(position, new, before if value is None else value)
    if comment is not None:
        data.ca.items[new] = comment
    said = f"{old} → {new}"
    yield _said(said if value in (None, before) else f"{said}: {value}")


def _removed(data: CommentedMap, key: str) -> None:
    """Take an entry out; the comments behind it, which are of the next one, stay."""
    if key not in data:
        return
    keys = list(data)
    position = keys.index(key)
    tokens = [*_remarks_before(data, key), *_comments_at_end(data, key)]
    data.pop(key)
    data.ca.items.pop(key, None)
    if tokens and position:
        _append_comments(data, keys[position - 1], tokens)


def _remarks_before(data: CommentedMap, key: str) -> list[Any]:
    """The comment lines before an entry that the parser keeps with it; cut off from it."""
    kept = data.ca.items.get(key)
    if kept is None or not kept[1]:
        return []
    remarks, kept[1] = list(kept[1]), None
    return remarks


def _comments_at_end(data: CommentedMap, key: str) -> list[Any]:
    """The comment lines that follow an entry, cut off from it: they stand at its last leaf."""
    value = data[key]
    if isinstance(value, CommentedMap) and value and not value.fa.flow_style():
        return _comments_at_end(value, list(value)[-1])
    found = data.ca.items.pop(key, None)
    return [] if found is None or found[2] is None else [found[2]]


def _append_comments(data: CommentedMap, key: str, tokens: list[Any]) -> None:
    value = data[key]
    if isinstance(value, CommentedMap) and value and not value.fa.flow_style():
        _append_comments(value, list(value)[-1], tokens)
        return
    items = data.ca.items.setdefault(key, [None, None, None, None])
    for token in tokens:
        if items[2] is None:
            items[2] = token
        else:
            items[2].value = items[2].value.rstrip("\n") + "\n" + token.value.lstrip("\n")


def _keep_standard(folder: RoundFolder, standard: Path, result: Converted) -> None:
    """Make a programme of the built-in one's stages and the bureau's standard."""
    home = folder.path / OWN_PROGRAMME
    builtin = assets.builtin_programmes()[_BEFORE]
    make_folder(home)
    for name, data in (
        (PROGRAMME_FILE, (builtin / PROGRAMME_FILE).read_bytes()),
        (STANDARD_FILE, standard.read_bytes()),
    ):
        target = home / name
        there = content(target)
        if there not in (None, data):
            raise ProblemError([problem("file.exists", Place(file=folder.shown(target)))])
        if there is None:
            write_whole(target, data)
            result.files.append(target)
    result.changes.append(_said(f"{folder.shown(standard)} → {OWN_PROGRAMME}/{STANDARD_FILE}"))


def _replace(folder: RoundFolder, data: bytes, result: Converted) -> None:
    """Put the new round.yaml in the place of the old one, if it can be used."""
    path = folder.path / _ROUND
    number, kept = 1, folder.path / _KEPT.format("")
    while kept.exists():
        number += 1
        kept = folder.path / _KEPT.format(f"-{number}")
    with written_beside(path) as beside:
        beside.write_bytes(data)
        try:
            load_round(beside, _ROUND)
        except ProblemError:
            for made in result.files:
                made.unlink()
            raise
        write_whole(kept, path.read_bytes())
        beside.replace(path)
    result.files[:0] = [path, kept]
