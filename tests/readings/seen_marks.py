"""The ways in which Word marks what is typed, and what a person sees of each: stated by hand.

In markup and in what is seen, ``{t}`` is what a field is to hold, and ``{d}`` what would make
another value of it that looks as good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SCORE, OPINION, NAME = "paper, score", "application, opinion", "application, name"
EVERYWHERE: Final = (SCORE, OPINION, NAME)
NOTHING: Final = ""
"""What is seen where no value is left, or none that is sure: there must be a problem."""
BLANK: Final = "blank"
"""What is seen in a cell that shows nothing, and hides nothing that anybody could miss."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A way to mark what is typed into a field of a Word form.

    Attributes:
        kind: What it is called in the table.
        runs: The markup that stands in the field.
        seen: What a person reads there.
        places: Fields in which it is tried.
        kept: What may be read instead if a notice tells it.
        whole: What else it does to the document, by name; nothing else shares that document.
        seen_in: What is seen in other formats, where LibreOffice writes it otherwise.
        without: Formats that it does not survive, so that there is nothing to be read there.
    """

    kind: str
    runs: str
    seen: str
    places: tuple[str, ...] = EVERYWHERE
    whole: str = ""
    kept: str = ""
    seen_in: Mapping[str, str] = field(default_factory=dict, hash=False)
    without: tuple[str, ...] = ()


def _run(text: str, look: str = "") -> str:
    layout = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{layout}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(instruction: str, result: str) -> str:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return begin + code + middle + _run(result) + end


def _tracked(kind: str, runs: str) -> str:
    by = 'w:id="90" w:author="王科长" w:date="2017-09-20T09:00:00Z"'
    return f"<w:{kind} {by}>{runs}</w:{kind}>"


def _sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def _in_font(font: str, text: str) -> str:
    return _run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>')


_DELETED: Final = '<w:r><w:delText xml:space="preserve">{d}</w:delText></w:r>'
_STRUCK, _DOUBLE, _HIDDEN = "<w:strike/>", "<w:dstrike/>", "<w:vanish/>"
_NOT_STRUCK: Final = '<w:strike w:val="0"/>'
_T, _D = _run("{t}"), _run("{d}")
_BOX_SHAPE: Final = (
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="720000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</wps:spPr><wps:txbx><w:txbxContent><w:p>{runs}</w:p></w:txbxContent></wps:txbx>"
    "<wps:bodyPr/></wps:wsp>"
)
_GRAPHIC: Final = (
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
    f'wordprocessingShape">{_BOX_SHAPE}</a:graphicData></a:graphic>'
)
_SIZE: Final = '<wp:extent cx="720000" cy="360000"/>'
_NAMED: Final = '<wp:docPr id="7" name="文本框 7"/>'
_OLD_BOX: Final = (
    '<w:r><w:pict><v:shape style="width:60pt;height:30pt"><v:textbox><w:txbxContent>'
    f"<w:p>{_D}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def _box(anchor: bool) -> str:
    shape = _GRAPHIC.replace("{runs}", _D)
    if not anchor:
        return f"<w:r><w:drawing><wp:inline>{_SIZE}{_NAMED}{shape}</wp:inline></w:drawing></w:r>"
    across, down = (
        f'<wp:position{way} relativeFrom="{of}"><wp:posOffset>0</wp:posOffset></wp:position{way}>'
        for way, of in (("H", "column"), ("V", "paragraph"))
    )
    return (
        '<w:r><w:drawing><wp:anchor simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:simplePos x="0" y="0"/>{across}{down}{_SIZE}<wp:wrapNone/>{_NAMED}{shape}'
        "</wp:anchor></w:drawing></w:r>"
    )


_NUMBERS: Final = "<m:r><m:t>{}</m:t></m:r>"
_EQUATION: Final = f"<m:oMath>{_NUMBERS.format('{t}')}</m:oMath>"
_FRACTION: Final = "<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>".format(
    _NUMBERS.format("{t}"), _NUMBERS.format("2")
)
_RUBY: Final = (
    '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise '
    'w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt>{0}</w:rt>'
    "<w:rubyBase>{1}</w:rubyBase></w:ruby></w:r>"
)
_PIN: Final = _run("pin", '<w:sz w:val="10"/>')
_TEXT_PLACES: Final = (SCORE, OPINION)

# LibreOffice reckons some fields anew when it saves another format.
_RECKONED: Final = (".doc", ".odt", ".rtf", ".pdf")

MARKS: Final = (
    Mark("struck out", _run("{d}", _STRUCK) + _T, "{t}"),
    Mark("struck out twice", _run("{d}", _DOUBLE) + _T, "{t}"),
    Mark("struck out, all of it", _run("{t}", _STRUCK), NOTHING),
    Mark("hidden", _run("{d}", _HIDDEN) + _T, "{t}"),
    Mark("hidden, all of it", _run("{t}", _HIDDEN), NOTHING),
    # Which is nothing on paper, and a colour on the screen.
    Mark("white", _run("{d}", '<w:color w:val="FFFFFF"/>') + _T, "{d}{t}", seen_in={".pdf": "{t}"}),
    Mark("raised", _T + _run("2", '<w:vertAlign w:val="superscript"/>'), "{t}²"),
    Mark("lowered", _T + _run("2", '<w:vertAlign w:val="subscript"/>'), "{t}₂"),
    Mark("deleted, tracked", _tracked("del", _DELETED) + _T, "{t}"),
    Mark("inserted, tracked", _tracked("ins", _T), "{t}"),
    Mark("moved away, tracked", _tracked("moveFrom", _D) + _T, "{t}"),
    Mark("moved here, tracked", _tracked("moveTo", _T), "{t}"),
    Mark(
        "in a character style that strikes out", _run("{d}", '<w:rStyle w:val="Gone"/>') + _T, "{t}"
    ),
    Mark("in a character style that hides", _run("{d}", '<w:rStyle w:val="Unseen"/>') + _T, "{t}"),
    Mark(
        "in a paragraph style that strikes out",
        _D + _run("{t}", _NOT_STRUCK),
        "{t}",
        _TEXT_PLACES,
        "paragraph style",
    ),
    Mark(
        "struck out by the document's defaults",
        _D + _run("{t}", _NOT_STRUCK),
        "{t}",
        whole="defaults",
    ),
    Mark(
        "struck out by the table's style", _D + _run("{t}", _NOT_STRUCK), "{t}", whole="table style"
    ),
    Mark("inserted symbol ☑", _sign("Wingdings", "F0FE") + _T, "☑{t}"),
    Mark("inserted symbol ≥", _sign("Symbol", "F0B3") + _T, "≥{t}"),
    Mark("inserted symbol that is not known", _sign("Webdings", "F041") + _T, NOTHING),
    # A PDF that is made without these fonts shows the letters.
    Mark("a letter in Wingdings", _in_font("Wingdings", "\u00fe") + _T, "☑{t}", without=(".pdf",)),
    Mark("a letter in Symbol", _in_font("Symbol", "\u00b3") + _T, "≥{t}", without=(".pdf",)),
    Mark("a letter in Webdings", _in_font("Webdings", "A") + _T, NOTHING, without=(".pdf",)),
    Mark("an equation", _EQUATION, "{t}"),
    Mark("a fraction in an equation", f"<m:oMath>{_FRACTION}</m:oMath>", "{t}/2", (SCORE,)),
    # LibreOffice writes ? for 、 into the lists of an .rtf.
    Mark("automatic number 一、", _T, "一、{t}", _TEXT_PLACES, "numbered 一、", without=(".rtf",)),
    Mark("automatic number 1.", _T, "1.{t}", _TEXT_PLACES, "numbered 1."),
    Mark(
        "a field's result, date",
        _field("DATE \\@ yyyy", "{t}"),
        "{t}",
        without=_RECKONED,
    ),
    Mark("a field's result, sum", _field("=1+1", "{t}"), "{t}", without=(".pdf",)),
    Mark("a field's result, reference", _field("REF 甲 \\h", "{t}"), "{t}", without=_RECKONED),
    Mark(
        "a field's result, simple",
        f'<w:fldSimple w:instr=" DOCPROPERTY a ">{_T}</w:fldSimple>',
        "{t}",
        without=(".pdf",),
    ),
    Mark("a text box in the line", _box(anchor=False) + _T, "{d}{t}", kept="{t}"),
    Mark("a text box over the line", _box(anchor=True) + _T, NOTHING, kept="{t}"),
    # LibreOffice loses it as it saves an .rtf, which is refused as a whole.
    Mark("a text box of old Word", _OLD_BOX + _T, "{d}{t}", whole="a form of its own", kept="{t}"),
    Mark(
        "a comment",
        f'<w:commentRangeStart w:id="5"/>{_T}<w:commentRangeEnd w:id="5"/>'
        '<w:r><w:commentReference w:id="5"/></w:r>',
        "{t}",
        whole="comments",
    ),
    Mark(
        "a footnote",
        _T + '<w:r><w:footnoteReference w:id="5"/></w:r>',
        "{t}",
        whole="footnotes",
        seen_in={".pdf": "{t}²"},
    ),
    Mark("pronunciation above", _RUBY.format(_PIN, _T), "{t}"),
    Mark(
        "in a smart tag", '<w:smartTag w:uri="urn:a" w:element="b">' + _T + "</w:smartTag>", "{t}"
    ),
    Mark("a line break", "<w:r><w:t>{d}</w:t><w:br/><w:t>{t}</w:t></w:r>", "{d}\n{t}"),
    Mark("a tab before it", "<w:r><w:tab/><w:t>{t}</w:t></w:r>", "{t}"),
    Mark("blanks of no width in it", _run("\u200b{t}\u2060"), "{t}"),
    Mark("full-width digits", _run("{wide}"), "{t}", (SCORE,)),
    Mark("a radical for a character", _run("示例星\u2f55"), "{t}", (NAME,)),
    Mark("a compatibility character", _run("示\uf9b5星火"), "{t}", (NAME,)),
    Mark("variation selectors", _run("示例\U000e0100星火\ufe00"), "{t}", (NAME,)),
    Mark("a private-use character of GBK", _run("示例星\ue863"), "示例星䶮", (NAME,)),
    Mark("a private-use character that is not known", _run("{t}\ue000"), NOTHING),
    # LibreOffice knows no hidden rows of tables in texts: it shows them, and writes them so.
    Mark(
        "in a hidden row",
        _T,
        NOTHING,
        _TEXT_PLACES,
        "hidden row",
        seen_in=dict.fromkeys((".doc", ".odt", ".rtf", ".pdf"), "{t}"),
    ),
)
