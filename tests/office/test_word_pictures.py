"""Pictures take the place of placeholders in Word templates, and what cannot is refused."""

import io
import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, InlineImage
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from docgen.office.package.archive import Package, read_package
from docgen.office.soffice.convert import convert
from docgen.office.tags.picture import Picture
from docgen.office.word.template.template import WordTemplate
from docgen.problems import Problem, ProblemError

EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
CENTIMETRE = Cm(1)
Colour = str | tuple[int, int, int]


def image(colour: Colour, width: int = 40, height: int = 40, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, kind)
    return stream.getvalue()


SAMPLE = image("grey")


def place(
    paragraph: Paragraph, tag: str, width: float = 2, height: float = 2, texts: Any = ("descr",)
) -> None:
    """Insert a picture and write its alternative text, in both places as Word does."""
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(SAMPLE), Cm(width), Cm(height))
    for name in ("docPr", "cNvPr"):
        for element in run._r.iter(f"{{*}}{name}"):
            for text in texts:
                element.set(text, tag)


def template(path: Path, *tags: str, more: Callable[[DocumentType], None] | None = None) -> Path:
    document = Document()
    for tag in tags:
        place(document.add_paragraph("看图"), tag)
    if more:
        more(document)
    document.save(str(path / "表.docx"))
    return path / "表.docx"


def compiled(path: Path, *tags: str) -> WordTemplate:
    return WordTemplate.compile(template(path, *tags))


def shown(package: Package, part: str = "word/document.xml") -> list[tuple[bytes, float, float]]:
    """The pictures of a part with their sizes in centimetres, each checked to be complete."""
    relationships = package.xml(f"word/_rels/{posixpath.basename(part)}.rels")
    targets = {str(found.get("Id")): str(found.get("Target")) for found in relationships}
    types = {found.get("Extension") for found in package.xml("[Content_Types].xml")}
    pictures = []
    for drawing in package.xml(part).iter("{*}drawing"):
        [blip], [extent] = drawing.iter("{*}blip"), drawing.iter("{*}extent")
        [size] = (found for found in drawing.iter("{*}ext") if "cx" in found.attrib)
        assert size.items() == extent.items()
        target = targets[blip.get(EMBED, "")]
        assert target.rpartition(".")[2] in types
        width, height = (int(extent.get(side, "")) / CENTIMETRE for side in ("cx", "cy"))
        pictures.append((package[f"word/{target}"], width, height))
    return pictures


def media(package: Package) -> list[str]:
    return [name for name in package if name.startswith("word/media/")]


def problems_of(make: Callable[[], object]) -> list[Problem]:
    with pytest.raises(ProblemError) as caught:
        make()
    assert all(found.text("zh") and found.text("en") for found in caught.value.problems)
    return list(caught.value.problems)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
@pytest.mark.parametrize(("width", "height", "fitted"), [(80, 40, (2, 1)), (10, 40, (0.5, 2))])
def test_a_picture_is_fitted_into_the_frame(
    kind: str, width: int, height: int, fitted: tuple[float, float], tmp_path: Path
) -> None:
    made = compiled(tmp_path, "{{ map }}")
    assert made.variables == {"map"}
    data = image("red", width, height, kind)
    for document in (made, made.bind()):
        package = read_package(document.render({"map": Picture(data)}))
        assert shown(package) == [(data, *fitted)]
        [name] = media(package)
        assert name.endswith(f".{kind.lower()}")
        assert "{{" not in package["word/document.xml"].decode()


@pytest.mark.parametrize("texts", [("descr",), ("title",), ("name",), ("descr", "title")])
def test_the_tag_may_be_the_text_the_title_or_the_name(
    texts: tuple[str, ...], tmp_path: Path
) -> None:
    document = Document()
    place(document.add_paragraph(), "{{ maps[“东”] if maps else none }}", texts=texts)
    document.save(str(tmp_path / "表.docx"))
    made = WordTemplate.compile(tmp_path / "表.docx")
    [picture] = shown(read_package(made.render({"maps": {"东": Picture(image("red"))}})))
    assert picture[0] == image("red")


def test_none_removes_the_frame(tmp_path: Path) -> None:
    made = compiled(tmp_path, "{{ map }}", "{{ code }}")
    values = {"map": None, "code": Picture(image("red"))}
    for data in (made.render(values), made.bind().render(values), made.bind(**values).render({})):
        package = read_package(data)
        assert [picture[0] for picture in shown(package)] == [image("red")]
        assert [p.text for p in Document(io.BytesIO(data)).paragraphs] == ["看图", "看图"]


def test_everything_around_a_picture_stays(tmp_path: Path) -> None:
    def crop(document: DocumentType) -> None:
        [fill] = document.element.body.iter("{*}blipFill")
        fill.insert(1, etree.Element(fill.tag.replace("picture}blipFill", "main}srcRect"), l="9"))

    path = template(tmp_path, "{{ map }}", more=crop)
    before = read_package(path.read_bytes())
    made = WordTemplate.compile(path).render({"map": Picture(image("red"))})
    after = read_package(made)
    changed = ("word/document.xml", "word/_rels/", "word/media/")
    same = [name for name in before if name.startswith("word/") and not name.startswith(changed)]
    assert same
    assert all(after[name] == before[name] for name in same)
    names = [[node.tag for node in package.xml("word/document.xml").iter()] for package in
             (before, after)]  # fmt: skip
    assert [name for name in names[0] if not name.endswith("srcRect")] == names[1]


def test_the_sample_goes_unless_another_picture_shows_it(tmp_path: Path) -> None:
    picture = Picture(image("red"))
    alone = WordTemplate.compile(template(tmp_path, "{{ map }}")).render({"map": picture})
    assert len(media(read_package(alone))) == 1
    beside = WordTemplate.compile(template(tmp_path, "{{ map }}", "照片")).render({"map": picture})
    assert [found[0] for found in shown(read_package(beside))] == [image("red"), SAMPLE]


def looping(document: DocumentType) -> None:
    document.add_paragraph("{%p for place in places %}")
    place(document.add_paragraph("{{ place.name }}"), "{{ place.map }}")
    document.add_paragraph("{%p endfor %}")
    section = document.sections[0]
    place(section.header.paragraphs[0], "{{ logo }}")
    place(section.footer.paragraphs[0], "{{ code }}")
    place(section.footer.paragraphs[0], "{{ logo }}")


def test_each_turn_of_a_loop_has_its_picture_and_one_file_serves_all_its_places(
    tmp_path: Path,
) -> None:
    made = WordTemplate.compile(template(tmp_path, "{{ code }}", more=looping))
    red, green, blue = (image(colour) for colour in ("red", "green", "blue"))
    values: dict[str, Any] = {
        "code": Picture(red),
        "logo": Picture(green),
        "places": [{"name": str(number), "map": Picture(blue)} for number in range(2)]
        + [{"name": "同码", "map": Picture(red)}],
    }
    whole = read_package(made.render(values, {"docgen.form": "表"}))
    assert [found[0] for found in shown(whole)] == [red, blue, blue, red]
    assert [found[0] for found in shown(whole, "word/header1.xml")] == [green]
    assert [found[0] for found in shown(whole, "word/footer1.xml")] == [red, green]
    assert len(media(whole)) == 3
    parts = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
    drawings = [found.get("id") for part in parts for found in whole.xml(part).iter("{*}docPr")]
    assert len(set(drawings)) == len(drawings) == 7
    for known in (["places"], ["places", "logo"], ["places", "logo", "code"]):
        bound = made.bind(**{name: values[name] for name in known})
        assert dict(read_package(bound.render(values, {"docgen.form": "表"}))) == dict(whole)


def test_the_same_pictures_give_the_same_bytes(tmp_path: Path) -> None:
    path = template(tmp_path, "{{ code }}", more=looping)
    values: dict[str, Any] = {"code": Picture(image("red")), "logo": None, "places": []}
    assert WordTemplate.compile(path).render(values) == WordTemplate.compile(path).render(values)


@pytest.mark.parametrize(
    "text",
    ["{{ map }}地图", "{{ a }}{{ b }}", "{% if map %}", "{{p map }}"],
)
def test_a_placeholder_with_more_than_one_printing_tag_is_refused(
    text: str, tmp_path: Path
) -> None:
    [found] = problems_of(lambda: compiled(tmp_path, text))
    assert (found.code, found.place.file, found.place.field) == (
        "template.picture-tag", "表.docx", text
    )  # fmt: skip


def test_wrong_tags_of_placeholders_are_told_like_others(tmp_path: Path) -> None:
    for text, code in [("{{ map", "template.unclosed-tag"), ("{{ a b }}", "template.syntax")]:
        [found] = problems_of(lambda text=text: compiled(tmp_path, text))  # type: ignore[misc]
        assert found.code == code
    [found] = problems_of(lambda: compiled(tmp_path, "{{ map }}").render({}))
    assert (found.code, found.place.field) == ("template.undefined", "看图")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("地图.png", "template.not-a-picture"),
        (3, "template.not-a-picture"),
        (Picture(b""), "template.picture-unreadable"),
        (Picture(b"BM" + bytes(100)), "template.picture-unreadable"),
        (Picture(SAMPLE[:20]), "template.picture-unreadable"),
        (Picture(image("red", kind="JPEG")[:100]), "template.picture-unreadable"),
        (Picture(b"\xff\xd8\xff" + bytes(100)), "template.picture-unreadable"),
        (Picture(b"GIF89a" + bytes(100)), "template.picture-unreadable"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_tag(
    value: object, code: str, tmp_path: Path
) -> None:
    made = compiled(tmp_path, "{{ place.map }}")
    for document in (made, made.bind()):
        [found] = problems_of(
            lambda document=document: document.render({"place": {"map": value}})  # type: ignore[misc]
        )
        assert (found.code, found.place.file, found.place.field) == (code, "表.docx", "看图")
        assert dict(found.facts)["tag"] == "{{ place.map }}"


def test_a_picture_in_a_text_is_refused(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("见{{ map }}{{ map }}图")
    document.save(str(tmp_path / "表.docx"))
    made = WordTemplate.compile(tmp_path / "表.docx")
    values = {"map": Picture(image("red"))}
    for make in (lambda: made.render(values), lambda: made.bind().render(values)):
        [found] = problems_of(make)
        assert (found.code, found.place.field) == ("template.picture-in-text", "见图")


def test_a_picture_comes_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "图.png").write_bytes(SAMPLE)
    assert Picture.from_file(tmp_path / "图.png") == Picture(SAMPLE)
    [found] = problems_of(lambda: Picture.from_file(tmp_path / "没有.png"))
    assert (found.code, found.place.file) == ("file.missing", "没有.png")


def test_docxtpl_shows_the_same_pictures(tmp_path: Path) -> None:
    """Its inline images, of the same width, embed the same data at the same size."""
    data = image("red", 80, 40)
    document = Document()
    document.add_paragraph("{{ map }}")
    document.save(str(tmp_path / "theirs.docx"))
    theirs = DocxTemplate(tmp_path / "theirs.docx")
    theirs.render({"map": InlineImage(theirs, io.BytesIO(data), width=Cm(2))})
    theirs.save(tmp_path / "theirs.docx")
    ours = compiled(tmp_path, "{{ map }}").render({"map": Picture(data)})
    assert shown(read_package(ours)) == shown(read_package((tmp_path / "theirs.docx").read_bytes()))


@pytest.mark.office
def test_an_office_program_shows_the_pictures(tmp_path: Path) -> None:
    made = WordTemplate.compile(template(tmp_path, "{{ code }}", more=looping))
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255)]
    red, green, blue = (Picture(image(colour)) for colour in colours)
    values = {"code": red, "logo": green, "places": [{"name": "甲", "map": blue}]}
    (tmp_path / "文.docx").write_bytes(made.render(values))
    conversion = convert([tmp_path / "文.docx"], "pdf", tmp_path / "out")
    [page] = PdfReader(conversion.made[tmp_path / "文.docx"]).pages
    pixels = [found.image.convert("RGB").getpixel((5, 5)) for found in page.images if found.image]
    assert set(pixels) == set(colours)
