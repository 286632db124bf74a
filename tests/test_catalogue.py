"""Every message is said in both languages with the same facts, and every code in use has one."""

import ast
import string
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
    "standard.yaml",
    "round.yaml",
    "shortlist.xlsx",
}
