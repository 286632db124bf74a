"""A summary on pages behind the form, and text that LibreOffice garbled."""

import pytest

from docgen.forms.attached import goes_on, with_attached
from docgen.forms.garbled import is_garbled

LABEL = "基本工作和各项标准达标情况（内容较多可另附页）"
PAGES = ["附页", "一、基本情况。", "", "二、主要做法。"]
ATTACHED = "一、基本情况。\n二、主要做法。"


@pytest.mark.parametrize(
    "note", ["见附页", "详见附页。", "（详见附件）", "另附页", "( 见 附 页 )", "见后", "后附", ""]
)
def test_a_note_stands_for_the_pages_behind(note):
    assert goes_on(note)
    assert with_attached(note, PAGES, LABEL) == ATTACHED


@pytest.mark.parametrize("note", ["（下接附页）", "（续见附页）。", "（其余内容见附页）", "转附页"])
def test_a_summary_goes_on_behind_the_form(note):
    assert with_attached(f"总的情况。{note}", PAGES, LABEL) == f"总的情况。\n{ATTACHED}"


@pytest.mark.parametrize(
    "summary", ["台账齐全（见附件）。", "见附页的社区有三个，均已达标。", "已就业。"]
)
def test_a_summary_that_only_mentions_annexes_is_whole(summary):
    assert not goes_on(summary)


def test_pages_count_for_a_blank_summary_only_under_a_heading():
    assert with_attached("", ["抄送：县就业局", "2017年9月20日"], LABEL) == ""
    assert with_attached("", [LABEL, "已达标。"], LABEL) == "已达标。"


def test_a_note_without_pages_stays():
    assert with_attached("见附页", ["", "附页"], LABEL) == "见附页"


PARAGRAPH = "社区登记失业人员12人，实现就业11人。"


@pytest.mark.parametrize(
    "text",
    [
        f"{PARAGRAPH * 4}\n同意。",
        f"{PARAGRAPH}\n{PARAGRAPH * 2}\n{PARAGRAPH}",
        f"{PARAGRAPH}社区登记失业人员{PARAGRAPH}12{PARAGRAPH}人，实现就业11人。{PARAGRAPH}",
        f"9{PARAGRAPH}社区登记失业人员9{PARAGRAPH}129{PARAGRAPH}人，实现就业11人。9{PARAGRAPH}\n二",
    ],
)
def test_a_paragraph_that_is_written_over_and_over_is_garbled(text):
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        PARAGRAPH,
        f"{PARAGRAPH}\n{PARAGRAPH}",
        "示例社区有中心，示例社区有台账，示例社区有专职人员，示例社区已达到各项标准。",
        "同意。\n同意推荐。\n同意上报。",
    ],
)
def test_other_text_is_not(text):
    assert not is_garbled(text)
