"""Every kind of mistake is found at its place in every format, and none in clean forms."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from faults.mistaken_files import FILES
from faults.mistakes import IN_COPY, MISTAKES, REVIEWS
from readings import handling_word as word
from readings import handling_workbook as book
from readings.reading_matrix import read_all
from samples.completing import packed, unpacked
from samples.example_forms import APPLICATION, PAPER, SHEET, Office
from samples.hunan import HUNAN

from docgen.desk.folder import RoundFolder
from docgen.desk.intake import read_completed
from docgen.desk.reader import Reader
from docgen.desk.store import Store
from docgen.forms import Directory
from docgen.office.soffice.conversion import in_current_formats
from docgen.office.soffice.convert import convert
from docgen.records import Applicant

TYPES = "[Content_Types].xml"

ENDINGS = {SHEET: (".xls", ".ods", ".pdf"), PAPER: (".doc", ".odt", ".pdf")}
ENDINGS[APPLICATION] = ENDINGS[PAPER]
OWN = {SHEET: ".xlsx", PAPER: ".docx", APPLICATION: ".docx"}


def seeded(office, applicant, form, mistakes=(), *, calculated=True):
    """A form with mistakes in it."""
    typed = {key: value for one in mistakes for key, value in one.typed.items()}
    edits = [edit for one in mistakes for edit in one.edits]
    if form is SHEET:
        data = office.score_sheet(applicant, office.answers[applicant], word.SAVED).data
        edits = [book.type_at(**typed), *edits, *([] if calculated else [book.lose_values])]
        return book.edited(data, *edits)
    if form is PAPER:
        return word.edited(office.paper(applicant, word.SAVED, typed).data, *edits)
    # One paragraph: LibreOffice garbles controls that hold several.
    good = {**REVIEWS, "application.summary": "对照标准逐项自评，各项工作均已达标。"}
    completed = office.application(applicant, word.SAVED, good | typed, reviewed=False)
    return word.edited(completed.data, *edits)


def where(place, form, ending):
    """What of a place is the same in a format as in the form's own."""
    if ending == ".csv":
        return place.cell
    if ending == ".pdf":
        return (place.field,) if form is SHEET else (place.table, place.row, place.field)
    return (place.sheet, place.cell) if form is SHEET else (place.table, place.row, place.column)


def expected(mistakes, places, form, ending):
    said = [(code, key) for one in mistakes for key, code in one.said]
    return sorted(
        (code, str(where(place_of(places[form], key), form, ending)) if key else "")
        for code, key in said
    )


def place_of(places, key):
    """Where a field stands; in the second table if the key says so."""
    if key.startswith(IN_COPY):
        return places[key.removeprefix(IN_COPY)]._replace(table=2)
    return places[key]


def found(reading, form, ending):
    """Code and place of every problem; those of the file as a whole have no place."""
    return sorted(
        (one.code, str(where(one.place, form, ending)) if one.place.row or one.place.cell else "")
        for one in reading.problems
    )


@pytest.fixture(scope="module")
def places(office, applicant, read):
    """Where each field stands in the clean forms, by its key, and by its name in a workbook."""
    known = {form: read(seeded(office, applicant, form)).places for form in OWN}
    names = {key.replace(".", "_"): place for key, place in known[SHEET].items()}
    return {**known, SHEET: {**known[SHEET], **names}}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: f"{one.form.value}: {one.en}")
def test_a_mistake_is_found_at_its_place_and_nothing_else(mistake, office, applicant, read, places):
    reading = read(seeded(office, applicant, mistake.form, [mistake]))
    own = OWN[mistake.form]
    wanted = expected([mistake], places, mistake.form, own)
    assert found(reading, mistake.form, own) == wanted


def test_there_are_more_than_40_kinds_of_mistake():
    assert len({one.en for one in MISTAKES}) + len(FILES) > 60


def test_nothing_is_found_in_clean_forms(office, read):
    for applicant in list(office.answers)[::3]:
        for form in OWN:
            assert read(seeded(office, applicant, form)).problems == (), (applicant, form)


@pytest.fixture(scope="module")
def groups():
    """Mistakes that are seeded together in other formats, and for each form none at all."""
    together = {(form, ""): [] for form in OWN}
    for one in MISTAKES:
        if one.group:
            together.setdefault((one.form, one.group), []).append(one)
    return together


# Of three other formats every run tries one for each group, all of them with each form.
@pytest.fixture(scope="module", params=["a third", pytest.param("all", marks=pytest.mark.soak)])
def converted(request, groups, office, applicant, tmp_path_factory):
    """The forms of groups in other formats: path, group and ending of each."""
    folder = tmp_path_factory.mktemp("mistakes")
    files, sources = [], {}
    step = 1 if request.param == "all" else 3
    seen = Counter()
    for number, ((form, group), mistakes) in enumerate(groups.items()):
        path = folder / f"{number}{OWN[form]}"
        path.write_bytes(seeded(office, applicant, form, mistakes, calculated=False))
        for ending in ENDINGS[form][seen[form] % step :: step]:
            sources.setdefault(ending, {})[path] = (form, group)
        seen[form] += 1
        if form is SHEET and group != "scores":
            data = seeded(office, applicant, form, mistakes)
            for encoding in ("gb18030", "utf-8-sig"):
                table = folder / f"{number}-{encoding}.csv"
                table.write_bytes(book.as_csv(data, encoding))
                files.append((table, (form, group), ".csv"))
    assert sources.keys() == {ending for endings in ENDINGS.values() for ending in endings}
    for ending, paths in sources.items():
        made = convert(list(paths), ending[1:], folder / ending[1:]).made
        files += [(made[path], key, ending) for path, key in paths.items()]
    return files


@pytest.mark.office
def test_mistakes_are_found_in_other_formats_and_none_in_clean_forms(
    converted, groups, setting, office, places
):
    paths = [path for path, _, _ in converted]
    readings = read_all(paths, Reader(setting), Directory(HUNAN.applicant, office.answers))
    wrong = {}
    for path, key, ending in converted:
        form, group = key
        wanted = expected(groups[key], places, form, ending)
        if (said := found(readings[path], form, ending)) != wanted:
            wrong[form.value, group, ending] = said, wanted
    assert not wrong, "\n".join(
        f"{key}: {said}, not {wanted}" for key, (said, wanted) in wrong.items()
    )


@pytest.mark.parametrize("mistake", FILES, ids=lambda one: one.en)
def test_a_wrong_file_is_named_as_what_it_is(mistake, office, applicant, setting, tmp_path):
    path = tmp_path / mistake.file
    path.write_bytes(mistake.make(office, applicant))
    namesake = Applicant(*applicant[:2], "示例麓南乡", applicant.name)
    known = [*office.answers, *([namesake] if mistake.en == "name ambiguous" else [])]
    (reading,) = read_all([path], Reader(setting), Directory(HUNAN.applicant, known)).values()
    assert [one.code for one in reading.problems] == [mistake.code]
    assert reading.problems[0].place.field == mistake.field
    assert not reading.accepted


def test_an_old_format_without_libreoffice_says_what_is_needed():
    old = b"{\\rtf1 "
    (refused,) = in_current_formats([("附件3.rtf", old)], program="no-such-soffice")
    assert (refused.code, refused.place.file) == ("soffice.needed", "附件3.rtf")


@pytest.mark.parametrize("form", [SHEET, PAPER])
def test_macros_are_passed_over(form, office, applicant, read):
    clean = seeded(office, applicant, form)
    parts = unpacked(clean)
    main = "xl/workbook.xml" if form is SHEET else "word/document.xml"
    plain = re.search(rf'/{main}" ContentType="([^"]*)"', parts[TYPES].decode())[1]
    kind = "vnd.ms-excel.sheet" if form is SHEET else "vnd.ms-word.document"
    types = parts[TYPES].decode().replace(plain, f"application/{kind}.macroEnabled.main+xml")
    macros = {f"{main.partition('/')[0]}/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}
    reading = read(packed(parts | macros | {TYPES: types.encode()}, saved=word.SAVED))
    assert (reading.record, reading.problems) == (read(clean).record, ())


def test_an_application_that_has_come_to_a_level_needs_the_opinion_below(
    office, applicant, setting, places
):
    data = office.application(applicant, word.SAVED, reviewed=False).data
    for level, missing in (("city", ["county"]), ("province", ["county", "city"])):
        reading, _ = Reader(setting, setting.round.programme.stage(level)).read(data, "file")
        wanted = [places[APPLICATION][f"review.{one}.opinion"] for one in missing]
        assert [(one.code, one.place) for one in reading.problems] == [
            ("form.opinion-skipped", place) for place in wanted
        ]


@pytest.mark.parametrize(("typed", "answer"), [("95%", 95), (95, 95), ("0.95%", Decimal("0.95"))])
def test_a_percentage_is_read_as_its_unit_says(typed, answer, in_percent):
    reading = in_percent(typed)
    assert (reading.problems, reading.record.answers["centre_area"]) == ((), answer)


@pytest.mark.parametrize("typed", [0.95, "0.95", 1, "1"])
def test_a_percentage_that_could_be_a_part_is_not_guessed(typed, in_percent):
    assert [(one.code, one.place.cell) for one in in_percent(typed).problems] == [
        ("answer.not-a-number", "D65")
    ]


@pytest.fixture
def in_percent(setting, applicant, office):
    """Reads a form with one measure in per cent, in which something was typed."""
    standard = setting.standard
    measures = [
        each.model_copy(update={"unit": "%"} if each.key == "centre_area" else {})
        for each in standard.measures
    ]
    percent = replace(setting, standard=standard.model_copy(update={"measures": tuple(measures)}))
    data = seeded(Office(percent), applicant, SHEET)
    reader = Reader(percent)
    return lambda typed: reader.read(
        book.edited(data, book.type_at(measure_centre_area=typed), book.lose_values), "file"
    )[0]


@pytest.fixture
def take(example, tmp_path):
    """Reads files of the example round by their names below the round's folder ``completed``."""
    shutil.copytree(example, tmp_path / "round", ignore=shutil.ignore_patterns("completed"))
    folder = RoundFolder(tmp_path / "round")

    def take(files):
        for name, data in files.items():
            path = folder.completed / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        store = Store(folder.database)
        intake = read_completed(folder.load(), store)
        store.close()
        return [(one.code, one.place.file, one.severity) for one in intake.problems]

    return take


def test_a_form_in_the_folder_of_another_unit_is_an_error(take, office, applicant):
    data = seeded(office, applicant, SHEET)
    assert take({"株洲市/附件2.xlsx": data}) == [
        ("form.folder-mismatch", "completed/株洲市/附件2.xlsx", "error")
    ]


@pytest.mark.parametrize(
    ("later", "code", "severity"),
    [(5, "form.two-forms", "warning"), (0, "form.two-forms-alike", "error")],
)
def test_two_forms_of_one_applicant_that_differ(take, office, applicant, later, code, severity):
    answers = office.answers[applicant]
    changed = answers | {"awards_county": answers["awards_county"] + 1}
    files = {
        "甲.xlsx": office.score_sheet(applicant, answers, word.SAVED).data,
        "乙.xlsx": office.score_sheet(applicant, changed, word.SAVED + timedelta(later)).data,
    }
    (found,) = take(files)
    older = "completed/甲.xlsx" if later else found[1]
    assert found == (code, older, severity)


def test_the_same_form_twice_is_no_mistake(take, office, applicant):
    data = seeded(office, applicant, SHEET)
    assert take({"甲.xlsx": data, "乙/附件2.xlsx": data}) == []
