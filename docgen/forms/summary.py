"""The draft of 基本工作和各项标准达标情况, written from a community's figures for it to edit."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from docgen.forms import values
from docgen.records import Community
from docgen.standard import Answers, Measure, Scores, Standard
from docgen.standard.measures import is_number

_PERCENT_PLACES: Final = 2


def draft_summary(
    standard: Standard, community: Community, answers: Answers, scores: Scores
) -> str:
    """Self-assessed total, targets, rates and the points of each item, as far as they are known.

    Args:
        standard: The round's standard.
        community: The community that the draft speaks of.
        answers: What is known of it.
        scores: What that is worth.

    Returns:
        Paragraphs separated by line breaks; empty if there is nothing to tell.
    """
    figures = [*_targets(standard, answers), *_rates(standard, answers)]
    points = _points(standard, scores)
    if not figures and not points:
        return ""
    paragraphs = [_opening(standard, community, scores)]
    if figures:
        paragraphs.append(f"主要指标完成情况：{'；'.join(figures)}。")
    if points:
        paragraphs.append(f"各项目自评得分：{'、'.join(points)}。")
    return "\n".join(paragraphs)


def _opening(standard: Standard, community: Community, scores: Scores) -> str:
    opening = f"{community.name}对照《{standard.title}》开展了自评，"
    if not scores.complete:
        unknown = sum(1 for points in scores.by_indicator.values() if points is None)
        return f"{opening}还有{unknown}项指标的数据待填报，现将已掌握的情况说明如下。"
    reached = "达到" if scores.passes else "未达到"
    total, mark = values.plain(scores.total), values.plain(standard.pass_mark)
    return f"{opening}自评总分{total}分，{reached}申报要求的{mark}分。"


def _targets(standard: Standard, answers: Answers) -> list[str]:
    """Targets beside what was done: 新增城镇就业人数目标任务40人、实际完成42人."""
    found: list[str] = []
    for target, done in standard.targets:
        wanted, reached = _figure(target, answers), _figure(done, answers)
        if wanted and reached:
            head, _, _ = target.label.partition("：")
            found.append(f"{wanted}、{reached.removeprefix(head)}")
    return found


def _figure(entry: Measure, answers: Answers) -> str:
    value = answers.get(entry.key)
    if value is None or isinstance(value, str):
        return ""
    return f"{entry.label.replace('：', '', 1)}{values.plain(value)}{entry.unit}"


def _rates(standard: Standard, answers: Answers) -> list[str]:
    known = {key: value for key, value in answers.items() if is_number(value)}
    found: list[str] = []
    for rate in standard.rates:
        if all(key in known for key in rate.measures):
            part, whole = rate.counts(known)
            if whole:
                percent = round(Decimal(100 * part) / whole, _PERCENT_PLACES)
                found.append(f"{rate.label}{values.plain(percent)}%")
    return found


def _points(standard: Standard, scores: Scores) -> list[str]:
    """The points of the items whose every indicator has a score."""
    return [
        f"{item.title}{values.plain(scores.of_item(item.id))}分"
        f"（满分{values.plain(item.points)}分）"
        for item in standard.items
        if all(scores.by_indicator[each.id] is not None for each in item.indicators)
    ]
