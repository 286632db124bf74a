"""Programmes of one, two and five stages, played through commands from form to determination."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from ruamel.yaml import YAML
from samples.completing import packed, unpacked
from samples.sample_answers import typical
from samples.small_round import ALL, FIRST, FOURTH, SECOND, Desk, names_on, roster_of

from docgen import assets
from docgen.forms import compile_forms
from docgen.office.package.archive import read_package
from docgen.office.word.template.paragraphs import paragraph_texts

HUNAN = assets.builtin_programmes()["hunan-2017"]
REGION = {"key": "province", "head": "省", "english": "province"}
DEADLINES = ["2017-09-25", "2017-10-13", "2017-10-31", "2017-11-15", "2017-11-30"]
FIRST_DAYS = ["2017-09-18", "2017-09-26", "2017-10-16", "2017-11-01", "2017-11-16"]
SAVED = datetime(2017, 9, 12, 9, 0)


@dataclass
class Stages:
    """The stages of a programme, and what its round plans for them."""

    stages: list[dict] = field(default_factory=list)
    plans: dict[str, dict] = field(default_factory=dict)

    def add(self, key, unit, *, plan=None, published=True, **more):
        number = len(self.stages)
        stage = {"key": key, "label": f"{key}审", "english": key, "unit": unit, **more}
        stage.setdefault("bureau", {"province": "{province}局"}.get(unit, f"{{{unit}}}局"))
        own = {"deadline": DEADLINES[number], **(plan or {})}
        if published:
            stage.setdefault("publicity", {"days": 5})
            own["publicity"] = {"first_day": FIRST_DAYS[number]}
        self.stages.append(stage)
        self.plans[key] = own
        return self

    def made(self, path, **entries):
        """A round of them, its forms completed and read; that of 丁 with a point less."""
        return _completed(self.laid(path, **entries))

    def laid(self, path, **entries):
        """A round of them, with its roster."""
        self.stages[-1]["awards"] = True
        for stage in self.stages[:-1]:
            key = stage["key"]
            self.plans[key]["recommendation"] = {"date": self.plans[key]["deadline"]}
        shutil.copytree(HUNAN, path / "programme")
        _change(path / "programme" / "programme.yaml", {"stages": self.stages})
        block = {"label": "审核意见", "seal": "（公章）", "date": "年  月  日"}
        given = [one for one in self.stages if one.get("opinion", True)]
        reviews = {one["key"]: {**block, "label": f"{one['label']}部门意见："} for one in given}
        standard = path / "programme" / "standard.yaml"
        text = standard.read_text("utf-8")
        at = text.index("  reviews:\n"), text.index("quota_table:\n")
        standard.write_text(f"{text[: at[0]]}  reviews: {reviews}\n\n{text[at[1] :]}", "utf-8")
        return _started(path, {"stages": self.plans, **entries})


def _loaded(path):
    return YAML(typ="safe").load(path.read_text("utf-8"))


def _change(path, entries):
    with path.open("rb") as file:
        data = YAML(typ="safe").load(file)
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump({**data, **entries}, file)


def _started(path, entries):
    shutil.copyfile(assets.example_round() / "round.yaml", path / "round.yaml")
    text = (path / "round.yaml").read_text("utf-8").replace("programme: hunan-2017\n", "")
    (path / "round.yaml").write_text(text, "utf-8")
    data = _loaded(path / "round.yaml")
    last = list(entries["stages"].values())[-1]
    determination = {**data["determination"], "date": last["deadline"]}
    _change(path / "round.yaml", {"determination": determination, **entries})
    roster_of(path, ALL)
    return Desk(path)


def _completed(desk):
    path = desk.path
    setting = desk.folder.load().setting
    sheet, _, application = compile_forms(setting)
    (path / "completed").mkdir()
    answers = typical(setting.standard)
    for applicant in ALL:
        poorer = {"city_standard_met": False} if applicant is FOURTH else {}
        for form in (sheet, application):
            parts = unpacked(form.render(applicant, answers | poorer))
            data = packed(parts, saved=SAVED, level=1)
            (path / "completed" / form.file_name(applicant)).write_bytes(data)
    desk.run("forms", "--jobs", "1")
    desk.run("read")
    return desk


def listed(desk, stage):
    return sorted(one.name for one in (desk.path / "shortlists").glob(f"{stage}审_*.xlsx"))


def decide(desk, stage, decisions=None):
    desk.run("shortlist", stage)
    paths = [desk.path / "shortlists" / name for name in listed(desk, stage)]
    for path in paths:
        names = names_on(path.read_bytes())
        here = {name: text for name, text in (decisions or {}).items() if name in names}
        desk.type_decisions(path, here)
    desk.run("read", *paths)


def text_of(desk, name):
    data = (desk.path / "published" / name).read_bytes()
    return "\n".join(paragraph_texts(read_package(data, name)))


def recognised(desk, stage):
    return sum(row[f"{stage}_level"] for row in desk.facts("status")["units"])


def test_one_stage_awards_by_itself(tmp_path):
    desk = Stages().add("only", "province", quota={}, plan={"total": 3}).made(tmp_path / "round")
    assert "error" not in {one["severity"] for one in desk.facts("check")["problems"]}
    decide(desk, "only")
    desk.run("publish", "publicity", "only")
    assert desk.codes("publish", "publicity", "only") == []
    desk.run("publish", "recommendation", "only", code=2)
    desk.run("publish", "determination")
    assert recognised(desk, "only") == 3
    assert desk.published() == ["公示_only审_湖南省.docx", "认定文件.docx"]
    assert "拟认定社区名单" in text_of(desk, "公示_only审_湖南省.docx").replace("\n", "")
    assert desk.codes("publish", "quota", code=1) == ["publish.no-quota-table"]
    desk.run("publish", "notice")


def test_two_stages_without_a_quota_choose_all_that_qualify(tmp_path):
    desk = Stages().add("first", "county").add("last", "province").made(tmp_path / "round")
    decide(desk, "first", {SECOND.name: "不推荐"})
    assert listed(desk, "first") == [
        "first审_衡阳市蒸湘区.xlsx",
        "first审_长沙市岳麓区.xlsx",
        "first审_长沙市浏阳市.xlsx",
    ]
    desk.run("publish", "publicity", "first")
    desk.run("publish", "recommendation", "first")
    assert "湖南省就业服务局：" in text_of(desk, "推荐请示_first审_衡阳市蒸湘区.docx")
    decide(desk, "last")
    desk.run("publish", "publicity", "last")
    desk.run("publish", "determination")
    assert recognised(desk, "last") == 3
    assert "quota" not in desk.facts("status")["units"][0]
    # A decision below that changes undoes what rested on it.
    path = desk.path / "shortlists" / "first审_衡阳市蒸湘区.xlsx"
    desk.type_decisions(path, {FOURTH.name: "不推荐"})
    told = desk.codes("read", path)
    assert "decision.overtaken" in told
    assert "paper.superseded" in told
    assert desk.published() == [
        "公示_first审_长沙市岳麓区.docx",
        "公示_first审_长沙市浏阳市.docx",
        "推荐请示_first审_长沙市岳麓区.docx",
        "推荐请示_first审_长沙市浏阳市.docx",
    ]


def test_five_stages_each_with_what_is_its_own(tmp_path):
    stages = (
        Stages()
        .add("street", "street", published=False)
        .add(
            "county", "county", publicity={"days": 7, "counted": "calendar"},
            bureaus={"岳麓区": "岳麓社保中心"}, quota={"by": "county"},
            plan={"places": {"岳麓区": 1, "浏阳市": 1, "蒸湘区": 1}},
        )
        .add("city", "city", bureaus={"衡阳市": "衡阳就业局"})
        .add("panel", "province", opinion=False, published=False, bureau="评审委员会")
        .add("last", "province", pass_mark=100, quota={}, plan={"total": 3})
    )  # fmt: skip
    desk = stages.made(tmp_path / "round")
    assert "error" not in {one["severity"] for one in desk.facts("check")["problems"]}
    assert desk.facts("publish", "notice")["problems"] is not None
    assert "公示7日" in text_of(desk, "通知.docx")

    decide(desk, "street")
    assert desk.codes("publish", "publicity", "street", code=1) == ["publish.no-publicity"]
    desk.run("publish", "recommendation", "street")
    sent = text_of(desk, "推荐请示_street审_长沙市岳麓区示例麓南街道.docx")
    assert "岳麓社保中心：" in sent
    assert "公示" not in sent

    decide(desk, "county")
    chosen = recognised(desk, "county")
    assert chosen == 3  # one of the two of 岳麓区
    desk.run("publish", "publicity", "county")
    notice = text_of(desk, "公示_county审_长沙市岳麓区.docx")
    assert "2017年9月26日至2017年10月2日（7日）" in notice
    assert "岳麓社保中心" in notice

    decide(desk, "city")
    desk.run("publish", "publicity", "city")
    assert "衡阳就业局" in text_of(desk, "公示_city审_衡阳市.docx")
    assert "长沙市局" in text_of(desk, "公示_city审_长沙市.docx")

    decide(desk, "panel")
    assert "评审委员会" in text_of_sent(desk, "panel")
    decide(desk, "last")
    assert recognised(desk, "last") == 2  # 丁 was good enough up to here
    desk.run("publish", "publicity", "last")
    desk.run("publish", "determination")
    path = desk.path / "shortlists" / "last审_湖南省.xlsx"
    desk.type_decisions(path, {FOURTH.name: "推荐"})
    desk.run("read", path)
    assert "list.below-pass-mark" in desk.codes("publish", "determination", code=1)


def text_of_sent(desk, stage):
    desk.run("publish", "recommendation", stage)
    return text_of(desk, f"推荐请示_{stage}审_湖南省.docx")


def test_an_application_that_has_come_to_a_stage_needs_the_opinions_before(tmp_path):
    stages = (
        Stages()
        .add("street", "street", opinion=False)
        .add("county", "county")
        .add("last", "province")
    )
    desk = stages.made(tmp_path / "round")
    told = desk.facts("read", "--stage", "last", code=1)["problems"]
    fields = {one["place"].get("field") for one in told if one["code"] == "form.opinion-skipped"}
    assert fields == {"county审部门意见"}
    assert "form.opinion-skipped" not in desk.codes("read", "--level", "county", code=None)


def test_a_round_by_batches_is_called_so(tmp_path):
    desk = (
        Stages()
        .add("only", "province")
        .made(tmp_path / "round", edition="第三批", name="{edition}认定（{region}）")
    )
    decide(desk, "only", {one.name: "不推荐" for one in ALL if one is not FIRST})
    desk.run("publish", "publicity", "only")
    desk.run("publish", "determination")
    assert "关于认定第三批省级充分就业" in text_of(desk, "认定文件.docx").replace("\n", "")
    assert desk.folder.load().setting.round.name == "第三批认定（湖南省）"


@pytest.mark.parametrize(
    ("arrange", "code"),
    [
        (lambda one: one.plans.pop("last"), "round.stage-missing"),
        (lambda one: one.plans.update(city={"deadline": "2017-10-01"}), "round.unknown-stage"),
        (lambda one: one.plans["first"].pop("publicity"), "round.publicity-missing"),
        (lambda one: one.stages[0].pop("publicity"), "round.no-publicity"),
        (lambda one: one.plans["last"].update(total=3), "round.no-quota"),
        (lambda one: one.stages[0].update(awards=True), "programme.awards-early"),
        (lambda one: one.stages[1].pop("awards"), "programme.awards-missing"),
        (lambda one: one.stages[1].update(label="first审"), "standard.duplicate-key"),
        (lambda one: one.stages[0].update(bureau="{town}局"), "round.unknown-placeholder"),
        (
            lambda one: one.stages[1].update(bureaus={"湖南省": "{county}局"}),
            "round.unknown-placeholder",
        ),
        (lambda one: one.stages[1].update(pass_mark=101), "programme.pass-mark-too-high"),
    ],
)
def test_what_does_not_fit_together_is_told(tmp_path, arrange, code):
    desk = Stages().add("first", "county").add("last", "province").laid(tmp_path / "round")
    path = desk.path / "round.yaml"
    round_ = _loaded(path)
    programme = _loaded(desk.path / "programme" / "programme.yaml")
    one = Stages(programme["stages"], round_["stages"])
    arrange(one)
    _change(path, {"stages": one.plans})
    _change(desk.path / "programme" / "programme.yaml", {"stages": one.stages})
    assert code in desk.codes("check", code=1)
    assert code in desk.codes("status", code=1)


def test_blocks_for_opinions_are_those_of_the_stages(tmp_path):
    desk = Stages().add("first", "county").add("last", "province").laid(tmp_path / "round")
    path = desk.path / "programme" / "standard.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("reviews: {'first'", "reviews: {'second'"), "utf-8")
    (found,) = [
        one for one in desk.facts("check", code=1)["problems"] if one["severity"] == "error"
    ]
    assert found["code"] == "programme.reviews"
    assert found["place"]["file"] == "programme/standard.yaml"
    assert desk.codes("forms", code=1) == ["programme.reviews"]


@pytest.mark.parametrize(("stage", "needed"), [({"quota": {"by": "city"}}, True), ({}, False)])
def test_only_quotas_of_units_need_a_worded_table(tmp_path, stage, needed):
    places = {"plan": {"places": {"长沙市": 3, "衡阳市": 1}}} if needed else {}
    desk = Stages().add("first", "county", **stage, **places).add("last", "province").laid(tmp_path)
    standard = tmp_path / "programme" / "standard.yaml"
    standard.write_text(standard.read_text("utf-8").partition("quota_table:")[0], "utf-8")
    assert ("programme.no-quota-table" in desk.codes("check", code=None)) == needed
