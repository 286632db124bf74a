"""Another year by commands: what is left of the last one, and of the sample, is told."""

import json
import shutil

import pytest
from click.testing import CliRunner
from docx import Document
from samples.bureau_templates import own_template
from samples.hunan import HUNAN

from docgen import assets
from docgen.cli import main
from docgen.desk.checking import check_inputs
from docgen.desk.folder import RoundFolder
from docgen.desk.own_templates import check_texts
from docgen.desk.starting import new_round
from docgen.forms import Entrant, write_roster
from docgen.office.package.archive import read_package
from docgen.office.word.template.paragraphs import paragraph_texts
from docgen.problems import errors
from docgen.records import Applicant
from docgen.round import last_known_year, load_round

YEAR_CODES = {
    "round.other-year",
    "round.period-other-year",
    "round.date-other-year",
    "round.number-other-year",
    "round.text-other-year",
    "template.other-year",
    "round.calendar-ends",
}


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def problems(folder):
    done = run("check", "--round", folder.path, "--json")
    return done.exit_code, json.loads(done.stdout)["problems"]


def edit(path, *changes):
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def at(folder, found):
    """The line that a problem is told at."""
    lines = (folder.path / found["place"]["file"]).read_text(encoding="utf-8").splitlines()
    return lines[found["place"]["line"] - 1].strip()


@pytest.fixture
def started(tmp_path, standard):
    """A round that was begun by ``docgen init``, with an applicant on its roster."""
    folder = RoundFolder(tmp_path / "round")
    assert run("init", folder.path).exit_code == 0
    applicant = Applicant("长沙市", "岳麓区", "望月湖街道", "岳龙社区")
    write_roster(folder.roster, HUNAN, standard, [Entrant(applicant, {})])
    return folder


@pytest.fixture
def of_2026(started):
    """The same round for 2026, on a programme that was adapted: dates moved on by nine years."""
    moves = [(str(year), str(year + 9)) for year in (2018, 2017, 2016)]
    edit(started.path / "round.yaml", *moves[:2])
    programme = started.path / "programme"
    shutil.copytree(assets.builtin_programmes()["hunan-2017"], programme)
    # What its texts say of the year follows these two.
    edit(programme / "standard.yaml", ("\nyear: 2017", "\nyear: 2026"))
    edit(
        programme / "standard.yaml",
        ("first: 2016-01-01, last: 2016", "first: 2025-01-01, last: 2025"),
    )
    edit(
        started.path / "round.yaml",
        ("programme: hunan-2026\n", ""),
        ("first_day: 2026-10-18", "first_day: 2026-10-19"),
        ("date: 2026-10-25", "date: 2026-10-24"),
        ("deadline: 2026-09-25", "deadline: 2026-09-28"),
        ("date: 2026-09-25", "date: 2026-09-26"),
    )
    return started


def test_a_round_of_another_year_than_its_standard_makes_nothing(started):
    edit(started.path / "round.yaml", ("\nyear: 2017", "\nyear: 2026"))
    exit_code, told = problems(started)
    (found,) = [one for one in told if one["severity"] == "error"]
    assert exit_code == 1
    assert (found["code"], at(started, found)) == ("round.other-year", "year: 2026")
    for command in (["forms"], ["publish", "notice"], ["publish", "quota"], ["status"]):
        done = run(*command, "--round", started.path, "--json")
        assert done.exit_code == 1
        assert [one["code"] for one in json.loads(done.stdout)["problems"]] == ["round.other-year"]
    assert not started.forms.exists()
    assert not started.published.exists()


def test_a_round_that_was_moved_to_2026_has_no_year_left_over(of_2026):
    exit_code, found = problems(of_2026)
    assert exit_code == 0
    assert not {one["code"] for one in found} & YEAR_CODES
    assert run("publish", "notice", "--round", of_2026.path).exit_code == 0
    text = "".join(
        paragraph_texts(read_package((of_2026.published / "通知.docx").read_bytes(), ""))
    )
    assert "现组织开展2026年省级" in text
    assert "2017" not in text


def test_what_was_forgotten_is_told_at_its_line(of_2026):
    edit(
        of_2026.path / "round.yaml",
        ("关于开展{year}年", "关于开展2017年"),
        ("湘人社函〔2026〕246号\n", "湘人社函〔2017〕246号\n"),
        ("issuing_date: 2026-08-15", "issuing_date: 2017-08-15"),
    )
    edit(of_2026.path / "programme" / "standard.yaml", ('  title: "{year}年', '  title: "2017年'))
    exit_code, found = problems(of_2026)
    assert exit_code == 0
    told = [(one["code"], at(of_2026, one)) for one in found if one["code"] in YEAR_CODES]
    assert told == [
        ("round.number-other-year", "number: 湘人社函〔2017〕246号"),
        ("round.text-other-year", "title: 关于开展2017年省级充分就业星级社区认定工作的通知"),
        ("round.date-other-year", "issuing_date: 2017-08-15"),
        ("round.text-other-year", 'title: "2017年省级充分就业星级社区名额分配表"'),
    ]


def test_a_year_and_a_sample_in_own_templates_are_told_with_their_text(of_2026):
    own_template(of_2026.templates, "determination.docx", ("{{ round.term }}", "二〇一七年"))
    footed = Document()
    footed.add_paragraph("{{ title }}")
    footed.sections[0].footer.paragraphs[0].text = "甲局（2017）3号 示例科"
    footed.save(of_2026.templates / "revocation.docx")
    own_template(
        of_2026.templates, "quota-table.xlsx", ("{{ standard.quota_table.title }}", "2017年名额")
    )
    _, found = problems(of_2026)
    told = {
        (one["code"], one["place"]["file"], one["place"].get("cell", ""))
        for one in found
        if one["code"] in ("template.other-year", "template.sample")
    }
    assert told == {
        ("template.other-year", "templates/determination.docx", ""),
        ("template.other-year", "templates/revocation.docx", ""),
        ("template.sample", "templates/revocation.docx", ""),
        ("template.other-year", "templates/quota-table.xlsx", "A2"),
    }
    assert all(one["place"]["field"] for one in found if one["place"]["file"].endswith("docx"))


@pytest.mark.parametrize("name", assets.templates())
def test_built_in_templates_name_no_year_and_nothing_made_up(name, tmp_path):
    own_template(tmp_path / "templates", name)
    folder = RoundFolder(tmp_path)
    assert list(check_texts(folder, 1900, frozenset())) == []


def test_the_example_round_has_no_year_left_over_and_is_a_sample_throughout(example):
    found = check_inputs(RoundFolder(example)).problems
    assert {one.code for one in found} == {"round.sample", "roster.sample"}
    assert {one.severity for one in found} == {"warning"}
    lines = (example / "round.yaml").read_text(encoding="utf-8").splitlines()
    told = [one.place.line for one in found if one.code == "round.sample"]
    marked = [number for number, line in enumerate(lines, 1) if "# 示例" in line.lstrip("# ")]
    assert told == marked
    (roster,) = [one for one in found if one.code == "roster.sample"]
    assert roster.place.file == "communities.xlsx"
    assert dict(roster.facts)["count"] == "42"


def test_of_the_sample_only_what_is_still_there_is_told(started):
    edit(
        started.path / "round.yaml",
        ("phone: 0731-00000000  # 示例 sample", "phone: 0731-85165000"),
        ("email: sample@example.com  # 示例 sample", "email: jyj@hunan.gov.cn # 示例"),
        ("office: 湖南省就业服务局", "office: 示例就业服务局"),
    )
    exit_code, found = problems(started)
    assert exit_code == 0
    told = [at(started, one).partition("#")[0].strip() for one in found]
    assert "phone: 0731-85165000" not in told
    assert "email: jyj@hunan.gov.cn" not in told
    assert "office: 示例就业服务局" in told
    assert "fax: 0731-00000000" in told
    assert {one["code"] for one in found} == {"round.sample"}


def test_without_a_problem_the_last_sentence_is_as_ever(of_2026):
    path = of_2026.path / "round.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    edit(path, *((line, line.partition("  #")[0]) for line in lines if "# 示例 sample" in line))
    edit(
        path,
        ("phone: 0731-00000000", "phone: 0731-85165000"),
        ("fax: 0731-00000000", "fax: 0731-85165001"),
        ("sample@example.com", "jyj@hunan.gov.cn"),
        ("湖南省长沙市示例路1号", "湖南省长沙市芙蓉中路三段416号"),
        ('"410000"', '"410004"'),
        ("示例人", "张三"),
    )
    done = run("check", "--round", of_2026.path, "--lang", "zh")
    assert done.output == "没有发现问题：1个社区，34项指标，满分100分。\n"


def test_a_new_round_is_the_example_s_but_for_the_revocation_put_off(example, started):
    text = (example / "round.yaml").read_text(encoding="utf-8")
    made = (started.path / "round.yaml").read_text(encoding="utf-8")
    assert made == new_round(text)
    whole, begun = load_round(example / "round.yaml"), load_round(started.path / "round.yaml")
    assert whole.revocation is not None
    assert begun.revocation is None
    assert begun == whole.model_copy(update={"revocation": None})
    # Taking away what the file says to take away gives the section back.
    at_section = made.index("# revocation:")
    again = made[:at_section] + made[at_section:].replace("# ", "", 1).replace("\n# ", "\n")
    started.path.joinpath("round.yaml").write_text(again, encoding="utf-8")
    assert load_round(started.path / "round.yaml") == whole


def test_a_revocation_of_the_sample_stops_no_round_but_is_told(of_2026):
    path = of_2026.path / "round.yaml"
    section = "revocation:\n  number: 甲〔2018〕1号\n  date: 2018-06-15\n  addressees: [乙]\n"
    path.write_text(path.read_text(encoding="utf-8") + section, encoding="utf-8")
    exit_code, found = problems(of_2026)
    assert exit_code == 0
    (early,) = [one for one in found if one["code"] == "round.revocation-early"]
    assert at(of_2026, early) == "date: 2018-06-15"
    assert run("publish", "notice", "--round", of_2026.path).exit_code == 0
    done = run(
        "publish", "revocation", "--applicant", "岳龙社区", "--reason", "复查不达标",
        "--round", of_2026.path, "--json",
    )  # fmt: skip
    assert done.exit_code == 1
    codes = [one["code"] for one in json.loads(done.stdout)["problems"]]
    assert codes == ["publish.revocation-early"]


def test_that_the_calendar_ends_before_the_round_is_told_when_it_starts(started):
    last = last_known_year() + 1
    edit(started.path / "round.yaml", ("deadline: 2017-11-25", f"deadline: {last}-11-25"))
    _, found = problems(started)
    (told,) = [one for one in found if one["code"] == "round.calendar-ends"]
    assert at(started, told) == f"deadline: {last}-11-25"


def test_the_example_says_of_the_calendar_only_what_stays_true(example):
    text = (example / "round.yaml").read_text(encoding="utf-8")
    calendar = text[text.index("# 已公布的国家放假安排") : text.index("\ncalendar:")]
    assert not [year for year in range(2000, 2100) if str(year) in calendar]


def own_programme(folder, standard):
    shutil.copytree(assets.builtin_programmes()["hunan-2017"], folder / "own")
    (folder / "own" / "standard.yaml").write_text(standard, encoding="utf-8")


UNUSABLE = {
    "text": ('name: "', 'name："', "yaml.wide-colon"),
    "a guess": ("\nyear: 2017", "\n year: 2017", "yaml.indent"),
    "an entry": ("\nyear: 2017", "\nyera: 2017", "yaml.misspelt-key"),
    "entries against each other": ("湘西自治州: 10\n", "湘西自治州: 9\n", "round.quota-sum"),
    "its standard": ("programme: hunan-2017", "programme: own", "standard.duplicate-key"),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_fault_of_one_input_hides_none_of_the_others(started, what):
    old, new, code = UNUSABLE[what]
    edit(started.path / "round.yaml", (old, new))
    standard = assets.builtin_standards()["hunan-2017"].read_text(encoding="utf-8")
    keys = standard.replace("- key: guides_displayed", "- key: integrity")
    own_programme(started.path, keys)
    started.roster.unlink()
    rows = "市州,县市区,街道乡镇,社区\n长沙市,岳麓区,甲街道,\n"
    (started.path / "communities.csv").write_text(rows, encoding="utf-8")
    wrong = Document()
    wrong.add_paragraph("{{ nothing }}")
    started.templates.mkdir()
    wrong.save(started.templates / "revocation.docx")
    found = check_inputs(started).problems
    told = {(one.code, one.place.file, one.place.line) for one in errors(found)}
    assert {
        ("roster.name-missing", "communities.csv", 2),
        ("template.undefined", "templates/revocation.docx", None),
    } <= told
    assert code in {one for one, _, _ in told}
    assert len(found) == len(set(found))


def test_a_round_and_a_standard_that_are_both_wrong_are_both_told(started):
    standard = assets.builtin_standards()["hunan-2017"].read_text(encoding="utf-8")
    own_programme(started.path, standard + "colour: red\n")
    changes = (("programme: hunan-2017", "programme: own"), ("\nyear: 2017", "\nyear: x"))
    edit(started.path / "round.yaml", *changes)
    found = check_inputs(started)
    told = [(one.code, one.place.file) for one in errors(found.problems)]
    assert told == [("yaml.wrong-value", "round.yaml"), ("yaml.unknown-key", "own/standard.yaml")]
    assert found.standard is None
    done = run("check", "--round", started.path, "--lang", "zh")
    assert done.output.startswith("有错误：1个社区。\n")
