"""Comments in copies of Word files: at their places, taken away again, and nothing else changed."""

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from samples.completing import unpacked

from docgen.office.package.archive import (
    Package,
    deflate,
    read_package,
    write_archive,
)
from docgen.office.package.content_types import CONTENT_TYPES
from docgen.office.soffice.convert import convert
from docgen.office.word.comments.comments import WordComment, comment_word
from docgen.office.word.names import WORD, w
from docgen.office.word.reading.reader import read_controls, read_tables
from docgen.problems import ProblemError

AUTHOR = "岳阳市人力资源和社会保障局"
DOCUMENT, COMMENTS = "word/document.xml", "word/comments.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STRICT = {
    WORD: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
PLACES = [
    WordComment("县名与名册不符。\n请改正。", "applicant.county"),
    WordComment("缺少就业人数，请补填。", "application.summary"),
    WordComment("请核对。", "application.summary"),
    WordComment("没有填写。", "市（州）人力资源社会保障部门审核意见"),
    WordComment("这一格有误。", table=1, row=1, column=1),
    WordComment("全文。"),
]


def document(body: str, more: Mapping[str, str] | None = None, main: str = MAIN) -> Package:
    """A Word file as some other program names and refers to its parts."""
    relation = f'<Relationship Id="x1" Type="{OFFICE}/officeDocument" Target="/word/document.xml"/>'
    parts = {
        CONTENT_TYPES: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": relationships(relation),
        DOCUMENT: f'<a:document xmlns:a="{WORD}" xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
        f' xmlns:o="urn:schemas-microsoft-com:office:office"><a:body>{body}</a:body></a:document>',
    }
    return package({**parts, **(more or {})})


def relationships(*entries: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(entries)}</Relationships>'


def package(parts: Mapping[str, str | bytes]) -> Package:
    members = ((n, p.encode() if isinstance(p, str) else p) for n, p in parts.items())
    return read_package(write_archive(deflate(name, part) for name, part in members))


def sdt(tag: str, content: str) -> str:
    properties = f'<w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def p(*texts: str) -> str:
    runs = (t if t.startswith("<") else f"<w:r><w:t>{t}</w:t></w:r>" for t in texts)
    return f"<w:p><w:pPr/>{''.join(runs)}</w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def commented(found: Package, comments: list[WordComment], author: str = AUTHOR) -> Package:
    return read_package(comment_word(found, comments, author), found.file)


def texts(found: Package) -> dict[str, str]:
    """The text of each comment by its number, as python-docx reads it."""
    comments = Document(io.BytesIO(whole(found))).comments
    return {str(comment.comment_id): comment.text for comment in comments}


def whole(found: Package) -> bytes:
    return write_archive(deflate(name, part) for name, part in found.items())


def anchored(found: Package) -> dict[str, str]:
    """What stands between the marks of each comment, paragraphs separated by ``|``."""
    pieces: dict[str, list[str]] = {}
    opened: list[str] = []
    for node in found.xml(DOCUMENT).iter("{*}*"):
        name, number = etree.QName(node).localname, node.get(w("id"), "")
        if name == "commentRangeStart":
            opened.append(number)
            pieces[number] = []
        elif name == "commentRangeEnd":
            opened.remove(number)
        elif name in ("t", "p"):
            for each in opened:
                pieces[each].append(node.text or "" if name == "t" else "|")
    assert not opened
    references = [node.get(w("id")) for node in found.xml(DOCUMENT).iter(w("commentReference"))]
    assert sorted(references) == sorted(pieces)
    return {number: "".join(text) for number, text in pieces.items()}


def by_text(found: Package) -> dict[str, str]:
    """What each comment is about, by its text."""
    about = anchored(found)
    return {text: about[number] for number, text in texts(found).items()}


def lines(*each: str) -> list[str]:
    return sorted("\n".join(each).split("\n"))


def canonical(part: bytes) -> bytes:
    return etree.tostring(etree.fromstring(part), method="c14n")


def changed(before: Package, after: Package) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


@pytest.fixture(scope="module")
def form(example: Path) -> Package:
    (path,) = (example / "completed").rglob("示例金桥社区_附件3_申报表.docx")
    return read_package(path.read_bytes(), path.name)


def test_comments_stand_at_controls_of_every_level_and_cells() -> None:
    body = (
        p("首段")
        + sdt("block", p("一") + p("二"))
        + p("前", sdt("inline", "<w:r><w:t>三</w:t></w:r>"), "后")
        + table(
            tr(tc(p("a")), tc(p("b"), '<w:gridSpan w:val="2"/>')),
            sdt("row", tr(tc(p("c")), tc(p("d")))),
            tr(tc(p("e"), "<w:vMerge/>"), sdt("cell", tc(p("f") + p("g")))),
            tr(tc(table(tr(tc(p("内")))) + p()), tc(sdt("empty", "<w:p/>"))),
        )
    )
    comments = [WordComment(tag, tag) for tag in ("block", "inline", "row", "cell", "empty")]
    comments += [
        WordComment("宽", table=1, row=1, column=3),
        WordComment("末", table=1, row=1),
        WordComment("并", table=1, row=3, column=1),
        WordComment("嵌", table=2, row=1, column=1),
        WordComment("无此表", table=9, row=1, column=1),
        WordComment("无此控件", "nothing", table=1, row=2, column=1),
        WordComment("头"),
    ]
    assert by_text(commented(document(body), comments)) == {
        "block": "一|二",
        "inline": "三",
        "row": "c|d",
        "cell": "f|g",
        "empty": "",
        "宽\n末": "b",
        "并\n无此控件": "c",
        "嵌": "内",
        "无此表\n头": "首段",
    }


@pytest.mark.parametrize(
    ("body", "about"),
    [
        (table(tr(tc(p("格")))) + p("后"), "格"),
        (sdt("x", p("控件")) + p("后"), "控件"),
        ("<w:sectPr/>", ""),
    ],
)
def test_a_comment_without_a_place_stands_at_the_beginning(body: str, about: str) -> None:
    assert by_text(commented(document(body), [WordComment("全")])) == {"全": about}


def test_a_comment_on_a_text_box_stands_at_the_paragraph_that_holds_it() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p(sdt('in box', ''))}</w:txbxContent></w:pict></w:r>"
    copy = commented(document(p("甲") + p("乙", box)), [WordComment("框", "in box")])
    mark = next(copy.xml(DOCUMENT).iter(w("commentReference")))
    assert not list(mark.iterancestors(w("txbxContent")))
    assert anchored(copy)["0"].startswith("乙")


def test_places_have_the_numbers_that_the_reader_gives(example: Path) -> None:
    paths = sorted((example / "completed").rglob("*.docx"))
    seen = 0
    for path in paths:
        found = read_package(path.read_bytes(), path.name)
        cells = {
            f"{one.number} {cell.row} {cell.column}": (one.number, cell)
            for one in read_tables(found)
            for row in one.rows
            for cell in row
            if cell
        }
        comments = [
            WordComment(key, table=number, row=cell.row, column=cell.column)
            for key, (number, cell) in cells.items()
        ]
        about = by_text(commented(found, comments)) if comments else {}
        assert about == {key: cell.text.replace("\n", "|") for key, (_, cell) in cells.items()}
        seen += len(about)
    assert seen > 100


def test_a_copy_of_every_completed_form_differs_only_by_its_comments(example: Path) -> None:
    paths = sorted((example / "completed").rglob("*.docx"))
    assert paths
    for path in paths:
        found = read_package(path.read_bytes(), path.name)
        copy = commented(found, PLACES)
        assert lines(*texts(copy).values()) == lines(*(one.text for one in PLACES))
        assert changed(found, copy) <= {
            *(DOCUMENT, COMMENTS, CONTENT_TYPES, "word/_rels/document.xml.rels")
        }
        assert read_controls(copy) == read_controls(found)
        assert read_tables(copy) == read_tables(found)
        assert comment_word(copy, PLACES, AUTHOR) == whole(copy)
        clean = commented(copy, [])
        assert set(clean) == set(found)
        assert all(
            part == found[name] or canonical(part) == canonical(found[name])
            for name, part in clean.items()
        )


def test_several_comments_at_one_place_become_one(form: Package) -> None:
    copy = commented(form, PLACES)
    assert "缺少就业人数，请补填。\n请核对。" in texts(copy).values()
    assert len(texts(copy)) == 5


def test_a_copy_that_comes_back_carries_only_what_is_still_wrong(form: Package) -> None:
    again = commented(commented(form, PLACES), PLACES[3:4])
    assert texts(again) == {"0": "没有填写。"}
    assert comment_word(again, PLACES, AUTHOR) == comment_word(form, PLACES, AUTHOR)


def test_comments_of_others_stay(form: Package) -> None:
    theirs = Document(io.BytesIO(whole(form)))
    run = theirs.paragraphs[0].runs[0]
    theirs.add_comment(run, text="另一人的批注", author="张三")
    buffer = io.BytesIO()
    theirs.save(buffer)
    with_theirs = read_package(buffer.getvalue())
    copy = commented(with_theirs, PLACES)
    assert "另一人的批注" in texts(copy).values()
    assert len(texts(copy)) == 6
    assert by_text(copy)["另一人的批注"] == "附件3："
    clean = commented(copy, [])
    assert list(texts(clean).values()) == ["另一人的批注"]
    assert canonical(clean[DOCUMENT]) == canonical(with_theirs[DOCUMENT])
    assert clean[COMMENTS] == with_theirs[COMMENTS] or canonical(clean[COMMENTS]) == canonical(
        with_theirs[COMMENTS]
    )


def test_an_indented_document_gets_back_its_white_space() -> None:
    before = document("\n  <w:p>\n    <w:pPr/>\n    <w:r><w:t>甲</w:t></w:r>\n  </w:p>\n")
    copy = commented(before, [WordComment("全")])
    assert by_text(copy) == {"全": "甲"}
    assert canonical(commented(copy, [])[DOCUMENT]) == canonical(before[DOCUMENT])


def test_a_strict_document_gets_strict_comments(form: Package) -> None:
    def strict(part: bytes) -> bytes:
        for loose, tight in STRICT.items():
            part = part.replace(loose.encode(), tight.encode())
        return part

    before = package({name: strict(part) for name, part in form.items()})
    copy = commented(before, PLACES)
    root = copy.xml(COMMENTS)
    assert etree.QName(root).namespace == STRICT[WORD]
    assert len(root) == 5
    assert STRICT[OFFICE] + "/comments" in copy["word/_rels/document.xml.rels"].decode()
    assert read_controls(copy) == read_controls(before)


def test_a_file_with_macros_comes_back_without_them() -> None:
    kinds = {
        "m": (
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
            "vbaProject.bin",
        ),
        "c": (f"{OFFICE}/control", "activeX/activeX1.xml"),
        "o": (f"{OFFICE}/oleObject", "embeddings/oleObject1.bin"),
        "i": (f"{OFFICE}/image", "media/image1.png"),
    }
    entries = (
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in kinds.items()
    )
    extension = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
    root = (
        f'<Relationship Id="x1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>',
        f'<Relationship Id="x2" Type="{extension}" Target="customUI/customUI.xml"/>',
    )
    body = p(
        '<w:r><w:object><w:control r:id="c"/></w:object></w:r>',
        '<w:r><w:object><w:pict r:id="i"/><o:OLEObject r:id="o"/></w:object></w:r>',
        "文字",
    )
    binary = '<Relationship Id="b" Type="x/activeXControlBinary" Target="activeX1.bin"/>'
    more = {
        "word/_rels/document.xml.rels": relationships(*entries),
        "word/activeX/_rels/activeX1.xml.rels": relationships(binary),
        "_rels/.rels": relationships(*root),
        **{f"word/{target}": "<x/>" for _, target in kinds.values()},
        "word/activeX/activeX1.bin": "",
        "customUI/customUI.xml": "<customUI/>",
    }
    macro_main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    copy = commented(document(body, more, macro_main), [WordComment("全")])
    assert set(copy) == {
        *(CONTENT_TYPES, "_rels/.rels", DOCUMENT, COMMENTS),
        *("word/_rels/document.xml.rels", "word/media/image1.png"),
    }
    assert copy.content_types[DOCUMENT] == MAIN
    left = copy[DOCUMENT].decode()
    assert "OLEObject" not in left
    assert "control" not in left
    assert '<w:pict r:id="i"' in left


def test_what_is_no_word_file_is_a_problem(example: Path) -> None:
    (path,) = (example / "completed").rglob("示例碧湖社区_附件2_评定考核表.xlsx")
    with pytest.raises(ProblemError) as error:
        comment_word(read_package(path.read_bytes(), "表.xlsx"), PLACES, AUTHOR)
    assert [found.code for found in error.value.problems] == ["word.not-word"]


ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60) | st.text(
    "<&>\"'\t\n \x0b汉", min_size=1
)


@settings(deadline=None, max_examples=60)
@given(ANY_TEXT, st.sampled_from([1, 1, 1, 100]))
def test_any_text_comes_out_as_it_was_put_in(text: str, times: int) -> None:
    text *= times
    copy = commented(document(p("甲")), [WordComment(text)], "《甲》& 乙")
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", text)
    assert texts(copy) == {"0": kept}
    assert list(commented(copy, [], "《甲》& 乙")) == list(document(p("甲")))


def notes(path: Path) -> Iterator[tuple[str, str, str]]:
    """Author, text and what it is about, of each comment of a flat OpenDocument text."""
    root = etree.parse(path).getroot()
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    for note in root.iter(f"{office}annotation"):
        lines = ["".join(line.itertext()) for line in note.iter(f"{text}p")]
        end = root.find(f".//{office}annotation-end[@{office}name='{note.get(office + 'name')}']")
        about = []
        for node in note.xpath("following::text()"):
            if end in node.getparent().xpath("preceding::*") or node.getparent() is end:
                break
            about.append(str(node).strip())
        yield note.findtext("{*}creator", ""), "\n".join(lines), "".join(about)


@pytest.mark.office
def test_libreoffice_shows_the_comments_at_their_places(form: Package, tmp_path: Path) -> None:
    copy = tmp_path / "退回.docx"
    copy.write_bytes(comment_word(form, PLACES, AUTHOR))
    flat = convert([copy], "fodt", tmp_path / "odt").made[copy]
    found = list(notes(flat))
    assert {author for author, _, _ in found} == {AUTHOR}
    about = {text: what for _, text, what in found}
    assert about["县名与名册不符。\n请改正。"] == "汨罗"
    assert about["缺少就业人数，请补填。\n请核对。"].startswith("示例金桥社区常住人口3900人")
    assert about["缺少就业人数，请补填。\n请核对。"].endswith("总分97.5分。")
    assert about["这一格有误。"] == "单位名称"
    assert about["全文。"] == "附件3："
    assert len(found) == 5


@pytest.mark.office
def test_libreoffice_shows_all_that_stands_in_controls(tmp_path: Path) -> None:
    body = (
        p("前")
        + sdt("one", p("一"))
        + sdt("empty", "<w:p/>")
        + table(tr(tc(p("格")), sdt("cell", tc(p("二"))), sdt("next", tc(p("三")))))
        + table(sdt("row", tr(tc(p("四")), tc(p("五")))))
        + p("后")
    )
    names = ("one", "empty", "cell", "next", "row")
    copy = tmp_path / "控件.docx"
    copy.write_bytes(comment_word(document(body), [WordComment(t, t) for t in names], AUTHOR))
    flat = convert([copy], "fodt", tmp_path / "odt").made[copy]
    found = list(notes(flat))
    assert [text for _, text, _ in found] == list(names)
    words = "".join(etree.parse(flat).xpath("string(//*[local-name()='body'])").split())
    for name in names:
        words = words.replace(name, "")
    assert re.sub("[^前一格二三四五后]", "", words) == "前一格二三四五后"


@pytest.mark.office
def test_a_copy_saved_by_libreoffice_can_be_cleaned(form: Package, tmp_path: Path) -> None:
    copy = tmp_path / "退回.docx"
    copy.write_bytes(comment_word(form, PLACES, AUTHOR))
    saved = convert([copy], "docx", tmp_path / "saved").made[copy]
    back = read_package(saved.read_bytes())
    assert sorted(texts(back).values()) == sorted(texts(read_package(copy.read_bytes())).values())
    clean = commented(back, [])
    assert COMMENTS not in clean
    assert b"comment" not in clean[DOCUMENT]
    assert [control.text for control in read_controls(clean)] == [
        control.text for control in read_controls(back)
    ]


def test_parts_keep_their_bytes_and_their_order(form: Package) -> None:
    copy = commented(form, PLACES)
    assert list(copy)[: len(form)] == list(form)
    assert unpacked(whole(copy)) == dict(copy)
