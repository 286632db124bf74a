"""Titles are broken by sense, in a balanced shape."""

import pytest

from docgen.notices.title import title_lines

PROVINCE = "湖南省人力资源和社会保障厅"
COUNTY = "江华瑶族自治县人力资源和社会保障局"
HONOUR = "省级充分就业星级社区"


@pytest.mark.parametrize(
    ("issuers", "text", "lines"),
    [
        (
            (PROVINCE,),
            f"关于开展2017年{HONOUR}认定工作的通知",
            (PROVINCE, f"关于开展2017年{HONOUR}", "认定工作的通知"),
        ),
        (
            (PROVINCE,),
            f"关于认定2017年{HONOUR}的通知",
            (PROVINCE, f"关于认定2017年{HONOUR}的通知"),
        ),
        (
            (COUNTY,),
            f"关于推荐2017年{HONOUR}的请示",
            (COUNTY, f"关于推荐2017年{HONOUR}的请示"),
        ),
        (
            (),
            f"关于2017年{HONOUR}拟认定社区名单的公示",
            (f"关于2017年{HONOUR}", "拟认定社区名单的公示"),
        ),
        (
            (PROVINCE, "湖南省财政厅"),
            "关于评选的通知",
            (PROVINCE, "湖南省财政厅", "关于评选的通知"),
        ),
    ],
)
def test_titles_of_the_round_s_documents(issuers, text, lines):
    assert title_lines(text, issuers, [HONOUR]) == lines


@pytest.mark.parametrize("word", [HONOUR, "认定工作", "乙和丙的办法"])
def test_a_name_is_never_broken(word):
    text = f"关于甲的{word}、丁的{word}和戊的{word}以及己的{word}的通知"
    lines = title_lines(text, (), [word])
    assert "".join(lines) == text
    assert sum(line.count(word) for line in lines) == 4
    assert all(len(line) <= 20 for line in lines)


def test_no_line_is_only_the_kind_of_document_or_starts_with_a_closing_word():
    lines = title_lines("关于进一步加强全省充分就业社区创建和动态管理的通知", (), ["动态管理"])
    assert lines[-1] != "通知"
    assert not [line for line in lines if line[0] in "的、"]


def test_a_title_that_cannot_be_broken_stays_whole():
    text = "二" * 30
    assert title_lines(text, ["甲"]) == ("甲", text)


def test_an_issuer_too_long_for_a_line_is_broken_after_its_unit():
    issuer = "积石山保安族东乡族撒拉族自治县人力资源和社会保障局"
    assert title_lines("关于推荐的请示", [issuer]) == (
        "积石山保安族东乡族撒拉族自治县",
        "人力资源和社会保障局",
        "关于推荐的请示",
    )
