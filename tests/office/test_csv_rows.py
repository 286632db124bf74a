"""Rows of a .csv: every encoding and separator that programs write, and what is no table."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.office.incoming.csv_rows import csv_rows, numbered_rows
from docgen.problems import ProblemError

ROWS = [["指标", "数值"], ["人数，计划", "3"], ["备注", '说"是", 否\n第二行']]


def written(rows, separator=",", newline="\r\n"):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=newline).writerows(rows)
    return stream.getvalue()


def refused(data):
    with pytest.raises(ProblemError) as error:
        csv_rows(data, "甲.csv")
    (found,) = error.value.problems
    assert found.place.file == "甲.csv"
    return found.code, found.place.line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_a_table_reads_whatever_program_wrote_it(encoding, separator, newline):
    data = written(ROWS, separator, newline).encode(encoding)
    assert csv_rows(data) == ROWS


def test_the_separator_is_what_stands_in_most_lines():
    assert csv_rows("城市\t数值, 单位\n长沙\t3\n".encode()) == [
        ["城市", "数值, 单位"],
        ["长沙", "3"],
    ]
    assert csv_rows('表\n"甲;乙";丙,丁,1\n戊,己,2\n'.encode())[2] == ["戊", "己", "2"]
    assert csv_rows("只有一列\n长沙\n".encode()) == [["只有一列"], ["长沙"]]


def test_rows_know_the_lines_where_they_start():
    data = b'a,"1\r\n2"\r\n\r\nb,3\r\n'
    assert list(numbered_rows(data)) == [(1, ["a", "1\r\n2"]), (3, []), (4, ["b", "3"])]


def test_nothing_has_no_rows():
    assert csv_rows(b"") == csv_rows("\ufeff".encode()) == []


@pytest.mark.parametrize(
    "data", [b"a,\xff\xff\n", b"\xff\xfea", b"a,\0\n", "甲,乙".encode("utf-16-le")]
)
def test_what_is_no_text_is_a_problem(data):
    assert refused(data) == ("table.encoding", None)


def test_a_table_beyond_all_measure_is_a_problem():
    assert refused(b"a,b\n" * 10_001) == ("table.too-large", 10_001)
    assert refused(b"a,b\n" + b"," * 20_000) == ("table.too-large", 2)


def test_a_quotation_mark_left_open_is_a_problem_where_it_stands():
    assert refused(b"a,b\nc,d\n" + b'"e' + b",f\n" * 100_000) == ("table.unreadable", 3)


@pytest.mark.parametrize(
    "data", [b"\n" * 50_000_000, b"," * 50_000_000, b'"' * 50_000_000, b"\r\n," * 10_000_000]
)
def test_no_table_takes_long(data):
    begun = time.process_time()
    with pytest.raises(ProblemError):
        csv_rows(data)
    assert time.process_time() - begun < 1


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=20)


@given(
    st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.sampled_from("\t,;"),
)
def test_what_is_written_reads_back(rows, encoding, separator):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    data = stream.getvalue().encode(encoding)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if encoding == "gb18030":
            return  # bytes that are UTF-8 as well are taken for it
    assert csv_rows(data) == rows
