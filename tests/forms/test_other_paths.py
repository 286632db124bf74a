"""Forms of programmes whose applicants are named by other units, made and read back."""

import re
from dataclasses import replace

import pytest
from samples.completing import unpacked
from samples.hunan import HUNAN
from samples.packages import zipped

from docgen.desk.batch_plan import form_path
from docgen.forms import Directory, Entrant, Roster, compile_forms, open_document, write_roster
from docgen.forms.shortlist import ShortlistForm, read_shortlist
from docgen.programme import ApplicantType, Unit
from docgen.records import Applicant, Candidate, propose, rank

ANCHORS = re.compile(
    rb"<w:sdt>|</w:sdt>|<w:sdtPr>.*?</w:sdtPr>|</?w:sdtContent>|<definedNames>.*?</definedNames>",
    re.DOTALL,
)


def unit(key, head, label="", endings=(), *, optional=False):
    return Unit(key=key, head=head, label=label, english=key, endings=endings, optional=optional)


CITY = unit("city", "市州", "市（州）", ("市", "州"))
COUNTY = unit("county", "县市区", "县（市、区）", ("县", "市", "区"), optional=True)
NAME = unit("school", "学校", "学校", ("学校", "小学"))
PATHS = {
    "one": ((NAME,), ("实验第一小学",)),
    "a unit missing": ((CITY, COUNTY, NAME), ("东莞市", "", "格塘学校")),
    "a unit there": ((CITY, COUNTY, NAME), ("长沙市", "岳麓区", "第二小学")),
    "no labels": ((unit("town", "乡镇"), unit("inn", "农家乐")), ("甲乡", "山里人家")),
    "six": (
        (*(unit(key, key.upper(), key.upper()) for key in "abcde"), NAME),
        ("甲", "乙", "丙", "丁", "戊", "格塘学校"),
    ),
}


@pytest.fixture(params=PATHS.values(), ids=list(PATHS))
def case(request, setting):
    path, names = request.param
    kind = ApplicantType(word="学校", counter="所", english=("school", "schools"), path=path)
    stages = tuple(
        one.model_copy(
            update={
                "unit": one.unit if one.unit in kind.keys else HUNAN.region.key,
                "quota": None,
            }
        )
        for one in HUNAN.stages
    )
    programme = HUNAN.model_copy(update={"applicant": kind, "stages": stages})
    round_ = setting.round
    plans = {
        key: plan.model_copy(update={"places": {}, "total": None})
        for key, plan in round_.plans.items()
    }
    round_ = round_.model_copy(update={"programme": programme, "plans": plans})
    return replace(setting, round=round_), Applicant(*names)


def test_every_form_is_read_back_as_its_applicants(case):
    setting, applicant = case
    directory = Directory(setting.programme.applicant, [applicant])
    for form in compile_forms(setting):
        document = open_document(form.render(applicant, {}), "form")
        assert document.layout == form.layout
        assert form.recognises(document)
        reading = form.read(document).of(directory)
        assert reading.applicant == applicant
        assert not [one for one in reading.problems if "applicant" in one.code]


def without_anchors(data):
    """A form as another program saves it: no content controls, no names, no properties."""
    parts = unpacked(data)
    del parts["docProps/custom.xml"]
    for name, part in parts.items():
        if name in ("word/document.xml", "xl/workbook.xml"):
            parts[name] = ANCHORS.sub(b"", part)
    return zipped(parts)


def test_a_form_without_anchors_is_told_by_what_is_printed(case):
    setting, applicant = case
    other = Applicant(*applicant[:-1], f"另一{applicant.name}")
    directory = Directory(setting.programme.applicant, [applicant, other])
    for form in compile_forms(setting):
        document = open_document(without_anchors(form.render(applicant, {})), "form")
        assert not form.recognises(document)
        assert form.read(document).of(directory).applicant == applicant


def test_its_folder_has_no_step_for_a_unit_that_is_not_there(case):
    setting, applicant = case
    (form, *_) = compile_forms(setting)
    *folders, file = form_path(form, applicant).split("/")
    assert folders == [name for name in applicant if name]
    assert file == f"{applicant.name}_附件2_评定考核表.xlsx"


def test_its_roster_is_written_and_read(case, tmp_path):
    setting, applicant = case
    path = tmp_path / "communities.xlsx"
    write_roster(path, setting.programme, setting.standard, [Entrant(applicant, {})])
    roster = Roster(path, setting.programme, setting.standard)
    assert roster.applicants == (applicant,)


def test_a_roster_may_leave_out_the_column_of_a_unit_that_need_not_be_there(case, tmp_path):
    setting, applicant = case
    present = [(one.head, name) for one, name in zip(setting.path, applicant, strict=True) if name]
    path = tmp_path / "communities.csv"
    path.write_text("\n".join(map(",".join, zip(*present, strict=True))), encoding="utf-8")
    assert Roster(path, setting.programme, setting.standard).applicants == (applicant,)


def test_a_shortlist_names_it_and_is_read_back(case):
    setting, applicant = case
    candidates = [Candidate(applicant, 95, complete=True, has_application=True)]
    first = setting.programme.stages[0]
    ranked = rank(setting.round, candidates)
    proposal = propose(setting.round, setting.standard, first, candidates)
    data = ShortlistForm(setting).render(first, "某某", ranked, proposal)
    reading = read_shortlist(setting, open_document(data, "list.xlsx"))
    assert (reading.decisions, reading.problems) == ({applicant: True}, ())
