"""Names as forms print them: an ending is cut where the label behind gives it back, else whole."""

from __future__ import annotations

import pickle

import pytest
from samples.hunan import HUNAN

from docgen.programme import ApplicantType, Unit, list_columns, row_texts
from docgen.records import Applicant

KIND = HUNAN.applicant


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        (
            ("长沙市", "岳麓区", "望岳街道", "样例社区"),
            "长沙市（州） 岳麓县（市、区） 望岳街道（乡镇） 样例社区",
        ),
        (
            ("湘西自治州", "吉首市", "样例镇", "甲社区"),
            "湘西市（州） 吉首县（市、区） 样例街道（乡镇） 甲社区",
        ),
        (
            ("衡阳市", "衡阳县", "西渡镇", "格塘村"),
            "衡阳市（州） 衡阳县（市、区） 西渡街道（乡镇） 格塘村",
        ),
        (("湖北省", "神农架林区", "松柏镇", "甲社区"), "湖北省 神农架林区 松柏街道（乡镇） 甲社区"),
        (
            ("郴州市", "郴州高新技术产业开发区", "白露塘镇", "高新社区"),
            "郴州市（州） 郴州高新技术产业开发区 白露塘街道（乡镇） 高新社区",
        ),
        (("伊春市", "金林区", "甲农场", "星火"), "伊春市（州） 金林县（市、区） 甲农场 星火"),
        (("上海市", "浦东新区", "甲镇", "乙社区"), "上海市（州） 浦东新区 甲镇 乙社区"),
    ],
)
def test_a_form_prints_a_label_only_where_it_gives_the_ending_back(
    names: tuple[str, ...], printed: str
) -> None:
    pairs = zip(KIND.short(names), KIND.labels(names), strict=True)
    assert " ".join(map("".join, pairs)) == printed


@pytest.mark.parametrize(
    ("name", "level", "stem"),
    [
        ("湘西土家族苗族自治州", 0, "湘西"),
        ("靖州苗族侗族自治县", 1, "靖州"),
        ("神农架林区", 1, "神农架林"),  # as forms of before have it, which must still be found
        ("东区", 1, "东区"),
        ("格塘村", 3, "格塘村"),
    ],
)
def test_a_unit_is_called_in_short_by_its_stem(name: str, level: int, stem: str) -> None:
    assert KIND.path[level].stem(name) == stem


def unit(key: str, **more: object) -> Unit:
    return Unit.model_validate({"key": key, "head": key.upper(), "english": key, **more})


def kind(*path: Unit) -> ApplicantType:
    return ApplicantType(word="学校", counter="所", english=("school", "schools"), path=path)


def test_a_unit_that_need_not_be_there_prints_nothing_where_it_is_not() -> None:
    optional = unit("county", label="县（市、区）", endings=("县", "市", "区"), optional=True)
    made = kind(unit("city", label="市（州）", endings=("市",)), optional, unit("name"))
    names = ("东莞市", "", "甲学校")
    assert (made.short(names), made.labels(names)) == (("东莞", "", "甲学校"), ("市（州）", "", ""))


def test_an_ending_that_the_label_does_not_give_back_stays_on_forms() -> None:
    own = unit("name", label="社区", endings=("社区", "村"))
    assert (own.short("甲乙村"), own.label_of("甲乙村"), own.stem("甲乙村")) == (
        "甲乙村",
        "",
        "甲乙",
    )
    school = unit("name", label="学校", endings=("学校", "小学"))
    assert (school.short("第一小学"), school.label_of("第一小学")) == ("第一小学", "")
    assert (own.short("甲乙社区"), own.label_of("甲乙社区")) == ("甲乙", "社区")


@pytest.mark.parametrize(
    ("keys", "heads", "names", "texts"),
    [
        ("a", ["", "", "", "A"], ("甲",), ("", "", "", "甲")),
        ("abcd", ["A", "B", "C", "D"], tuple("甲乙丙丁"), tuple("甲乙丙丁")),
        ("abcdef", ["A/B/C", "D", "E", "F"], tuple("甲乙丙丁戊己"), ("甲/乙/丙", "丁", "戊", "己")),
    ],
)
def test_a_list_has_room_for_a_path_of_any_length(
    keys: str, heads: list[str], names: tuple[str, ...], texts: tuple[str, ...]
) -> None:
    made = kind(*map(unit, keys))
    columns = list_columns(made)
    assert [column.head for column in columns] == heads
    assert row_texts(made, names) == texts
    read = [
        name
        for column, text in zip(columns, texts, strict=True)
        for name in (column.names(text) if column.units else ())
    ]
    assert tuple(read) == names


def test_applicants_are_told_apart_by_all_their_names_and_kept_by_their_looks() -> None:
    one = Applicant("东莞市", "", "南城街道", "甲社区")
    assert one != Applicant("东莞市", "南城街道", "", "甲社区")
    assert one.full_name == "东莞市南城街道甲社区"
    assert Applicant("\u2ed3沙市", "火炬社区(１)") == Applicant("长沙市", "火炬社区（1）")
    again = pickle.loads(pickle.dumps(one))
    assert (type(again), again) == (Applicant, one)
