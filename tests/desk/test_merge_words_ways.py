"""Mail merge as people type it and as Word has it: heads, wide signs, fields, links, pictures."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree
from openpyxl import Workbook, load_workbook
from PIL import Image

from docgen.desk.merge import merge
from docgen.problems import ProblemError

HEADS = {
    "姓　名": "张三", "单位": "甲&<乙>", "电话（手机）": "138", "2017年人数": "3",
    "First name": "A",
    "就业率(%)": "95", "class": "c", "A": "5", "B": "3", "A-B": "差", "A/B": "商",
    "2018": "今", "in": "内", "人数（“四上”企业）": "7", "是否为\n零就业家庭": "否",
    "性别": "女", "日期": "2017-9-5",
    "金额": "1234.5", "邮箱": "a@example.com", "网址": "https://example.com/中文?a=1&b=2",
    "名称": "wang", "空": "",
}  # fmt: skip

USUAL = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.fixture
def table(tmp_path):
    book = tmp_path / "d.csv"
    heads = ",".join('"' + head + '"' for head in HEADS)
    book.write_text(heads + "\n" + ",".join(HEADS.values()) + "\n", encoding="utf-8")
    return book


def filled(folder, table, *paragraphs, body=()):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for xml in body:
        document.element.body.insert(0, parse_xml(xml))
    document.save(folder / "t.docx")
    merged = merge(folder / "t.docx", table, folder / "out", "{#}")
    assert merged.problems == []
    return merged.files[0]


def texts(path):
    return [paragraph.text for paragraph in Document(path).paragraphs]


def codes(folder, table, *paragraphs, body=()):
    with pytest.raises(ProblemError) as caught:
        filled(folder, table, *paragraphs, body=body)
    for found in caught.value.problems:
        assert found.text("zh")
        assert found.text("en")
    return [found.code for found in caught.value.problems]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("{{　姓名　}}", "张三"),
        ("{{ 姓\u3000名 }}", "张三"),
        ("{{ 姓名｜upper }}", "张三"),
        ("｛｛姓名｝｝", "张三"),
        ("{{ 姓名｝｝", "张三"),
        ("{ {姓名} }", "张三"),
        ("{% if 姓名 == “张三” %}是{% endif %}", "是"),
        ("{% if 姓名 ＝＝ ‘张三’ %}是{% endif %}", "是"),
        ("｛％ if 姓名 ！＝ \"李四\" ％｝是｛％ endif ％｝", "是"),
        ("{{ 空 or “无” }}", "无"),
        ("{{ [1，2]｜join（“、”） }}", "1、2"),
        ('{{ "“引”（）｜" }}{{ class }}', "“引”（）｜c"),
        ("{% for x in ［姓名］ %}{{ x }}{% endfor %}", "张三"),
    ],
)  # fmt: skip
def test_tags_work_as_chinese_keyboards_write_them(typed, shown, tmp_path, table):
    assert texts(filled(tmp_path, table, typed + "{% if 单位 %}{% endif %}")) == [shown]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("{{ 电话（手机） }}", "138"),
        ("{{ 电话(手机) }}", "138"),
        ("{{ 电话_手机 }}", "138"),
        ("{{ 2017年人数 }}", "3"),
        ("{{ 2017年人数 | int + 1 }}", "4"),
        ("{{ First name }}{{ First_name }}", "AA"),
        ("{{ First  name | lower }}", "a"),
        ("{{ 就业率(%) }}{{ 就业率 }}{{ 就业率（％） }}", "959595"),
        ("{{ class }}", "c"),
        ("{{ A/B }}{{ A-B }}", "商差"),
        ("{{ (A | int) - (B | int) }}", "2"),
        ("{{ 2018 }}{% if 2017 < 2018 %}小{% endif %}", "今小"),
        ("{{ in }}", "内"),
        ("{{ 人数（“四上”企业） }}", "7"),
        ("{{ 是否为零就业家庭 }}", "否"),
        ('{% if First name == "A" and 就业率(%) != "" %}是{% endif %}', "是"),
    ],
)
def test_a_head_of_any_kind_is_a_name(typed, shown, tmp_path, table):
    assert texts(filled(tmp_path, table, typed + "{% if 单位 %}{% endif %}")) == [shown]


def test_a_name_that_is_not_known_is_told_with_the_nearest(tmp_path, table):
    for typed, near in (("{{ Frist name }}", "First name"), ("{{ 电话_手 }}", "电话（手机）")):
        with pytest.raises(ProblemError) as caught:
            filled(tmp_path, table, typed)
        assert near in caught.value.problems[0].text("zh")


def test_heads_name_files_too(tmp_path, table):
    document = Document()
    document.add_paragraph("{{ 姓名 }}")
    document.save(tmp_path / "t.docx")
    name = "{电话（手机）}-{A/B}-{First name}"
    (path,) = merge(tmp_path / "t.docx", table, tmp_path / "out", name).files
    assert path.name == "138-商-A.docx"


# Word's own fields


def simple(instruction):
    return (
        f"<w:p {nsdecls('w')}><w:fldSimple w:instr='{instruction}'><w:r><w:rPr><w:b/></w:rPr>"
        "<w:t>«x»</w:t></w:r></w:fldSimple></w:p>"
    )


def char(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def says(text):
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def complex_(*inside, shown="«x»"):
    result = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{shown}</w:t></w:r>"
    return char("begin") + "".join(inside) + char("separate") + result + char("end")


def paragraph(*inside):
    return f"<w:p {nsdecls('w')}>{''.join(inside)}</w:p>"


FIELDS = [
    ("姓名", "张三"),
    ('"First name"', "A"),
    ("First_name", "A"),
    ("M_2017年人数", "3"),
    ("单位 \\* MERGEFORMAT", "甲&<乙>"),
    ("名称 \\* Upper", "WANG"),
    ("名称 \\* FirstCap", "Wang"),
    ("名称 \\b \"（\" \\f \"）\"", "（wang）"),
    ("空 \\b \"（\"", ""),
    ("日期 \\@ \"yyyy年M月d日\"", "2017年9月5日"),
    ("日期 \\@ \"yyyy-MM-dd dddd\"", "2017-09-05 星期二"),
    ("金额 \\# \"#,##0.00元\"", "1,234.50元"),
    ("金额 \\# 0", "1235"),
]  # fmt: skip


@pytest.mark.parametrize(("instruction", "shown"), FIELDS)
def test_a_merge_field_is_filled_as_word_would(instruction, shown, tmp_path, table):
    escaped = instruction.replace("&", "&amp;")
    body = [
        simple(f" MERGEFIELD {escaped} "),
        paragraph(complex_(says(" MERGE"), says(f"FIELD {escaped} "))),
    ]
    path = filled(tmp_path, table, "", body=body)
    assert texts(path)[:2] == [shown, shown]
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    assert "fldChar" not in xml
    assert "fldSimple" not in xml
    assert xml.count("<w:b/>") == 2


def test_a_condition_of_word_is_one_of_the_template(tmp_path, table):
    inner = char("begin") + says(" MERGEFIELD 性别 ") + char("separate") + char("end")
    body = [
        paragraph(complex_(says(" IF "), inner, says(' = "男" "先生" "女士" '))),
        paragraph(complex_(says(" IF "), inner, says(f' = "女" "{""}'), inner, says('性" "" '))),
    ]
    assert texts(filled(tmp_path, table, "", body=body))[:2] == ["女性", "女士"]


@pytest.mark.parametrize(
    "instruction",
    [" NEXT ", ' NEXTIF 1 = "1" ', ' SKIPIF 1 = "1" ', " MERGEREC ", " ADDRESSBLOCK ",
     " MERGEFIELD 姓名 \\* CHINESENUM3 ", ' MERGEFIELD 日期 \\@ "Q" ', " MERGEFIELD "],
)  # fmt: skip
def test_a_field_that_no_tag_can_stand_for_is_told(instruction, tmp_path, table):
    body = [paragraph(complex_(says(instruction)))]
    assert codes(tmp_path, table, "{{ 姓名 }}", body=body) == ["template.field-unsupported"]


def test_a_field_of_no_column_is_told(tmp_path, table):
    assert codes(tmp_path, table, body=[simple(" MERGEFIELD 姓铭 ")]) == ["table.column-missing"]


def test_data_does_not_say_what_a_field_does(tmp_path, table):
    body = [paragraph(complex_(says(""" HYPERLINK "{{ 名称 ~ '" x' }}" """)))]
    path = filled(tmp_path, table, "{{ 姓名 }}", body=body)
    xml = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    (told,) = (one.text for one in xml.iter("{*}instrText"))
    assert told == ' HYPERLINK "wang\\" x" '


def test_other_fields_stay(tmp_path, table):
    body = [paragraph(complex_(says(" PAGE "), shown="1"))]
    path = filled(tmp_path, table, "{{ 姓名 }}", body=body)
    assert b" PAGE " in zipfile.ZipFile(path).read("word/document.xml")


# Links


def linked(folder, table, target):
    document = Document()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    number = document.part.relate_to(target, kind, is_external=True)
    link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{number}"><w:r><w:t>{{{{ 邮箱 }}}}</w:t></w:r>'
    document.add_paragraph()._p.append(parse_xml(f"{link}</w:hyperlink>"))
    document.save(folder / "t.docx")
    merged = merge(folder / "t.docx", table, folder / "out", "{#}")
    if merged.problems:
        raise ProblemError(merged.problems)
    related = zipfile.ZipFile(merged.files[0]).read("word/_rels/document.xml.rels")
    targets = [one.get("Target") for one in etree.fromstring(related)]
    return [one for one in targets if "://" in one or "mailto" in one]


@pytest.mark.parametrize(
    ("target", "made"),
    [
        ("mailto:{{ 邮箱 }}", "mailto:a@example.com"),
        ("https://example.com/?id=%7B%7B%20单位%20%7D%7D", "https://example.com/?id=%E7%94%B2%26%3C%E4%B9%99%3E"),
        ("{{ 网址 }}", "https://example.com/%E4%B8%AD%E6%96%87?a=1&b=2"),
        ("https://example.com/{{ First name }}/{{ 电话（手机） }}", "https://example.com/A/138"),
    ],
)  # fmt: skip
def test_a_tag_in_the_target_of_a_link_is_filled_and_escaped(target, made, tmp_path, table):
    assert linked(tmp_path, table, target) == [made]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("file:///{{ 单位 }}", "template.link-dangerous"),
        ("javascript:{{ 单位 }}", "template.link-dangerous"),
        ("{{ 'java' ~ 'script:x' if 单位 }}", "template.link-dangerous"),
        ("{{ '\\\\\\\\server\\\\x' if 单位 }}", "template.link-dangerous"),
        ("{{ 空 }}", "template.link-empty"),
    ],
)
def test_a_link_that_no_document_should_open_is_told(target, code, tmp_path, table):
    with pytest.raises(ProblemError) as caught:
        linked(tmp_path, table, target)
    assert [found.code for found in caught.value.problems] == [code]


# What a loop repeats, other kinds of files, pictures


def test_what_a_loop_repeats_stays_unique(tmp_path, table):
    marks = (
        '<w:bookmarkStart w:id="1" w:name="书签"/><w:r><w:t>{{ x }}</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/><w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
        '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    word14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    body = [
        paragraph("<w:r><w:t>{%p endfor %}</w:t></w:r>"),
        f'<w:p {nsdecls("w")} {word14} w14:paraId="00000001">{marks}</w:p>',
        paragraph("<w:r><w:t>{%p for x in [1, 2, 3] %}</w:t></w:r>"),
    ]
    path = filled(tmp_path, table, "{{ 姓名 }}", body=body)
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))

    def values(name, attribute):
        found = [one.attrib for one in root.iter(f"{{*}}{name}")]
        return [v for one in found for k, v in one.items() if etree.QName(k).localname == attribute]

    for name, attribute, number in (
        ("bookmarkStart", "id", 3), ("bookmarkStart", "name", 3), ("id", "val", 3),
        ("commentReference", "id", 1), ("p", "paraId", 1),
    ):  # fmt: skip
        found = values(name, attribute)
        assert len(found) == len(set(found)) == number
    assert values("bookmarkStart", "id") == values("bookmarkEnd", "id")


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        (".dotx", USUAL.replace("document.main", "template.main")),
    ],
)  # fmt: skip
def test_templates_of_other_kinds_make_documents(ending, kind, tmp_path, table):
    document = Document()
    document.add_paragraph("{{ 姓名 }}")
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(tmp_path / f"t{ending}", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(USUAL.encode(), kind.encode()))
    (path,) = merge(tmp_path / f"t{ending}", table, tmp_path / "out").files
    assert (path.suffix, texts(path)) == (".docx", ["张三"])


def test_qr_codes_and_pictures_of_the_table_stand_in_the_text(tmp_path):
    (tmp_path / "照片").mkdir()
    Image.new("RGB", (30, 40), "red").save(tmp_path / "照片" / "a.jpg")
    (tmp_path / "d.csv").write_text(
        "姓名,照片\n张三,照片/a.jpg\n李四,照片\\a.jpg\n王五,\n", "utf-8"
    )
    document = Document()
    document.add_paragraph("码{{ 姓名 | qr }}照{{ 照片｜picture }}。")
    document.save(tmp_path / "t.docx")
    files = merge(tmp_path / "t.docx", tmp_path / "d.csv", tmp_path / "out").files
    shapes = [len(Document(path).inline_shapes) for path in files]
    assert shapes == [2, 2, 1]
    assert {text for path in files for text in texts(path)} == {"码照。"}
    assert all(".jpeg" in str(zipfile.ZipFile(path).namelist()) for path in files[:2])


# Parts beside the text

PARTS = "application/vnd.openxmlformats-officedocument"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
OTHERS = [
    (
        "word/comments.xml", f"{PARTS}.wordprocessingml.comments+xml",
        f"<w:comments {nsdecls('w')}><w:comment w:id='0' w:author='{{{{ 单位 }}}}'>"
        "<w:p><w:r><w:t>批{{ 电话</w:t></w:r><w:r><w:t>（手机） }}</w:t></w:r></w:p></w:comment>"
        "</w:comments>",
    ),
    (
        "word/charts/chart1.xml", f"{PARTS}.drawingml.chart+xml",
        f'<c:chartSpace xmlns:c="{DRAWN}/chart" xmlns:a="{DRAWN}/main"><c:title><a:p><a:r>'
        "<a:rPr b='1'/><a:t>图{{ 电</a:t></a:r><a:r><a:t>话（手机） }}</a:t></a:r></a:p></c:title>"
        "</c:chartSpace>",
    ),
    (
        "word/diagrams/data1.xml", f"{PARTS}.drawingml.diagramData+xml",
        f'<dgm:dataModel xmlns:dgm="{DRAWN}/diagram" xmlns:a="{DRAWN}/main"><a:p><a:r>'
        "<a:t>{{ 电话（手机） }}</a:t></a:r></a:p></dgm:dataModel>",
    ),
    (
        "docProps/app.xml", f"{PARTS}.extended-properties+xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Company>{{ 电话（手机） }}</Company></Properties>',
    ),
    (
        "customXml/item9.xml", "application/xml", "<data><x>{{ 电话（手机） }}</x></data>",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "xml"), OTHERS)
def test_tags_in_other_parts_are_filled(name, kind, xml, tmp_path, table):
    document = Document()
    document.add_paragraph("{{ 姓名 }}")
    stream = io.BytesIO()
    document.save(stream)
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(tmp_path / "t.docx", "w") as new:
        for one in old.namelist():
            data = old.read(one)
            if one == "[Content_Types].xml":
                data = data.replace(b"</Types>", override.encode())
            if one != name:
                new.writestr(one, data)
        new.writestr(name, xml)
    (path,) = merge(tmp_path / "t.docx", table, tmp_path / "out").files
    made = zipfile.ZipFile(path).read(name).decode()
    assert "138" in made
    assert "{{" not in made
    etree.fromstring(made.encode())


def test_a_workbook_takes_heads_and_wide_signs_too(tmp_path, table):
    book = Workbook()
    for text in ("{{ 电话（手机） }}", "｛｛ 姓名｜upper ｝｝", "第{{ 2017年人数 }}号"):
        book.active.append([text])
    book.save(tmp_path / "t.xlsx")
    (path,) = merge(tmp_path / "t.xlsx", table, tmp_path / "out").files
    assert [row[0] for row in load_workbook(path).active.values] == [138, "张三", "第3号"]


def test_a_document_forgets_the_table_that_word_merged_it_with(tmp_path, table):
    document = Document()
    document.add_paragraph("{{ 姓名 }}")
    document.settings.element.insert(0, parse_xml(
        f'<w:mailMerge {nsdecls("w")}><w:connectString w:val="canary"/></w:mailMerge>'
    ))  # fmt: skip
    document.save(tmp_path / "t.docx")
    (path,) = merge(tmp_path / "t.docx", table, tmp_path / "out").files
    assert b"canary" not in zipfile.ZipFile(path).read("word/settings.xml")


def test_a_picture_that_is_too_large_is_told(tmp_path):
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(20_000_001)
    (tmp_path / "d.csv").write_text("照片\na.png\n", "utf-8")
    document = Document()
    document.add_paragraph("{{ 照片 | picture }}")
    document.save(tmp_path / "t.docx")
    merged = merge(tmp_path / "t.docx", tmp_path / "d.csv", tmp_path / "out", "{#}")
    assert [found.code for found in merged.problems] == ["template.picture-too-large"]
