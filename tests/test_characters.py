"""Characters that look the same are taken for one, by code; what cannot be used is named by it."""

import unicodedata

import pytest

from docgen.characters import as_name, as_text, understood_name, understood_text, unusable
from docgen.problems import Place
from docgen.records import Applicant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("\u2f55炬", "火炬"),  # Kangxi radicals
        ("\u2f83强\u2fa5", "自强里"),
        ("\u2ed3沙", "长沙"),  # radicals of the supplement
        ("\u2ee2家\u2ed4", "马家门"),
        ("\u31d0心", "一心"),
        ("\uf900", "豈"),  # compatibility ideographs
        ("\ufa0a湖", "見湖"),
        ("\U0002f801", "丸"),
        ("葛\U000e0100", "葛"),  # variation selectors
        ("火\ufe00炬", "火炬"),
        ("\ufeff星\u200b火\u200e\u2060", "星火"),
        ("\ue81e\ue826", "龴龵"),  # GB 18030-2000 at private codes
        ("\ue7c7", "ḿ"),
        ("\ue816\ue831\ue855", "\U00020087\U000215d7\U000241fe"),
        ("\ue815\ue81a\ue863", "厂㑳䶮"),  # GBK
        ("\ue78d\ue794", "，〖"),
        ("甲︵乙︶", "甲（乙）"),
    ],
)
def test_what_looks_the_same_is_the_same_in_names_and_in_texts(typed, meant):
    assert as_name(typed) == as_text(typed) == meant
    taken = understood_name(typed).taken
    assert taken
    assert understood_text(typed).taken == taken
    assert {char for char, _ in taken} <= set(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("第１Ａ社区", "第1A社区"),
        ("星火(一)", "星火（一）"),
        ("一－二—三–四‑五", "一-二-三-四-五"),
        ("扎西‧多吉•卓玛・央金･达", "扎西·多吉·卓玛·央金·达"),
    ],
)
def test_widths_dashes_and_dots_are_one_in_names_alone(typed, meant):
    assert as_name(typed) == meant
    assert as_text(typed) == typed
    assert understood_name(typed).taken


def test_blanks_inside_names_go_and_stay_in_texts():
    assert as_name("长 沙\u3000市") == "长沙市"
    assert as_text("长 沙\u3000市") == "长 沙\u3000市"
    assert understood_name("长 沙").taken == ()


@pytest.mark.parametrize(
    "rare", ["㙟", "䶮", "𠮷", "\U0002a6df", "\U0002b740", "\U0002ceb0", "\U00030000", "\U00031350"]
)
def test_rare_characters_that_are_real_stay(rare):
    assert as_name(rare) == rare
    assert unusable(rare) == ()
    assert rare.encode("gb18030").decode("gb18030") == rare


@pytest.mark.parametrize("code", [0xE000, 0xF8FF, 0xF0000, 0x378, 0xD800, 0x07, 0xFFFD])
def test_what_cannot_be_used_is_named_by_its_code(code):
    char = chr(code)
    place = Place(file="f", field="社区")
    (found,) = understood_name(f"星{char}火").problems(place)
    assert (found.code, found.severity, found.place) == ("text.unusable", "error", place)
    assert dict(found.facts)["codes"] == f"U+{code:04X}"


def test_what_was_taken_for_what_is_told_by_code():
    (found,) = understood_name("\u2f55\u200b").problems(Place(field="社区"))
    assert (found.code, found.severity) == ("text.taken", "warning")
    assert "U+2F55 读作「火」" in found.message()
    assert "U+200B 不显示" in found.message()
    assert "U+2F55 as “火”" in found.message("en")


def test_the_map_changes_nothing_that_only_resembles():
    for text in ("㎡", "①", "ﬁ", "½", "㈠", "〇", "二○一七", "：，（）", "已己巳", "￥"):
        assert as_text(text) == text


def test_all_radicals_of_kangxi_are_taken_for_the_ideographs_that_unicode_names():
    for code in range(0x2F00, 0x2FD6):
        assert as_name(chr(code)) == unicodedata.normalize("NFKC", chr(code))


def test_what_was_taken_is_taken_once():
    for code in (*range(0x2E80, 0x2FE0), *range(0xE000, 0xFB00)):
        meant = as_name(chr(code))
        assert as_name(meant) == meant


def test_applicants_of_names_that_look_the_same_are_the_same():
    typed = Applicant("\u2ed3沙市", "岳麓区", "麓南街道", "\u2f55炬社区（1）")
    assert typed == Applicant("长沙市", "岳麓区", "麓南 街道", "火炬社区(１)")
    assert typed.full_name == "长沙市岳麓区麓南街道火炬社区（1）"
    assert hash(typed) == hash(Applicant("长沙市", "岳麓区", "麓南街道", "火炬社区（1）"))
