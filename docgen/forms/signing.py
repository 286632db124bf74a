"""Opinion, seal and date of a review, which people write into one cell."""

from __future__ import annotations

import re
from typing import Final

from docgen.forms import values

_NUMERAL: Final = "0-9０-９〇○ＯO零一二三四五六七八九十"
_GAP: Final = r"[\s\u3000_]*"
_SEAL: Final = re.compile(
    r"(?:(?:^|(?<=\n))[^\S\n]*单\s*位[^\S\n]*)?[（(]\s*(?:单\s*位\s*|加\s*盖\s*)?(?:公\s*章|盖\s*章|签\s*章|印\s*章|章)\s*[）)]"
    r"|(?:^|(?<=\n))[^\S\n]*(?:单位)?(?:公\s*章|盖\s*章)[^\S\n]*[：:]?[^\S\n]*(?=\n|$)"
)
_SEAL_AT_END: Final = re.compile(rf"(?:{_SEAL.pattern})[\s\u3000]*$")
# Who signs, where nobody did.
_UNSIGNED: Final = re.compile(
    r"(?:^|(?<=[\n：:\s\u3000_]))(?:经办|负责|审核|填表|联系|分管|主管|单位负责)(?:人|领导)"
    r"(?:[（(]?签[字名][）)]?)?[：:][^\S\n_]*_*[^\S\n]*(?=\n|$|(?:经办|负责|审核|填表|分管|主管|单位))"
)
# A date, what is left of one that nobody filled in, or one without its year or with half of it, at
# the end of a review's cell.
_DATE_AT_END: Final = re.compile(
    rf"(?:[{_NUMERAL}]*{_GAP}年{_GAP}[{_NUMERAL}]*{_GAP}月{_GAP}[{_NUMERAL}]*{_GAP}[日号]"
    rf"|[{_NUMERAL}]+{_GAP}月{_GAP}[{_NUMERAL}]+{_GAP}[日号]"
    rf"|[0-9０-９]+[-./．－／][0-9０-９]{{1,2}}[-./．－／][0-9０-９]{{1,2}})[\s\u3000]*$"
)


def split_review(text: str) -> tuple[str, str]:
    """Opinion and date of a review; the seal's mark between them is neither, nor is a prompt.

    Where two dates stand one behind the other, both are the date, which is none then.
    """
    rest, dates = _SEAL_AT_END.sub("", values.without_prompts(text)), list[str]()
    while (date := _DATE_AT_END.search(rest)) is not None:
        rest = rest[: date.start()]
        dates.append(date[0])
    filled = [date for date in reversed(dates) if not values.is_blank(date)]
    return _UNSIGNED.sub("", _SEAL.sub("", rest)), " ".join(filled) or "".join(dates[:1])
