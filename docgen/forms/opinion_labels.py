"""The labels of an application's fields, as it prints them and as bureaus shorten them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from docgen.forms import fields
from docgen.forms.fields import Field
from docgen.forms.labels import NUMBER, bare, squeezed
from docgen.programme.standard import Standard

if TYPE_CHECKING:
    from docgen.forms.form import Setting

_BUREAU: Final = (
    "(?:(?:人力资源(?:和|与)?社会保障|人社|劳动(?:和社会)?保障)?"
    "(?:行政)?(?:主管)?(?:部门|厅|局|办)?)"
)
_ACT: Final = "(?:审核|审查|初审|初核|复审|复核|核定|评定|考核|推荐|审批|评审|申报)?"
_SEALED: Final = "(?:（[^（）]{0,8}）)?"
_PRINTED: Final = "printed"


class Segment(NamedTuple):
    """What stands in a cell behind one of its labels, up to the next one.

    Attributes:
        field: The label's field.
        text: What stands behind the label, its colon left out.
    """

    field: Field
    text: str


class OpinionLabels:
    """Finds the labels of summary and opinions at the beginnings of lines."""

    def __init__(self, setting: Setting) -> None:
        standard, programme = setting.standard, setting.programme
        form = standard.application
        self._fields: dict[str, Field] = {"summary": fields.SUMMARY}
        parts = [_group("summary", _alternatives(summary_labels(standard)))]
        for each in fields.reviews(standard):
            name = f"review_{each.stage}"
            label = squeezed(form.reviews[each.stage].label).rstrip("：")
            self._fields[name] = each.opinion
            unit = programme.stage(each.stage).unit
            if unit == programme.region.key:
                head = programme.region.head
                words: tuple[str, ...] = (head, f"{head}级")
            else:
                words = _unit_words(programme.applicant.unit(unit).title)
            short = f"(?:{_alternatives(words)}){_BUREAU}{_ACT}意见{_SEALED}"
            parts.append(_group(name, f"(?P<{name}_{_PRINTED}>{re.escape(label)})|{short}"))
        self._pattern = re.compile(f"(?:{NUMBER})?(?:{'|'.join(parts)})(?P<colon>：?)")

    def segments(self, text: str) -> list[Segment]:
        """The labels at the beginning of a cell's text and of its lines, with what follows each."""
        found = list(self._labels(text))
        ends = [at for at, _, _ in found[1:]] + [len(text)]
        return [
            Segment(field, text[start:end])
            for (_, start, field), end in zip(found, ends, strict=False)
        ]

    def _labels(self, text: str) -> Iterator[tuple[int, int, Field]]:
        """Each label: where it begins, where what follows it begins, and its field."""
        whole = squeezed(text)
        if self._pattern.search(whole) is None:
            return
        places = [at for at, character in enumerate(text) if squeezed(character)]
        behind = 0
        for number, at in enumerate(places):
            before = text[places[number - 1] + 1 : at] if number else "\n"
            if number < behind or "\n" not in before:
                continue
            match = self._pattern.match(whole, number)
            if match is None:
                continue
            behind = match.end()
            end = places[behind - 1] + 1
            name = next(name for name in self._fields if match[name])
            is_printed = name == "summary" or match[f"{name}_{_PRINTED}"] is not None
            if is_printed or match["colon"] or not text[end : end + 1].strip():
                yield at, end, self._fields[name]


def summary_labels(standard: Standard) -> tuple[str, ...]:
    """The summary's label, and without the remark in brackets that people take out."""
    label = standard.application.summary_label
    return label, re.split("[（(]", label)[0]


def _unit_words(whole: str) -> tuple[str, ...]:
    """How a stage's units are called by their label: 县（市、区） is 县市区, 县级, 县 as well."""
    if bare(whole) == whole:  # 省
        return whole, f"{whole}级"
    letters = "".join(re.findall(r"\w", whole))
    first = bare(whole)
    words = (whole, letters, first, f"{first}区", f"区{first}")
    return tuple(word + level for word in words for level in ("级", ""))


def _alternatives(labels: tuple[str, ...]) -> str:
    longest_first = sorted(map(squeezed, labels), key=len, reverse=True)
    return "|".join(re.escape(label) for label in longest_first)


def _group(name: str, pattern: str) -> str:
    return f"(?P<{name}>{pattern})"
