"""Code names no unit, word or place of one programme: a search of every module, and its proof."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import docgen

PACKAGE = Path(docgen.__file__).parent
UNITS = "community|communities|city|cities|county|counties|street|streets|province|provinces"
# An identifier has its words between underscores, digits or capitals.
BETWEEN = re.compile("[_0-9]+|(?<=[a-z])(?=[A-Z])")
WORD = re.compile(
    rf"(?<![A-Za-z])({UNITS})(?![A-Za-z])|社区|市州|附件[23]|充分就业|就业|湖南", re.IGNORECASE
)
# The name of the roster's file in the folder of every round.
ROSTER = re.compile(r"communities(?=\.xlsx|\{suffix\})")

OLD_NAMES = {
    "former.py",  # the one map of old anchors
    *(
        f"desk/store/migrations/versions/{path.name}"
        for path in (PACKAGE / "desk/store/migrations/versions").glob("r000[1-4]_*.py")
    ),  # the conversion of old records
}
# Rounds of before are known, and carried on, by the names that they had for all.
BEFORE: dict[str, set[str]] = {
    "desk/converting.py": {"city", "county", "province"},
    "desk/old_templates.py": {"city", "county", "province"},
    "round/loading.py": {"province"},
}


def words_of(source: str) -> Iterator[tuple[int, str]]:
    """Line and word of whatever belongs to one programme in a module."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME:
            words = [one.lower() for one in BETWEEN.split(token.string)]
            found = [one for one in words if one in UNITS.split("|")]
        elif token.type in (tokenize.STRING, tokenize.COMMENT):
            text = ROSTER.sub("", token.string)
            found = [one[0].lower() for one in WORD.finditer(text)]
        else:
            continue
        for word in found:
            yield token.start[0], word


def modules() -> list[str]:
    return sorted(
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).as_posix() not in OLD_NAMES
    )


@pytest.mark.parametrize("module", modules())
def test_a_module_names_nothing_of_one_programme(module):
    source = (PACKAGE / module).read_text(encoding="utf-8")
    found = [(line, word) for line, word in words_of(source) if word not in BEFORE.get(module, ())]
    assert found == []


def test_the_words_of_before_are_where_they_are_allowed():
    for module, words in BEFORE.items():
        source = (PACKAGE / module).read_text(encoding="utf-8")
        assert words <= {word for _, word in words_of(source)}, module


@pytest.mark.parametrize(
    ("planted", "word"),
    [
        ("city = 1", "city"),
        ("one.county_name", "county"),
        ("def of(street): pass", "street"),
        ("class CommunityForm: pass", "community"),
        ("from docgen.places import provinces", "provinces"),
        ("CITY_LABEL = 2", "city"),
        ("call(county=3)", "county"),
        ('"the city of an applicant"', "city"),
        ('f"{name}社区"', "社区"),
        ("# 附件2 as it is printed", "附件2"),
        ('"""A round of 湖南."""', "湖南"),
        ("label = '新增就业'", "就业"),
        ("heads = ['市州']", "市州"),
        ('"see communities.xlsx of each community"', "community"),
    ],
)
def test_the_search_finds_a_planted_word(planted, word):
    assert [found for _, found in words_of(f"import os\n{planted}\n")] == [word]


def test_the_search_passes_over_what_only_looks_alike():
    source = '"publicity and opacity in communities.xlsx"\nself.opacity = velocity\n'
    assert list(words_of(source)) == []
