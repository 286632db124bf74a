"""Notice, recommendation and revocation: what they state, and when they are held back."""

import shutil
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from click.testing import CliRunner
from samples.hunan import HUNAN

from docgen.cli import main
from docgen.desk.correspondence import publish_notice, publish_recommendation, publish_revocation
from docgen.desk.folder import LoadedRound, RoundFolder
from docgen.desk.standing import Standing
from docgen.desk.store import Store
from docgen.forms import Setting
from docgen.notices import Paper
from docgen.records import Candidate

COUNTY, CITY, PROVINCE = HUNAN.stages
STAGES = [stage.key for stage in HUNAN.stages]


@pytest.fixture(scope="module")
def loaded(example, tmp_path_factory):
    folder = tmp_path_factory.mktemp("round")
    for name in ("round.yaml", "communities.xlsx"):
        shutil.copyfile(example / name, folder / name)
    return RoundFolder(folder).load()


@pytest.fixture(scope="module")
def standing(loaded):
    """All applicants have full marks and are recommended at every level."""
    candidates = [
        Candidate(one, Fraction(100), complete=True, has_application=True)
        for one in loaded.roster.applicants
    ]
    chosen = {one.applicant: True for one in candidates}
    return Standing(candidates, dict.fromkeys(STAGES, chosen), (), Counter())


@pytest.fixture
def store():
    opened = Store("sqlite://")
    yield opened
    opened.close()


def with_round(loaded, **changes):
    setting = loaded.setting
    round_ = setting.round.model_copy(update=changes)
    changed = Setting(round_, setting.standard, setting.templates)
    return LoadedRound(loaded.folder, changed, loaded.roster)


def paper_at(path):
    return Paper(path.name, path.read_bytes())


def test_the_notice_binds_in_its_annexes_numbered_and_titled_as_in_its_note(loaded, texts, opened):
    (path,) = publish_notice(loaded).files
    lines = texts(paper_at(path))
    note = lines.index("附件：1.\t2017年省级充分就业星级社区名额分配表")
    titles = [line.rpartition("\t")[2] for line in lines[note : note + 3]]
    labels = [lines.index(f"附件{number}") for number in (1, 2, 3)]
    assert labels == sorted(labels)
    assert labels[0] > note
    assert [lines[label + 1] for label in labels] == titles
    styles = {one.name: one for one in opened(paper_at(path)).styles}
    assert styles["附件标记"].paragraph_format.page_break_before


def test_the_notice_states_the_round_s_figures(loaded, texts):
    whole = "".join(texts(paper_at(publish_notice(loaded).files[0])))
    for stated in ("共200个", "3个大类", "34个评分指标", "达到90分以上", "2017年9月25日前"):
        assert stated in whole, stated


def test_each_annexed_form_is_blank(loaded, opened):
    tables = opened(paper_at(publish_notice(loaded).files[0])).tables
    quota, sheet = tables[0], tables[1]
    assert quota.rows[-1].cells[1].text == "200"
    assert len(sheet.rows) == 36
    assert not sheet.rows[-1].cells[-1].text.strip()


def test_one_recommendation_from_each_bureau_to_the_one_above(loaded, standing, texts):
    made = publish_recommendation(loaded, standing, CITY)
    assert len(made.files) == len(loaded.setting.round.places) == 14
    lines = texts(paper_at(next(one for one in made.files if "长沙市" in one.name)))
    assert lines[1] == "长人社〔2017〕999号\t签发人：示例人"
    assert "湖南省就业服务局：" in lines
    assert "妥否，请批示。" in lines
    assert "（联系电话：0731-00000000）" in lines
    assert "附件：长沙市推荐2017年省级充分就业星级社区名单" in lines


def test_a_county_recommends_to_its_city_and_leaves_room_for_number_and_signer(
    loaded, standing, texts
):
    path = publish_recommendation(loaded, standing, COUNTY).files[0]
    lines = texts(paper_at(path))
    assert lines[1] == "\t签发人："
    assert "长沙市人力资源和社会保障局：" in lines


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2017, 10, 24), "publish.recommendation-early"),
        (date(2017, 10, 26), "publish.recommendation-late"),
    ],
)
def test_a_recommendation_goes_out_after_publicity_and_by_the_deadline(loaded, standing, day, code):
    plans = loaded.setting.round.plans
    late = plans["city"].recommendation.model_copy(update={"date": day})
    city = plans["city"].model_copy(update={"recommendation": late})
    changed = with_round(loaded, plans={**plans, "city": city})
    made = publish_recommendation(changed, standing, CITY)
    assert [one.code for one in made.problems] == [code]
    assert made.files == []


def test_a_recommendation_needs_decisions_and_a_date(loaded, standing):
    undecided = Standing(standing.candidates, {stage: {} for stage in STAGES}, (), Counter())
    assert codes(publish_recommendation(loaded, undecided, CITY)) == ["publish.undecided"]
    assert codes(publish_recommendation(loaded, standing, PROVINCE)) == [
        "publish.no-recommendation"
    ]


def test_a_list_with_errors_is_held_back_and_the_others_are_made(loaded, standing):
    first, *others = standing.candidates
    poor = Candidate(first.applicant, Fraction(80), complete=True, has_application=True)
    changed = Standing([poor, *others], standing.decisions, (), Counter())
    made = publish_recommendation(loaded, changed, CITY)
    assert codes(made) == ["list.below-pass-mark"]
    assert len(made.files) == 13


def test_a_revocation_names_few_applicants_and_annexes_many(loaded, store, standing, texts):
    names = [one.applicant.full_name for one in standing.candidates]
    made = publish_revocation(loaded, store, standing, names[:1], "复查不达标")
    lines = texts(paper_at(made.files[0]))
    assert f"经查，{names[0]}复查不达标，" in "".join(lines)
    assert not [line for line in lines if line.startswith("附件")]
    made = publish_revocation(loaded, store, standing, names[:4], "复查不达标")
    lines = texts(paper_at(made.files[0]))
    assert "等4个社区（名单见附件）复查不达标" in "".join(lines)
    assert "附件：取消2017年省级充分就业星级社区资格的社区名单" in lines


def test_only_who_was_recognised_can_lose_the_honour(loaded, store, standing):
    made = publish_revocation(loaded, store, standing, ["没有的社区"], "复查不达标")
    assert codes(made) == ["publish.not-recognised"]
    without = with_round(loaded, revocation=None)
    made = publish_revocation(without, store, standing, ["没有的社区"], "复查不达标")
    assert codes(made) == ["publish.no-revocation"]


def test_the_same_input_gives_the_same_bytes(loaded):
    first = publish_notice(loaded).files[0].read_bytes()
    assert publish_notice(loaded).files[0].read_bytes() == first


def test_the_commands(loaded, tmp_path):
    for name in ("round.yaml", "communities.xlsx"):
        shutil.copyfile(loaded.folder.path / name, tmp_path / name)
    here = ["--round", str(tmp_path), "--lang", "en"]
    run = CliRunner().invoke
    assert run(main, ["publish", "notice", *here]).exit_code == 0
    assert (tmp_path / "published" / "通知.docx").is_file()
    done = run(main, ["publish", "recommendation", "city", *here])
    assert done.exit_code == 1
    assert "has not decided yet" in done.stderr
    asked = ["publish", "revocation", "--applicant", "甲", "--reason", "乙", *here]
    assert "not among those" in run(main, asked).stderr
    assert run(main, ["publish", "recommendation", "province", *here]).exit_code == 2


def codes(publication):
    return [one.code for one in publication.problems]
