"""What becomes of a Word form on its way through many hands: edits as people make them in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from typing import Final

from lxml import etree
from samples.completing import DOCUMENT, packed, unpacked

from docgen.forms.document import APPLICANT_PROPERTY
from docgen.office.word.names import w

SAVED: Final = datetime(2017, 9, 20, 16, 40)
CUSTOM: Final = "docProps/custom.xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NARROW: Final = str.maketrans("（），：；％／", "(),:;%/")
_TRACKED: Final = {w("id"): "1", w("author"): "王科长", w("date"): "2017-09-20T09:00:00Z"}

Edit = Callable[[etree._Element], None]


def edited(data: bytes, *edits: Edit) -> bytes:
    """A Word file, its document changed by each edit in turn."""
    parts = unpacked(data)
    root = etree.fromstring(parts[DOCUMENT])
    for edit in edits:
        edit(root)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts, saved=SAVED)


def without_properties(data: bytes) -> bytes:
    """A file that says nothing of itself any more, as after copying all of it into a new one."""
    parts = unpacked(data)
    parts[CUSTOM] = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    parts[CUSTOM] += b'custom-properties"/>'
    return packed(parts, saved=SAVED)


def without_applicant(data: bytes) -> bytes:
    """A file that does not say for whom it was made, so that only its names tell."""
    parts = unpacked(data)
    stated = f'"{APPLICANT_PROPERTY}"'.encode()
    assert parts[CUSTOM].count(stated) == 1
    parts[CUSTOM] = parts[CUSTOM].replace(stated, b'"office.applicant"')
    return packed(parts, saved=SAVED)


def renamed_as_on_the_web(data: bytes) -> bytes:
    """A file whose document part has the name that Word on the web gives it."""
    parts = unpacked(data)
    renamed = {name.replace("document.xml", "document2.xml"): parts[name] for name in parts}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        renamed[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    return packed(renamed, saved=SAVED)


def controls(root: etree._Element, key: str = "") -> list[etree._Element]:
    """Content controls: all, or those with this tag."""
    tagged = ((mark.get(w("val")), mark.getparent().getparent()) for mark in root.iter(w("tag")))
    return [control for tag, control in tagged if key in ("", tag)]


def unwrap(control: etree._Element) -> None:
    """Remove a control and leave its content."""
    content = control.find(w("sdtContent"))
    for node in list(content):
        control.addprevious(node)
    control.getparent().remove(control)


def spread_controls(root: etree._Element) -> None:
    """Give each paragraph of a control a control of its own, as docgen makes a draft."""
    for control in controls(root):
        content = control.find(w("sdtContent"))
        for paragraph in content.findall(w("p")):
            inner = deepcopy(control)
            filled = inner.find(w("sdtContent"))
            filled[:] = paragraph.findall(w("r"))
            paragraph.append(inner)
            control.addprevious(paragraph)
        if len(content) == 0:
            control.getparent().remove(control)


def lose_controls(root: etree._Element) -> None:
    """Remove every control, as WPS or copying as plain text does."""
    for control in reversed(controls(root)):
        unwrap(control)


def lose_some_controls(root: etree._Element) -> None:
    """Remove the controls of every second row of a table."""
    rows = list(root.iter(w("tr")))
    for control in reversed(controls(root)):
        row = next(control.iterancestors(w("tr")), None)
        if row is not None and rows.index(row) % 2:
            unwrap(control)


def lose_tags(root: etree._Element) -> None:
    """Leave controls their titles only, as LibreOffice does."""
    for mark in list(root.iter(w("tag"))):
        mark.getparent().remove(mark)


def lose_locks(root: etree._Element) -> None:
    """Take away what protects controls."""
    for mark in list(root.iter(w("lock"))):
        mark.getparent().remove(mark)


def respace_labels(root: etree._Element) -> None:
    """Type blanks between the characters of what the form prints."""
    for text in _printed(root):
        text.text = " ".join(text.text or "")
        text.set(_SPACE, "preserve")


def narrow_labels(root: etree._Element) -> None:
    """Type brackets and punctuation in the other width."""
    for text in _printed(root):
        text.text = (text.text or "").translate(_NARROW)


def break_labels(root: etree._Element) -> None:
    """Break what the form prints in cells over two paragraphs and a line."""
    for cell in root.iter(w("tc")):
        first = cell.find(w("p"))
        texts = [text for text in first.iter(w("t")) if not _is_typed(text)]
        if len(texts) != 1 or len(texts[0].text or "") < 6:
            continue
        text = texts[0].text
        second = deepcopy(first)
        first.addnext(second)
        texts[0].text = text[:2]
        run = texts[0].getparent()
        etree.SubElement(run, w("br"))
        etree.SubElement(run, w("t")).text = text[2:4]
        next(second.iter(w("t"))).text = text[4:]


def insert_rows(root: etree._Element) -> None:
    """Put a row above a table's first one and a blank one behind its second."""
    table = next(root.iter(w("tbl")))
    rows = table.findall(w("tr"))
    rows[0].addprevious(_row_like(rows[0], "（以下由社区填写）"))
    rows[1].addnext(_row_like(rows[1], "", merged=True))


def insert_column(root: etree._Element) -> None:
    """Put a column for remarks before a table's last one."""
    table = next(root.iter(w("tbl")))
    grid = table.find(w("tblGrid"))
    grid.insert(len(grid) - 1, deepcopy(grid[-1]))
    for number, row in enumerate(table.findall(w("tr"))):
        last = row.findall(w("tc"))[-1]
        last.addprevious(_cell_like(last, "备注" if number == 0 else ""))


def split_merged_cells(root: etree._Element) -> None:
    """Split cells that reach over several rows; only the first keeps its text."""
    for mark in list(root.iter(w("vMerge"))):
        mark.getparent().remove(mark)


def merge_headings(root: etree._Element) -> None:
    """Make the headings in the first column one cell, from the first row with a score on."""
    cells = [row.find(w("tc")) for row in next(root.iter(w("tbl"))).findall(w("tr"))[1:-1]]
    for number, cell in enumerate(cells):
        _merge_down(cell, number == 0)


def merge_cells(*keys: str) -> Edit:
    """Make one cell of those that hold the fields with these keys, over their rows."""

    def merge(root: etree._Element) -> None:
        cells = [next(controls(root, key)[0].iterancestors(w("tc"))) for key in keys]
        for number, cell in enumerate(cells):
            _merge_down(cell, number == 0)
        for cell in cells[1:]:
            for control in list(cell.iter(w("sdt"))):
                control.getparent().remove(control)

    return merge


def attach_pages(*lines: str) -> Edit:
    """Add paragraphs behind the form."""

    def attach(root: etree._Element) -> None:
        body = root.find(w("body"))
        for line in lines:
            paragraph = etree.Element(w("p"))
            etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")).text = line
            body.insert(len(body) - 1, paragraph)

    return attach


def type_beside(key: str, text: str) -> Edit:
    """Type a text into the paragraph of a control, behind it."""

    def type_(root: etree._Element) -> None:
        run = etree.Element(w("r"))
        etree.SubElement(run, w("t"), {_SPACE: "preserve"}).text = text
        controls(root, key)[-1].addnext(run)

    return type_


def empty_control(key: str) -> Edit:
    """Leave nothing but a blank in a control."""

    def empty(root: etree._Element) -> None:
        for control in controls(root, key):
            for text in control.iter(w("t")):
                text.text = "\u3000"

    return empty


def leave_control(key: str) -> Edit:
    """Type what a control holds behind it, and leave it blank."""

    def leave(root: etree._Element) -> None:
        text = "".join(controls(root, key)[0].itertext())
        empty_control(key)(root)
        type_beside(key, text)(root)

    return leave


def move_control(key: str, onto: str, *, copy: bool = False) -> Edit:
    """Drag a control, or a copy of it, onto the place of another, which it replaces."""

    def move(root: etree._Element) -> None:
        control = controls(root, key)[0]
        target = controls(root, onto)[0]
        target.getparent().replace(target, deepcopy(control) if copy else control)

    return move


def exchange_controls(one: str, two: str) -> Edit:
    """Let two controls change places, each with what was typed into it."""

    def exchange(root: etree._Element) -> None:
        first, second = controls(root, one)[0], controls(root, two)[0]
        mark = etree.Element("mark")
        first.getparent().replace(first, mark)
        second.getparent().replace(second, first)
        mark.getparent().replace(mark, second)

    return exchange


def delete_row(key: str) -> Edit:
    """Delete the row of a field."""

    def delete(root: etree._Element) -> None:
        row = next(controls(root, key)[0].iterancestors(w("tr")))
        row.getparent().remove(row)

    return delete


def move_row(key: str, behind: str) -> Edit:
    """Move the row of a field behind that of another."""

    def move(root: etree._Element) -> None:
        row = next(controls(root, key)[0].iterancestors(w("tr")))
        next(controls(root, behind)[0].iterancestors(w("tr"))).addnext(row)

    return move


def copy_row(key: str, *edits: Edit) -> Edit:
    """Add a second copy of the row of a field, with edits, behind it."""

    def copy(root: etree._Element) -> None:
        row = next(controls(root, key)[0].iterancestors(w("tr")))
        another = etree.Element("copy")
        another.append(deepcopy(row))
        for edit in edits:
            edit(another)
        for mark in another.iter(w("vMerge")):
            mark.set(w("val"), "continue")
        row.addnext(another[0])

    return copy


def copy_table(*edits: Edit) -> Edit:
    """Add a second copy of the form's table, with edits, behind the first."""

    def copy(root: etree._Element) -> None:
        table = next(root.iter(w("tbl")))
        another = etree.Element("copy")
        another.append(deepcopy(table))
        for edit in edits:
            edit(another)
        table.addnext(another[0])
        table.addnext(etree.Element(w("p")))

    return copy


def set_text(key: str, text: str) -> Edit:
    """Type a text into a control, and leave others of the field empty."""

    def set_(root: etree._Element) -> None:
        first, *others = (one for control in controls(root, key) for one in control.iter(w("t")))
        first.text = text
        for other in others:
            other.text = ""

    return set_


def replace_text(old: str, new: str) -> Edit:
    """Change what the form prints."""

    def replace(root: etree._Element) -> None:
        changed = [text for text in root.iter(w("t")) if old in (text.text or "")]
        assert changed, old
        for text in changed:
            text.text = (text.text or "").replace(old, new)

    return replace


def track_changes(root: etree._Element) -> None:
    """Let every value be a tracked change: the old one struck out, the new one inserted."""
    for control in controls(root):
        content = control.find(w("sdtContent"))
        for run in content.iter(w("r")):
            old = deepcopy(run)
            for text in old.iter(w("t")):
                text.tag = w("delText")
                text.text = "9"
            deleted = etree.Element(w("del"), _TRACKED)
            deleted.append(old)
            run.addprevious(deleted)
            inserted = etree.Element(w("ins"), _TRACKED)
            run.addprevious(inserted)
            inserted.append(run)


def _printed(root: etree._Element) -> Iterator[etree._Element]:
    return (text for text in root.iter(w("t")) if not _is_typed(text))


def _is_typed(text: etree._Element) -> bool:
    return next(text.iterancestors(w("sdt")), None) is not None


def _row_like(row: etree._Element, text: str, *, merged: bool = False) -> etree._Element:
    another = etree.Element(w("tr"))
    for cell in row.iter(w("tc")):
        another.append(_cell_like(cell, text, merged=merged))
        text = ""
    return another


def _cell_like(cell: etree._Element, text: str, *, merged: bool = False) -> etree._Element:
    """A new cell; one below a cell over several rows belongs to it if they are to stay merged."""
    another = etree.Element(w("tc"))
    properties = deepcopy(cell.find(w("tcPr")))
    for mark in properties.findall(w("vMerge")):
        if merged:
            mark.set(w("val"), "continue")
        else:
            properties.remove(mark)
    another.append(properties)
    run = etree.SubElement(etree.SubElement(another, w("p")), w("r"))
    etree.SubElement(run, w("t")).text = text
    return another


def _merge_down(cell: etree._Element, first: bool) -> None:
    properties = cell.find(w("tcPr"))
    for mark in properties.findall(w("vMerge")):
        properties.remove(mark)
    width = properties.find(w("gridSpan"))
    width = properties.find(w("tcW")) if width is None else width
    width.addnext(etree.Element(w("vMerge"), {w("val"): "restart" if first else "continue"}))
