"""Word's own merge fields made tags, as far as one file for each row can do what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from docgen.office.tags.heads import Heads, name_of
from docgen.office.word.names import w
from docgen.office.word.template.checks import own_text
from docgen.office.word.template.field_text import is_date_picture, is_number_picture
from docgen.problems import Place, Problem, problem

_RUN, _CHAR, _TEXT = w("r"), w("fldChar"), w("t")
_INSTRUCTION, _LAYOUT, _SIMPLE = w("instrText"), w("rPr"), w("fldSimple")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
# What chooses or counts rows, or asks: one file for each row has nothing for it to do.
_NEVER: Final = frozenset(
    ["NEXT", "NEXTIF", "SKIPIF", "MERGEREC", "MERGESEQ", "ADDRESSBLOCK", "GREETINGLINE"]
)
_CASES: Final = {"UPPER": "upper", "LOWER": "lower", "FIRSTCAP": "first", "CAPS": "title"}
_NO_MATTER: Final = frozenset({"MERGEFORMAT", "CHARFORMAT"})
_WORD: Final = re.compile(r'\s*(?:"((?:\\.|[^"\\])*)"|“([^“”]*)”|(\\[^\s"]?)|([^\s"“\\]+))')
_OPERATORS: Final = frozenset({"=", "<>", "<", ">", "<=", ">="})
# Word puts this before a name that starts with a digit.
_BEFORE_DIGITS: Final = re.compile(r"^M_(?=[0-9])")
# Stands for a field within the instruction of another; no text can hold it.
_INNER: Final = "\ufdd5"


class UnsupportedFieldError(Exception):
    """A field says what no tag can do."""


@dataclass(slots=True)
class _Field:
    """A field of a document that is being followed.

    Attributes:
        runs: Its runs in their order.
        instruction: What it says, an inner field by a character that stands for it.
        inner: The tags of the fields within its instruction.
        layout: The layout of what it shows.
        begin: The character that begins it.
        in_result: Whether what follows is what it shows.
    """

    begin: etree._Element
    runs: list[etree._Element] = field(default_factory=list)
    instruction: str = ""
    inner: list[str] = field(default_factory=list)
    layout: etree._Element | None = None
    in_result: bool = False


def fill_merge_fields(
    root: etree._Element, heads: Heads, file: str
) -> tuple[dict[str, str], list[Problem]]:
    """Put a tag in the place of each merge field of a part.

    Args:
        root: The part.
        heads: The heads of the table that the fields may name.
        file: The template's name in messages.

    Returns:
        What a person sees of each field by its tag, and the fields that no tag can stand for.
    """
    work = _Work(heads, file)
    for simple in list(root.iter(_SIMPLE)):
        work.replace_simple(simple)
    stack: list[_Field] = []
    for run in list(root.iter(_RUN)):
        for one in stack:
            one.runs.append(run)
        for child in list(run):
            work.follow(stack, run, child)
    return work.written, list(dict.fromkeys(work.found))


class _Work:
    """What comes of the fields of a part."""

    def __init__(self, heads: Heads, file: str) -> None:
        self.written: dict[str, str] = {}
        self.found: list[Problem] = []
        self._heads = heads
        self._file = file

    def replace_simple(self, simple: etree._Element) -> None:
        """Replace a field that is one element."""
        instruction = simple.get(w("instr"), "")
        tags = self._tags(instruction, [], simple)
        if tags is None:
            return
        layout = next(simple.iter(_LAYOUT), None)
        run = etree.Element(_RUN)
        if layout is not None:
            run.append(layout)
        _write(run, tags)
        simple.getparent().replace(simple, run)  # type: ignore[union-attr]  # never the root

    def follow(self, stack: list[_Field], run: etree._Element, child: etree._Element) -> None:
        """Go on with what stands in a run."""
        if child.tag == _INSTRUCTION and stack and not stack[-1].in_result:
            stack[-1].instruction += child.text or ""
        elif child.tag == _TEXT and stack and stack[-1].in_result and stack[-1].layout is None:
            stack[-1].layout = run.find(_LAYOUT)
        if child.tag != _CHAR:
            return
        kind = child.get(w("fldCharType"))
        if kind == "begin":
            stack.append(_Field(child, [run]))
        elif kind == "separate" and stack:
            stack[-1].in_result = True
        elif kind == "end" and stack:
            self._end(stack.pop(), stack[-1] if stack else None, child)

    def _end(self, one: _Field, outer: _Field | None, end: etree._Element) -> None:
        tags = self._tags(one.instruction, one.inner, one.begin)
        if tags is None:
            return
        run = one.runs[0]
        if outer is not None and not outer.in_result:
            # It stands in what the outer field says, which goes with it or holds the tag.
            outer.inner.append(tags)
            outer.instruction += _INNER
            _take_away(one, end)
            _write(run, tags, _INSTRUCTION)
            return
        layout = one.layout
        _take_away(one, end)
        if layout is not None and layout.getparent() is not run:
            for old in run.findall(_LAYOUT):
                run.remove(old)
            run.insert(0, layout)
        _write(run, tags)

    def _tags(self, instruction: str, inner: list[str], at: etree._Element) -> str | None:
        """What stands for a field; None if it is none of a mail merge, or no tag can be it."""
        words = list(_words(instruction))
        name = words[0][0].upper() if words else ""
        try:
            if name == "MERGEFIELD":
                return self._merge_field(words[1:])
            if name == "IF" and inner:
                return self._condition(words[1:], inner)
            if name in _NEVER or (inner and name not in ("HYPERLINK", "")):
                raise UnsupportedFieldError
        except UnsupportedFieldError:
            self._tell(instruction.replace(_INNER, "«…»"), at)
        return None

    def _merge_field(self, words: list[tuple[str, bool]]) -> str:
        if not words:
            raise UnsupportedFieldError
        written, *switches = words
        heard = _BEFORE_DIGITS.sub("", written[0])
        by_name = {name_of(head): name for head, name in self._heads.names.items()}
        name = self._heads.name(heard) or by_name.get(name_of(heard)) or name_of(heard)
        given = "".join(f", {key}={_quoted(value)}" for key, value in _arguments(switches))
        tag = f"{{{{ {name}{f' | field_text({given[2:]})' if given else ''} }}}}"
        self.written[tag] = f"«{written[0]}»"
        return tag

    def _condition(self, words: list[tuple[str, bool]], inner: list[str]) -> str:
        if not 4 <= len(words) <= 5 or words[1][0] not in _OPERATORS:
            raise UnsupportedFieldError
        rest = iter(inner)
        (left, right), then = (
            [_operand(word, rest) for word in (words[0][0], words[2][0])],
            [_filled(word, rest) for word, _ in words[3:]],
        )
        if next(rest, None) is not None:
            raise UnsupportedFieldError
        test = f"({left}) | field_compared({_quoted(words[1][0])}, {right})"
        return f"{{% if {test} %}}{then[0]}{{% else %}}{''.join(then[1:])}{{% endif %}}"

    def _tell(self, instruction: str, at: etree._Element) -> None:
        paragraph = next(at.iterancestors(w("p")), None)
        text = own_text(paragraph) if paragraph is not None else ""
        place = Place(file=self._file, field=text)
        tag = " ".join(instruction.split())
        self.found.append(problem("template.field-unsupported", place, tag=tag))


def _words(instruction: str) -> Iterator[tuple[str, bool]]:
    """The words of an instruction, and whether each was quoted."""
    for found in _WORD.finditer(instruction):
        quoted = found[1] if found[1] is not None else found[2]
        if quoted is not None:
            yield re.sub(r"\\(.)", r"\1", quoted), True
        else:
            yield found[3] or found[4], False


def _arguments(words: list[tuple[str, bool]]) -> Iterator[tuple[str, str]]:
    """What the switches of a merge field mean."""
    rest = iter(words)
    for switch, _ in rest:
        if switch.lower() in ("\\m", "\\v"):
            continue
        value = next(rest, ("", False))[0]
        match switch.lower():
            case "\\*" if value.upper() in _NO_MATTER:
                continue
            case "\\*" if value.upper() in _CASES:
                yield "case", _CASES[value.upper()]
            case "\\b":
                yield "before", value
            case "\\f":
                yield "after", value
            case "\\@" if is_date_picture(value):
                yield "date", value
            case "\\#" if is_number_picture(value):
                yield "number", value
            case _:
                raise UnsupportedFieldError


def _operand(word: str, inner: Iterator[str]) -> str:
    """What a condition compares: a column, or a text that no column stands in."""
    if word == _INNER:
        tag = next(inner)
        if not tag.startswith("{{"):
            raise UnsupportedFieldError
        return tag[2:-2].strip()
    if _INNER in word:
        raise UnsupportedFieldError
    return _quoted(word)


def _filled(word: str, inner: Iterator[str]) -> str:
    """A text that a condition shows, with the tags of the fields in it."""
    pieces = word.split(_INNER)
    return "".join(
        piece if number == 0 else next(inner) + piece for number, piece in enumerate(pieces)
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _take_away(one: _Field, end: etree._Element) -> None:
    """Remove a field but for its first run, and what stands beside it in its outer runs."""
    first, last = one.runs[0], one.runs[-1]
    kept_before = list(first)[: list(first).index(one.begin)] if one.begin in first else []
    kept_after = list(last)[list(last).index(end) + 1 :]
    for run in one.runs:
        for child in list(run):
            is_layout = run is first and child.tag == _LAYOUT
            if child not in kept_before and child not in kept_after and not is_layout:
                run.remove(child)
        parent = run.getparent()
        empty = not any(child.tag != _LAYOUT for child in run)
        if run is not first and empty and parent is not None:
            parent.remove(run)


def _write(run: etree._Element, text: str, kind: str = _TEXT) -> None:
    made = etree.Element(kind, {_SPACE: "preserve"})
    made.text = text
    texts = [number for number, child in enumerate(run) if child.tag != _LAYOUT]
    run.insert(texts[-1] + 1 if texts else len(run), made)
