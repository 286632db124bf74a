"""Every message is said in both languages with the same facts, and every code in use has one."""

import ast
import string
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

import docgen
from docgen.catalogue import MESSAGES

PACKAGE = Path(docgen.__file__).parent
AREAS = {code.split(".")[0] for code in MESSAGES}


def placeholders(text: str) -> set[str]:
    # A fact that is a word itself comes in both languages: level_zh and level_en.
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return {name.removesuffix("_zh").removesuffix("_en") for name in names}


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_tell_the_same_facts(code):
    message = MESSAGES[code]
    assert placeholders(message.zh) == placeholders(message.en)
    assert message.zh.endswith("。")
    assert message.en.endswith(".")


def strings_in_package() -> set[str]:
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if "catalogue" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_every_message_is_used_and_every_code_in_use_has_a_message():
    used = {
        text
        for text in strings_in_package()
        if text.split(".")[0] in AREAS
        and text.count(".") == 1
        and " " not in text
        and text.split(".")[1].replace("-", "").isalpha()
        and text not in NOT_CODES
    }
    assert set(MESSAGES) - used == set()
    assert used - set(MESSAGES) == set()


# Strings of the same shape that are no codes.
NOT_CODES = {
    "programme.yaml",
    "standard.yaml",
    "round.yaml",
    "shortlist.xlsx",
    # What templates may say.
    "round.home",
    "round.plans",
    "round.region",
}


def strings_in(source: str) -> set[str]:
    nodes = ast.walk(ast.parse(source))
    constants = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {text for text in constants if isinstance(text, str)}


def not_asserted(sources: Iterable[str]) -> set[str]:
    """Codes that no test names, by the whole code or by a last part that no other code has."""
    said = set().union(*map(strings_in, sources))
    ends = Counter(code.split(".")[1] for code in MESSAGES)
    return {
        code
        for code in MESSAGES
        if code not in said and not (ends[end := code.split(".")[1]] == 1 and end in said)
    }


def test_every_code_is_asserted_in_a_test():
    tests = Path(__file__).parent
    assert not_asserted(path.read_text(encoding="utf-8") for path in tests.rglob("*.py")) == set()


def test_a_code_that_no_test_asserts_is_noticed():
    assert not_asserted(["assert 'form.value-missing'"]) == set(MESSAGES) - {"form.value-missing"}
    assert "template.torn-block" not in not_asserted(["['torn-block']"])
    assert "pdf.damaged" in not_asserted(["['damaged']"])


# Where a fault's kind is its code. A `reason` is how a library's sentence comes into a message.
def reasons_in(source: str) -> list[int]:
    """Lines where a problem is given a reason."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "problem"
        and any(keyword.arg == "reason" for keyword in node.keywords)
    ]


def test_no_problem_carries_a_library_s_sentence():
    paths = sorted(PACKAGE.rglob("*.py"))
    assert not [path for path in paths if reasons_in(path.read_text(encoding="utf-8"))]


def test_a_planted_reason_is_noticed():
    assert reasons_in("\nproblem('pdf.damaged', place, reason=str(error))") == [2]
    assert reasons_in("problem('pdf.damaged', place, part=name)") == []
