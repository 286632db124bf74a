"""Where the fields of the application form stand by the labels that Annex 3 prints."""

from __future__ import annotations

import re
from typing import Final

from docgen.forms import fields, values
from docgen.forms.document import Content, Found, GridCell
from docgen.forms.fields import Field
from docgen.forms.labels import Located, behind_label, cells_of, locate_community, merge
from docgen.standard import Standard

_NUMERAL: Final = "0-9０-９〇○ＯO零一二三四五六七八九十"
_GAP: Final = r"[\s\u3000_]*"
_SEAL: Final = re.compile(r"[（(]\s*(?:公\s*章|盖\s*章)\s*[）)]")
_SEAL_AT_END: Final = re.compile(rf"{_SEAL.pattern}[\s\u3000]*$")
# A date, what is left of one that nobody filled in, or one without its year or with half of it, at
# the end of a review's cell.
_DATE_AT_END: Final = re.compile(
    rf"(?:[{_NUMERAL}]*{_GAP}年{_GAP}[{_NUMERAL}]*{_GAP}月{_GAP}[{_NUMERAL}]*{_GAP}[日号]"
    rf"|[{_NUMERAL}]+{_GAP}月{_GAP}[{_NUMERAL}]+{_GAP}[日号]"
    rf"|[0-9０-９]+[-./．－／][0-9０-９]{{1,2}}[-./．－／][0-9０-９]{{1,2}})[\s\u3000]*$"
)


def locate_application(content: Content, standard: Standard) -> Located:
    """Summary, opinions and their dates behind their labels, and the community."""
    form = standard.application
    located: Located = {}
    reviews = [(getattr(form.reviews, each.level).label, each) for each in fields.reviews(standard)]
    summaries = summary_labels(standard)
    others = [*summaries, *(label for label, _ in reviews)]
    for grid in content.grids:
        for cell, following in cells_of(grid):
            filled = (_filled(cell, following, label, others) for label in summaries)
            summary = next((found for found in filled if found is not None), None)
            if summary is not None:
                _add(located, fields.SUMMARY, summary)
            for label, each in reviews:
                review = _filled(cell, following, label, others)
                if review is not None:
                    opinion, date = _split(values.text(review.raw))
                    _add(located, each.opinion, review._replace(raw=opinion))
                    _add(located, each.date, review._replace(raw=date, left_out=""))
    return merge(located, locate_community(content, form.units, form.unit_label))


def summary_labels(standard: Standard) -> tuple[str, ...]:
    """The summary's label, and without the remark in brackets that people take out."""
    label = standard.application.summary_label
    return label, re.split("[（(]", label)[0]


def _filled(
    cell: GridCell, following: GridCell | None, label: str, labels: list[str]
) -> GridCell | None:
    """A label's cell with what was written behind it: there, or in the next one of the row."""
    text = behind_label(values.text(cell.raw), label)
    if text is None and label.endswith(("：", ":")):
        text = behind_label(values.text(cell.raw), label[:-1])
    if text is None:
        return None
    own = cell._replace(raw=text)
    if values.text(text) or following is None:
        return own
    beside = values.text(following.raw)
    is_label = any(behind_label(beside, other) is not None for other in labels)
    left_out = cell.left_out + following.left_out
    return own if is_label else cell._replace(raw=beside, left_out=left_out)


def _split(text: str) -> tuple[str, str]:
    """Opinion and date of a review; the seal's mark between them is neither, nor is a prompt.

    Where two dates stand one behind the other, both are the date, which is none then.
    """
    rest, dates = _SEAL_AT_END.sub("", values.without_prompts(text)), list[str]()
    while (date := _DATE_AT_END.search(rest)) is not None:
        rest = rest[: date.start()]
        dates.append(date[0])
    filled = [date for date in reversed(dates) if not values.is_blank(date)]
    return _SEAL.sub("", rest), " ".join(filled) or "".join(dates[:1])


def _add(located: Located, field: Field, cell: GridCell) -> None:
    place = cell.place._replace(field=field.label)
    located.setdefault(field.key, []).append(
        Found(cell.raw, place, sure=False, left_out=cell.left_out)
    )
