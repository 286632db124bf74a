"""The draft of an application: official prose that says all that is known, and nothing else."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample_answers

from docgen.forms.summary import SummaryDraft
from docgen.forms.summary.wording import noun, percent
from docgen.programme.standard import check_answers, number_text, score
from docgen.programme.standard.terms import PerCase


@pytest.fixture(scope="module")
def draft(standard, applicant):
    writer = SummaryDraft(standard)
    return lambda answers: writer.write(applicant, answers, score(standard, answers))


@pytest.fixture
def typical(standard):
    return sample_answers.typical(standard)


def test_a_complete_draft_reads_as_an_application(draft, typical):
    reported = {"new_jobs_done": 42, "awards_city": 2, "awards_county": 0, "awards_province": 1}
    assert draft(typical | reported).split("\n") == [
        "星火社区对照《省级充分就业星级社区评定考核表》开展了自评，自评总分100分，"
        "达到申报要求的90分。",
        "考核期内，新增城镇就业42人，完成目标任务40人的105%；失业人员再就业40人，"
        "完成目标任务40人的100%；就业困难对象再就业40人，完成目标任务40人的100%。"
        "城镇登记失业率0%，控制在4.5%以内；有劳动能力和就业愿望的劳动者就业率、"
        "登记失业人员就业率、登记就业困难人员就业率、登记就业人员缴纳社会保险人数占登记就业人员"
        "总人数的比例均为100%，高于95%的要求；零就业家庭清零率、离校未就业高校毕业生实名登记率、"
        "跟踪回访率、就业服务率均达到100%；离校未就业高校毕业生就业及就业准备率100%，"
        "高于90%的要求。",
        "就业工作目标任务、日常就业工作、稳定就业工作、规范化建设（机构到位、场地和设施到位、"
        "人员到位、经费到位、制度到位）、标准化服务各项考核内容均达到标准。"
        "社区劳动保障服务中心面积45.5平方米，专职劳动保障工作人员40人。",
        "失业半年以上人员、证书发放错误、就业困难人员认定错误、“吃、拿、卡、要”情况、"
        "近三年就业服务工作群众有效投诉、近三年因就业问题未能妥善解决而产生的群访事件或群体性事件"
        "均为零。社区所承担人社工作获得市州级先进或表彰2次、省级及以上先进或表彰1次。",
    ]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"new_jobs_target": 60}, "考核期内，新增城镇就业目标任务为60人。"),
        ({"new_jobs_done": 62}, "考核期内，新增城镇就业实际完成62人。"),
        ({"new_jobs_target": 0, "new_jobs_done": 3}, "考核期内，新增城镇就业3人（目标任务0人）。"),
        ({"registered_unemployed_period": 57}, "考核期内社区登记失业人员57人。"),
        ({"employed_end": 900}, "考核期期末社区从业900人。"),
        ({"zero_employment_families": 0}, "考核期内认定的零就业家庭0户。"),
        (
            {"zero_employment_families": 0, "zero_employment_families_cleared": 0},
            "考核期内认定的零就业家庭0户。",
        ),
        (
            {"centre_area": Decimal("26.50")},
            "社区劳动保障服务中心面积26.5平方米（低于30平方米的要求）。",
        ),
        ({"complaints_upheld": 2}, "近三年就业服务工作群众有效投诉2例。"),
        ({"certificate_errors": 0}, "证书发放错误为零。"),
        ({"bulletin_board": True, "policy_publicity": False}, "有宣传栏。"),
    ],
)
def test_a_figure_whose_partner_is_missing_is_said_all_the_same(draft, known, said):
    assert draft(known) == (
        "星火社区对照《省级充分就业星级社区评定考核表》开展了自评，有关情况如下。\n" + said
    )


@pytest.mark.parametrize("known", [{}, {"bulletin_board": False}, {"awards_city": 0}])
def test_nothing_to_tell_is_no_draft(draft, known):
    assert draft(known) == ""


def test_what_was_missed_is_stated_without_praise(draft, typical):
    text = draft(
        typical
        | {
            "new_jobs_done": 38,
            "registered_unemployed_end": 50,
            "hardship_employed": 20,
            "loan_recovery_assisted": False,
            "complaints_upheld": 1,
        }
    )
    assert "新增城镇就业38人，完成目标任务40人的95%；" in text
    assert "城镇登记失业率5.26%，未控制在4.5%以内；" in text
    assert "登记就业困难人员就业率50%，低于95%的要求；" in text
    assert "除创业担保贷款工作外，日常就业工作其他各项考核内容均达到标准；" in text
    assert "开展了创业担保贷款推荐工作。" in text
    assert "协助做好贷款回收工作" not in text
    assert "标准化服务中，服务规范、服务窗口规范、严守工作制度均达到标准。" in text
    assert "均为零；近三年就业服务工作群众有效投诉1例。" in text


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (1, 3, "33.33%"),
        (2, 200_000, "0%"),
        (949_996, 999_999, "94.9997%"),
        (95_001, 100_000, "95.001%"),
        (19, 20, "95%"),
        (Decimal("1.5"), Decimal("2.5"), "60%"),
    ],
)
def test_a_rate_is_never_rounded_onto_its_bar(part, whole, said):
    assert percent(part, whole, (95, 1)) == said


@pytest.mark.parametrize(
    ("label", "unit", "name"),
    [
        ("登记失业人员总人数", "人", "登记失业人员"),
        ("零就业家庭户数", "户", "零就业家庭"),
        ("发放出现错误的例数", "例", "发放出现错误"),
        ("失业人员数", "例", "失业人员"),
        ("满意度指数", "", "满意度指数"),
        ("服务：面积。", "平方米", "服务面积"),
    ],
)
def test_a_label_becomes_what_it_counts(label, unit, name):
    assert noun(label, unit) == name


def test_labels_of_another_programme_make_sentences_too(standard, applicant, typical):
    labels = {
        "new_jobs_target": "托位建设：计划数。",
        "new_jobs_done": "新建托位总数",
        "bulletin_board": "公示：收费标准；",
        "complaints_upheld": "投诉",
    }
    measures = tuple(
        each.model_copy(update={"label": labels.get(each.key, each.label)})
        for each in standard.measures
    )
    other = standard.model_copy(update={"measures": measures})
    known = {key: typical[key] for key in labels} | {"complaints_upheld": 1}
    text = SummaryDraft(other).write(applicant, known, score(other, known))
    assert text.split("\n")[1:] == [
        "考核期内，新建托位40人，完成托位建设计划40人的100%。",
        "公示收费标准。",
        "投诉1例。",
    ]
    check_prose(text)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**6), share=st.floats(0, 1), data=st.data())
def test_any_part_of_the_answers_makes_plain_prose(draft, standard, seed, share, data):
    random = data.draw(st.randoms(use_true_random=False))
    answers = sample_answers.at_random(standard, seed)
    known = {key: value for key, value in answers.items() if random.random() < share}
    text = draft(known)
    wrong = {violation.key for violation in check_answers(standard, known)}
    check_prose(text)
    check_numbers(standard, {key: known[key] for key in known.keys() - wrong}, text)
    for entry in standard.entries:
        if entry.kind == "yes_no" and known.get(entry.key) is not True:
            assert entry.label not in text


def check_prose(text):
    for paragraph in filter(None, text.split("\n")):
        assert paragraph.endswith("。")
        assert not re.search(r"[，。；、：]{2}|[，；、：（]$|（[，。；、]|^[，。；、]", paragraph)
        assert "：" not in paragraph
        assert "得分" not in paragraph
        assert "None" not in paragraph


def check_numbers(standard, known, text):
    """Every known number is said, itself or by its rate; of an unknown one nothing is."""
    rated = {
        key
        for rate in standard.rates
        if all(key in known for key in rate.measures)
        for key in rate.measures
    }
    terms = [term for indicator in standard.indicators for term in indicator.terms]
    cases = {term.measure for term in terms if isinstance(term, PerCase)}
    done = {measure.key for pair in standard.targets for measure in pair}
    for entry in standard.entries:
        name, value = noun(entry.label, entry.unit), known.get(entry.key)
        if entry.kind in ("yes_no", "score") or entry.key in rated:
            continue
        if value is None:
            assert entry.key in done or not re.search(rf"{re.escape(name)}\d", text), entry.key
        elif value or entry.key not in cases:
            assert f"{number_text(value)}{entry.unit}" in text, entry.key
