"""A template is compiled once for a file that stays the same, and its users do not meet."""

import io
from threading import Thread

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from docgen.office.tags.limits import Budget, TooMuchError
from docgen.office.word.template.template import WordTemplate
from docgen.office.workbook.template.template import WorkbookTemplate


def word(path, text):
    document = Document()
    document.add_paragraph(text)
    document.save(path)
    return WordTemplate.compile(path)


def workbook(path, text):
    book = Workbook()
    book.active["A1"] = text
    book.save(path)
    return WorkbookTemplate.compile(path)


def text_of(data):
    return Document(io.BytesIO(data)).paragraphs[0].text


def cell_of(data):
    return load_workbook(io.BytesIO(data)).active["A1"].value


def test_the_same_word_file_is_compiled_once_and_another_by_itself(tmp_path):
    path = tmp_path / "表.docx"
    first = word(path, "{{ a }}")
    assert WordTemplate.compile(path) is first
    assert WordTemplate.compile(path, "别名.docx") is not first, "its problems bear another name"
    second = word(path, "又{{ a }}")
    told = [one.render({"a": "甲"}) for one in (first, second)]
    assert [text_of(one) for one in told] == ["甲", "又甲"]


def test_a_word_template_that_was_bound_renders_and_binds_as_before(tmp_path):
    template = word(tmp_path / "表.docx", "{{ a }}{{ b }}")
    bound = [template.bind(a=one) for one in "甲乙"]
    made = [one.render({"b": "丙"}) for one in bound] + [template.render({"a": "丁", "b": "丙"})]
    assert [text_of(one) for one in made] == ["甲丙", "乙丙", "丁丙"]


def test_a_workbook_template_that_was_expanded_expands_as_before(tmp_path):
    path = tmp_path / "表.xlsx"
    first = workbook(path, "{{ a }}")
    again = WorkbookTemplate.compile(path)
    changed = workbook(path, "又{{ a }}")
    made = [
        one.expand({"a": value}).render({})
        for one, value in ((first, "甲"), (again, "乙"), (first, "甲"), (changed, "乙"))
    ]
    assert [cell_of(one) for one in made] == ["甲", "乙", "甲", "又乙"]
    assert made[0] == made[2]


def test_threads_that_share_a_template_have_a_budget_each():
    budget, left = Budget(), []
    budget.spend(99_999_999)

    def spend():
        budget.spend(99_999_999)
        budget.renew()
        left.append(True)

    thread = Thread(target=spend)
    thread.start()
    thread.join()
    assert left, "another thread has its own"
    with pytest.raises(TooMuchError):
        budget.spend(2)
