"""Making Word forms: docgen beside docxtpl, docxtemplater, and the bare means.

Everybody works from the project's own template and gets the same finished texts. docgen and
docxtemplater start from a template into which the standard was filled beforehand; docxtpl, which
keeps nothing from one document to the next, fills it in with everything else. docgen also writes
the document properties that say whose form it is, which the others do not.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from benchmarks.bare import BareDocument
from benchmarks.node import Node
from benchmarks.sample import Entry, Sample
from benchmarks.timing import Case, repeated, to_disk
from docgen import assets
from docgen.desk.files import write_whole
from docgen.forms import application, paper_score_sheet
from docgen.forms.table import table_rows
from docgen.office.word.template.template import WordTemplate
from docgen.records import FormKind

_MERGE: Final = re.compile(r"{%\s*vm\s+(.+?)\s*%}(.*)", re.DOTALL)
_PARAGRAPHS: Final = "{{ application.summary }}"
_AFTER_MERGE: Final = ("w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:vAlign")


class WordWork:
    """One form, and the ways of making it."""

    def __init__(self, sample: Sample, kind: FormKind) -> None:
        standard = sample.setting.standard
        if kind == FormKind.APPLICATION:
            self.name, file, context = "application form", application.TEMPLATE, sample.application
            constants: dict[str, Any] = {"review_rows": application.review_rows(standard)}
        else:
            self.name, file, context = "paper score sheet", paper_score_sheet.TEMPLATE, sample.paper
            constants = {"rows": table_rows(standard)}
        constants |= {"standard": standard, "programme": sample.setting.programme}
        constants["annex_colon"] = "："
        path = assets.template(file)
        self.entries = sample.entries
        self.contexts = [context(entry) for entry in sample.entries]
        self._constants = constants
        self._form = sample.forms[kind]
        self._template = WordTemplate.compile(path).bind(**constants)
        self._properties = [
            sample.setting.properties(kind, each.applicant) for each in self.entries
        ]
        self._for_docxtpl = template_for_docxtpl(path)
        self.given = list(zip(self.contexts, self._properties, strict=True))
        self.bare = BareDocument([self.docgen(each) for each in self.given])

    def docgen(self, given: tuple[Mapping[str, Any], Mapping[str, str]]) -> bytes:
        """The form from finished texts."""
        context, properties = given
        return self._template.render(context, properties)

    def docgen_from_figures(self, entry: Entry) -> bytes:
        """The form from answers and scores, all its texts still to be written."""
        return self._form.render(entry.applicant, entry.answers, entry.scores)

    def docxtpl(self, context: Mapping[str, Any]) -> bytes:
        """The form as users of docxtpl make it."""
        template = DocxTemplate(io.BytesIO(self._for_docxtpl))
        template.render({**self._constants, **context}, autoescape=True)
        buffer = io.BytesIO()
        template.save(buffer)
        return buffer.getvalue()

    def template_for_docxtemplater(self) -> bytes:
        """The form with docxtemplater's tags where its values belong."""
        return self._template.render(_tagged(self.contexts[0]), self._properties[0])

    def values_for_docxtemplater(self) -> list[dict[str, str]]:
        """The values by these tags; a line break takes the place of a new paragraph."""
        return [
            {tag: text.replace("\a", "\n") for tag, text in _leaves(context)}
            for context in self.contexts
        ]


def word_cases(sample: Sample, node: Node | None, folder: Path) -> Iterator[Case]:
    """Making the application form and the paper score sheet, in memory and to disk."""
    for kind in (FormKind.APPLICATION, FormKind.PAPER_SCORE_SHEET):
        yield from _cases(WordWork(sample, kind), node, folder / f"{kind}.docx")


def _cases(work: WordWork, node: Node | None, path: Path) -> Iterator[Case]:
    peers = {"docxtpl": repeated(work.docxtpl, work.contexts)}
    if node is not None:
        template, values = work.template_for_docxtemplater(), work.values_for_docxtemplater()
        peers["docxtemplater"] = node.work(f"docxtemplater {path.name}", template, values)
    floor = repeated(work.bare.made, work.bare.values)
    yield Case(f"{work.name} .docx", repeated(work.docgen, work.given), peers, floor)
    from_figures = repeated(work.docgen_from_figures, work.entries)
    yield Case(f"{work.name} .docx, its texts written too", from_figures, peers, floor)
    yield Case(
        f"{work.name} .docx, to disk",
        repeated(to_disk(work.docgen, path, write_whole), work.given),
        {"docxtpl": repeated(to_disk(work.docxtpl, path), work.contexts)},
        repeated(to_disk(work.bare.made, path), work.bare.values),
    )


def template_for_docxtpl(path: Path) -> bytes:
    """A template by docxtpl's means alone.

    It has no ``{% vm CONDITION %}``, and cannot open a new paragraph inside a content control.
    """
    document = Document(str(path))
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        for text in paragraph.iter(qn("w:t")):
            if text.text == _PARAGRAPHS:
                text.text = "{{ paragraph }}"
                paragraph.addprevious(_tag(f"for paragraph in {_PARAGRAPHS[3:-3]}.split('\\a')"))
                paragraph.addnext(_tag("endfor"))
    for cell in document.element.body.iter(qn("w:tc")):
        for text in cell.iter(qn("w:t")):
            found = _MERGE.match(text.text or "")
            if found:
                condition, content = found.groups()
                text.text = f"{{% if {condition} %}}{content}{{% endif %}}"
                value = f"{{% if {condition} %}}restart{{% else %}}continue{{% endif %}}"
                merge = OxmlElement("w:vMerge", {qn("w:val"): value})
                cell.tcPr.insert_element_before(merge, *_AFTER_MERGE)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _tag(tag: str) -> Any:
    """A paragraph with a paragraph tag."""
    paragraph = Document().add_paragraph(f"{{%p {tag} %}}")
    return paragraph._p


def _leaves(context: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in context.items():
        tag = f"{above}{key.replace('.', '_')}"
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{tag}_")
        else:
            yield tag, value


def _tagged(context: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    tagged: dict[str, Any] = {}
    for key, value in context.items():
        tag = f"{above}{key.replace('.', '_')}"
        nested = isinstance(value, Mapping)
        tagged[key] = _tagged(value, f"{tag}_") if nested else f"{{{tag}}}"
    return tagged
