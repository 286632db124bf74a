"""Slips of the pen in YAML are told where they are, in our own words, all at once."""

import ast
from pathlib import Path

import pytest
import ruamel.yaml

from docgen import assets
from docgen.problems import ProblemError
from docgen.yaml_input import read_as_meant, read_yaml

LIBRARY = Path(ruamel.yaml.__file__).parent

CASES = [
    ("yaml.tab", 3, "a: 1\nb:\n\tc: 1\n", {"a": 1, "b": {"c": 1}}),
    ("yaml.wide-blank", 3, "a:\n  b: 1\n\u3000c: 1\n  d: 2\n", {"a": {"b": 1, "c": 1, "d": 2}}),
    ("yaml.wide-colon", 2, "a: 1\nb：2\nc: 3\n", {"a": 1, "b": 2, "c": 3}),
    ("yaml.wide-colon", 1, "年度：2017\n名称: 甲\n", {"年度": 2017, "名称": "甲"}),
    ("yaml.colon-without-space", 1, "a:1\nb: 2\n", {"a": 1, "b": 2}),
    ("yaml.open-quote", 1, 'a: "x\nb: 2\nc: "y"\n', {"a": "x", "b": 2, "c": "y"}),
    ("yaml.open-quote", 1, "a: 'x\nb: 2\n", {"a": "x", "b": 2}),
    ("yaml.open-quote", 1, 'a: "x”\nb: 2\n', {"a": "x", "b": 2}),
    ("yaml.text-after-quotes", 2, 'b: 1\na: "x"y\n', {"b": 1, "a": '"x"y'}),
    ("yaml.text-after-quotes", 1, 'a: "x" y: 2\n', {"a": '"x" y: 2'}),
    ("yaml.backslash", 1, 'a: "C:\\湖南"\n', {"a": "C:\\湖南"}),
    ("yaml.open-bracket", 1, "a: [1, 2\nb: 3\n", {"a": [1, 2], "b": 3}),
    ("yaml.open-bracket", 1, "a: [1, 2】\nb: 3\n", {"a": [1, 2], "b": 3}),
    ("yaml.open-bracket", 1, "a: {x: 1\nb: 3\n", {"a": {"x": 1}, "b": 3}),
    ("yaml.odd-start", 1, "a: {b}局\nc: 1\n", {"a": "{b}局", "c": 1}),
    ("yaml.odd-start", 1, "a: @x\n", {"a": "@x"}),
    ("yaml.odd-start", 1, "a: `x`\n", {"a": "`x`"}),
    ("yaml.odd-start", 1, "a: %x\n", {"a": "%x"}),
    ("yaml.odd-start", 2, "a: 1\n%x: 2\nb: 3\n", {"a": 1, "b": 3}),
    ("yaml.odd-start", 1, "a: *重要\n", {"a": "*重要"}),
    ("yaml.odd-start", 1, "a: !重要\n", {"a": "!重要"}),
    ("yaml.odd-start", 1, "a: !!int x\n", {"a": "!!int x"}),
    ("yaml.odd-start", 1, "a: , x\n", {"a": ", x"}),
    ("yaml.odd-start", 1, "a: >5%\nb: 1\n", {"a": "", "b": 1}),
    ("yaml.colon-in-text", 1, "a: b: c\n", {"a": "b: c"}),
    ("yaml.list-in-line", 1, "a: - x\nb: 1\n", {"a": "- x", "b": 1}),
    ("yaml.list-among-entries", 3, "a:\n  b: 1\n  - x\n", {"a": {"b": 1}}),
    ("yaml.list-among-entries", 2, "a:\n  - b: 1\n  c: 2\n", {"a": {"c": 2}}),
    ("yaml.second-document", 2, "a: 1\n---\nb: 2\n", {"a": 1, "b": 2}),
    ("yaml.no-colon", 2, "a: 1\nfoo\nb: 2\n", {"a": 1, "b": 2}),
    ("yaml.no-colon", 2, "a: 1\nb 2\nc: 3\n", {"a": 1, "b": 2, "c": 3}),
    ("yaml.control-character", 1, "a: x\x07y\n", {"a": "x y"}),
    ("yaml.indent", 2, "a: 1\n  b: 2\n", {"a": 1, "b": 2}),
    ("yaml.indent", 3, "n:\n  a: 1\n   b: 2\n", {"n": {"a": 1, "b": 2}}),
    ("yaml.key-twice", 3, "a: 1\nb: 2\na: 3\n", {"a": 1, "b": 2}),
    ("yaml.too-deep", 1, "a: " + "[" * 300 + "\nb: 1\n", {"b": 1}),
    ("yaml.syntax", 2, "b:\n  <<: x\n", None),
]


def read(tmp_path, text):
    path = tmp_path / "f.yaml"
    path.write_text(text, encoding="utf-8")
    return read_as_meant(path, "f.yaml")


def library_sentences():
    """The words of the library's errors, as they stand in its source, without what is put in."""
    found = set()
    for name in ("scanner", "parser", "composer", "constructor", "reader"):
        tree = ast.parse((LIBRARY / f"{name}.py").read_text(encoding="utf-8"))
        for raised in (node for node in ast.walk(tree) if isinstance(node, ast.Raise)):
            for node in ast.walk(raised):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    text = node.value.strip(" '\"(),:")
                    found |= {text} if text.count(" ") >= 2 else set()
    return found


SENTENCES = library_sentences()


def own_words(found):
    for lang in ("zh", "en"):
        text = found.text(lang)
        assert not [one for one in SENTENCES if one in text]
        assert "None" not in text
    assert found.message("zh") != found.message("en")


@pytest.mark.parametrize(("code", "line", "text", "meant"), CASES)
def test_a_slip_is_told_at_its_line_and_what_was_meant_is_known(tmp_path, code, line, text, meant):
    source, found = read(tmp_path, text)
    assert [(one.code, one.place.line) for one in found] == [(code, line)]
    assert source.data == meant
    own_words(found[0])
    with pytest.raises(ProblemError):
        read_yaml(tmp_path / "f.yaml")


def test_the_sentences_of_the_library_are_known():
    assert len(SENTENCES) > 30
    assert "mapping values are not allowed here" in SENTENCES


def test_all_slips_are_told_at_once(tmp_path):
    source, found = read(tmp_path, 'a：1\nb: "x\nc: @y\nd:\n\te: 1\nf: 甲: 乙\na: 2\n')
    assert [(one.code, one.place.line) for one in found] == [
        ("yaml.wide-colon", 1),
        ("yaml.open-quote", 2),
        ("yaml.odd-start", 3),
        ("yaml.tab", 5),
        ("yaml.colon-in-text", 6),
        ("yaml.key-twice", 7),
    ]
    assert source.data["d"] == {"e": 1}


def test_encodings(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes("a: 湖南\nb：1\n".encode("gb18030"))
    source, found = read_as_meant(path, "f.yaml")
    assert [one.code for one in found] == ["yaml.encoding", "yaml.wide-colon"]
    assert dict(found[0].facts) == {"found": "GBK"}
    assert source.data == {"a": "湖南", "b": 1}
    path.write_text("a: 湖南\n", encoding="utf-16")
    assert dict(read_as_meant(path)[1][0].facts) == {"found": "UTF-16"}
    path.write_text("a: 湖南\r\nb: 1\r", encoding="utf-8-sig", newline="")
    assert read_yaml(path).data == {"a": "湖南", "b": 1}


def test_what_repeats_itself_without_end_is_told_and_left(tmp_path):
    text = "a0: &a0 [x, x]\n"
    for number in range(1, 40):
        text += f"a{number}: &a{number} [*a{number - 1}, *a{number - 1}]\n"
    source, found = read(tmp_path, text)
    assert [one.code for one in found] == ["yaml.endless"]
    assert source.data is None
    assert read(tmp_path, "a: &a {x: 1}\nb: *a\n")[1] == ()


BREAKS = {
    "yaml.wide-colon": lambda line: line.replace(": ", "：", 1),
    "yaml.tab": lambda line: "\t" + line[2:],
    "yaml.open-quote": lambda line: line.replace(": ", ': "', 1),
    "yaml.odd-start": lambda line: line.replace(": ", ": @", 1),
    "yaml.no-colon": lambda line: line.replace(": ", " ", 1),
    "yaml.indent": lambda line: f" {line}",
}


@pytest.mark.parametrize("code", BREAKS)
@pytest.mark.parametrize("number", [74, 127, 161, 183])
def test_a_slip_in_a_real_round_is_told_at_its_line(tmp_path, code, number):
    lines = (assets.example_round() / "round.yaml").read_text(encoding="utf-8").split("\n")
    assert lines[number - 1].startswith("  ")
    lines[number - 1] = BREAKS[code](lines[number - 1])
    _, found = read(tmp_path, "\n".join(lines))
    assert [(one.code, one.place.line) for one in found] == [(code, number)]
