"""Characters that look the same: which one is meant, and which ones cannot be used at all.

A name that looks the same is the same, whatever program wrote it. The map is explicit: Unicode's
decompositions are used for the ranges that are named here and no others, as its normal forms
change more than what looks the same (㎡ becomes m2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from docgen.problems import Place, Problem, problem

# Unicode's EquivalentUnifiedIdeograph.txt (17.0.0): radicals of the supplement, and strokes, that
# no decomposition covers. Fonts have one glyph for both, and what copies from a PDF names these.
_RADICALS: Final = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄"
    "⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗"
    "⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西"
    "⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页"
    "⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙"
    "⻱龜⻲亀㇐一㇑丨㇒丿㇓丿㇔丶㇖乛㇚亅㇟乚㇠乙"
)
# GB 18030-2000 had these characters at private codes; GB 18030-2005 and 2022 have them at codes of
# their own, as WHATWG's index gb18030 and glibc's tables do. A program that holds to the older
# table, as Python does, gives the private ones. The forms for vertical lines (U+FE10 …) stand here
# as what they show; A3A0, a blank of GBK, is WHATWG's ideographic space.
_GB_18030: Final = (
    "\ue5e5\u3000\ue7c7ḿ\ue78d，\ue78e。\ue78f、\ue790：\ue791；\ue792！\ue793？"
    "\ue794〖\ue795〗\ue796…\ue816𠂇\ue817𠂉\ue818𠃌\ue81e龴\ue826龵\ue82b龶"
    "\ue82c龷\ue831𡗗\ue832龸\ue83b𢦏\ue843龹\ue854龺\ue855𤇾\ue864龻"
)
# What Windows' GBK had at private codes and GB 18030-2000 at its own, by the code of two bytes: €,
# ǹ, and the row FE50–FEA0, which the private codes from E815 on follow in order.
_GBK: Final = {0xE76C: b"\xa2\xe3", 0xE7C8: b"\xa8\xbf"}
_GBK_ROW: Final = range(0xE815, 0xE865)
_DECOMPOSED: Final = (
    *(0x2E9F, 0x2EF3),  # the radicals of the supplement that have a decomposition
    *range(0x2F00, 0x2FD6),  # Kangxi radicals
    *range(0xF900, 0xFB00),  # CJK compatibility ideographs
    *range(0x2F800, 0x2FA20),
)
_VERTICAL: Final = (
    "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…"
    "︵（︶）︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』"
)
# In names alone, as prose keeps its punctuation as it was typed: letters and digits in one width,
# and one sign each for brackets, for dashes and for the dot inside names (间隔号).
_WIDE: Final = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
_SIGNS: Final = {
    **dict.fromkeys("(﹙", "（"),
    **dict.fromkeys(")﹚", "）"),
    **dict.fromkeys("‐‑‒–—―−─－﹣﹘", "-"),
    **dict.fromkeys("•‧・･∙⋅·", "·"),
}
# What is not seen: marks of direction and of where lines may break, and variation selectors, which
# choose among looks of one character.
_UNSEEN: Final = (
    *(0xAD, 0x34F, 0x61C, 0x3164, 0xFEFF, 0xFFA0, 0xE0001),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0020, 0xE0080),
    *range(0xE0100, 0xE01F0),
)
# Real characters that Python's table of Unicode may be too old to know (extensions H, I and J).
_PLANES: Final = range(0x20000, 0x40000)
_LAST_OF_PLANE: Final = (0xFFFE, 0xFFFF)
_UNUSABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
_REPLACED: Final = "\ufffd"
_BLANK: Final = re.compile("[ \t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Nearly every name and text is nothing but these, and needs no closer look.
_PLAIN_NAME: Final = re.compile(r"[0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff（）·-]*")
_PLAIN_TEXT: Final = re.compile(
    r"[\t\n -~\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e·“”‘’—…]*"
)
_MOST_TOLD: Final = 6


def _pairs(text: str) -> dict[int, str]:
    return {ord(found): meant for found, meant in zip(text[::2], text[1::2], strict=True)}


def _gbk_row() -> dict[int, str]:
    """The private codes of a row of GBK, which leaves out 7F among its second bytes."""
    seconds = (byte for byte in range(0x50, 0xA1) if byte != 0x7F)
    pairs = zip(_GBK_ROW, seconds, strict=True)
    return {code: bytes([0xFE, byte]).decode("gb18030") for code, byte in pairs}


def _same_look() -> dict[int, str]:
    """What each character that looks like another stands for."""
    found = _pairs(_RADICALS) | _pairs(_VERTICAL)
    found |= {code: unicodedata.normalize("NFKC", chr(code)) for code in _DECOMPOSED}
    private = {code: pair.decode("gb18030") for code, pair in _GBK.items()} | _gbk_row()
    private |= _pairs(_GB_18030)
    found |= {code: meant.translate(found) for code, meant in private.items()}
    return {code: meant for code, meant in found.items() if chr(code) != meant}


_IN_TEXTS: Final[Mapping[int, str]] = _same_look() | dict.fromkeys(_UNSEEN, "")
_IN_NAMES: Final[Mapping[int, str]] = {
    **_IN_TEXTS,
    **{code: chr(code - 0xFEE0) for code in _WIDE},
    **{ord(found): meant for found, meant in _SIGNS.items()},
}


@dataclass(frozen=True, slots=True)
class Understood:
    """A text with the characters that are meant.

    Attributes:
        text: The text.
        taken: Each character that was taken for another, with that one; with nothing if it is
            not seen.
        unusable: Characters in it that cannot be used.
    """

    text: str
    taken: tuple[tuple[str, str], ...] = ()
    unusable: tuple[str, ...] = ()

    def problems(self, place: Place, label: str = "") -> list[Problem]:
        """What a person should know of how it was read, and what keeps it from being used.

        Args:
            place: Where it stands.
            label: How a person calls what stands there; the place's field if not given.
        """
        found: list[Problem] = []
        label = label or place.field
        if self.taken:
            zh = "、".join(_told_zh(*pair) for pair in self.taken[:_MOST_TOLD])
            en = ", ".join(_told_en(*pair) for pair in self.taken[:_MOST_TOLD])
            found.append(problem("text.taken", place, label=label, taken_zh=zh, taken_en=en))
        if self.unusable:
            codes = "、".join(map(code_of, self.unusable[:_MOST_TOLD]))
            found.append(problem("text.unusable", place, label=label, codes=codes))
        return found


def understood_name(text: str) -> Understood:
    """A name as it is compared and kept: what looks the same is the same, without blanks."""
    if _PLAIN_NAME.fullmatch(text):
        return Understood(text)
    meant = _BLANK.sub("", unicodedata.normalize("NFC", text.translate(_IN_NAMES)))
    return Understood(meant, _taken(text, _IN_NAMES), unusable(meant))


def understood_text(text: str) -> Understood:
    """A text with the characters that are meant; its blanks and punctuation stay as they are."""
    if _PLAIN_TEXT.fullmatch(text):
        return Understood(text)
    meant = text.translate(_IN_TEXTS)
    return Understood(meant, _taken(text, _IN_TEXTS), unusable(meant))


def as_name(text: str) -> str:
    """A name as it is compared and kept."""
    return text if _PLAIN_NAME.fullmatch(text) else understood_name(text).text


def as_text(text: str) -> str:
    """A text with the characters that are meant."""
    return text if _PLAIN_TEXT.fullmatch(text) else text.translate(_IN_TEXTS)


def unusable(text: str) -> tuple[str, ...]:
    """The characters that nobody can use: of no assigned or of private code, controls, �."""
    if _PLAIN_TEXT.fullmatch(text):
        return ()
    return tuple(char for char in dict.fromkeys(text) if _is_unusable(char))


def code_of(char: str) -> str:
    """The code of a character, as Unicode writes it: U+E000."""
    return f"U+{ord(char):04X}"


def _taken(text: str, meant: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    return tuple((char, meant[ord(char)]) for char in dict.fromkeys(text) if ord(char) in meant)


def _is_unusable(char: str) -> bool:
    code = ord(char)
    if char in "\t\r\n" or (code in _PLANES and code & 0xFFFF not in _LAST_OF_PLANE):
        return False
    return char == _REPLACED or unicodedata.category(char) in _UNUSABLE


def _told_zh(found: str, meant: str) -> str:
    return f"{code_of(found)} 读作「{meant}」" if meant else f"{code_of(found)} 不显示，略去"


def _told_en(found: str, meant: str) -> str:
    return f"{code_of(found)} as “{meant}”" if meant else f"{code_of(found)}, unseen, left out"
