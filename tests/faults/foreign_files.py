"""Hostile files of formats that are converted: each in one of the ways to ask for something."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "office"))

from files_by_hand import NAMESPACES, ODF_SHEET, ODF_TEXT, opendocument


def _rtf(text: str) -> Callable[[str], bytes]:
    return lambda target: (r"{\rtf1\ansi " + text.replace("TARGET", target) + "}").encode()


def _rtf_field(code: str) -> Callable[[str], bytes]:
    return _rtf(rf"{{\field{{\*\fldinst{{ {code} }}}}{{\fldrslt{{x}}}}}}\par ")


def _text(body: str) -> Callable[[str], bytes]:
    whole = f"<office:text>{body}</office:text>"
    return lambda target: opendocument(ODF_TEXT, whole.replace("TARGET", target))


def _flat(body: str) -> Callable[[str], bytes]:
    whole = (
        f'<office:document {NAMESPACES} office:mimetype="{ODF_TEXT}" office:version="1.2">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
    return lambda target: whole.replace("TARGET", target).encode()


def _sheet(body: str) -> Callable[[str], bytes]:
    whole = (
        f'<office:spreadsheet><table:table table:name="a">{body}</table:table></office:spreadsheet>'
    )
    return lambda target: opendocument(ODF_SHEET, whole.replace("TARGET", target))


def _html(body: str) -> Callable[[str], bytes]:
    whole = f"<html><body>{body}<table><tr><td>1</table></body></html>"
    return lambda target: whole.replace("TARGET", target).encode()


def _cell(formula: str) -> str:
    return f'<table:table-row><table:table-cell table:formula="{formula}"/></table:table-row>'


_SIZE = 'svg:width="2cm" svg:height="2cm"'
_FRAME = f'<draw:frame {_SIZE} text:anchor-type="as-char">{{}}</draw:frame>'
_PICTURE = _FRAME.format('<draw:image xlink:href="TARGET"/>')
_OBJECT = _FRAME.format('<draw:object-ole xlink:href="TARGET"/>')
_FLOATING = _FRAME.format('<draw:floating-frame xlink:href="TARGET"/>')
_PLUGIN = _FRAME.format('<draw:plugin xlink:href="TARGET" draw:mime-type="text/html"/>')
_SECTION = '<text:section text:name="s"><text:section-source xlink:href="TARGET"/></text:section>'
_DDE = (
    '<text:section text:name="d"><office:dde-source office:dde-application="soffice"'
    ' office:dde-topic="TARGET" office:dde-item="a" office:automatic-update="true"/>'
    "</text:section>"
)
_SOURCE = '<table:table-source xlink:href="TARGET" table:filter-name="Text - txt - csv"/>'
_EMPTY_ROW = "<table:table-row><table:table-cell/></table:table-row>"

FOREIGN: dict[str, Callable[[str], bytes]] = {
    "picture.rtf": _rtf_field(r'INCLUDEPICTURE "TARGET" \\d'),
    "text.rtf": _rtf_field('INCLUDETEXT "TARGET"'),
    "link.rtf": _rtf_field('LINK Word.Document.8 "TARGET"'),
    "import.rtf": _rtf_field('IMPORT "TARGET"'),
    "dde.rtf": _rtf_field('DDEAUTO cmd "TARGET"'),
    "template.doc": _rtf(r"{\*\template TARGET}x"),
    "text.doc": _rtf_field('INCLUDETEXT "TARGET"'),
    "object.doc": _rtf(
        r"{\object\objlink{\*\objclass Word.Document}{\*\objalias TARGET}{\result x}}"
    ),
    "picture.odt": _text(f"<text:p>{_PICTURE}</text:p>"),
    "section.odt": _text(_SECTION),
    "object.odt": _text(f"<text:p>{_OBJECT}</text:p>"),
    "frame.odt": _text(f"<text:p>{_FLOATING}</text:p>"),
    "plugin.odt": _text(f"<text:p>{_PLUGIN}</text:p>"),
    "dde.odt": _text(_DDE),
    "picture.wps": _flat(f"<text:p>{_PICTURE}</text:p>"),
    "section.wps": _flat(_SECTION),
    "webservice.ods": _sheet(_cell("of:=WEBSERVICE(&quot;TARGET&quot;)")),
    "other.ods": _sheet(_cell("of:=[&apos;TARGET&apos;#$a.A1]")),
    "dde.ods": _sheet(_cell("of:=DDE(&quot;soffice&quot;;&quot;TARGET&quot;;&quot;a&quot;)")),
    "source.ods": _sheet(_SOURCE + _EMPTY_ROW),
    "picture.ods": _sheet(f"<table:shapes>{_PICTURE}</table:shapes>{_EMPTY_ROW}"),
    "picture.xls": _html('<img src="TARGET">'),
    "frame.xls": _html('<iframe src="TARGET"></iframe>'),
    "style.xls": _html('<link rel=stylesheet href="TARGET">'),
    "background.xls": _html('<div style="background:url(TARGET)">x</div>'),
    "object.xls": _html('<object data="TARGET"></object><embed src="TARGET">'),
    "picture.et": _html('<p><img src="TARGET"></p>'),
    "page.doc": _html('<img src="TARGET"><iframe src="TARGET"></iframe>'),
}

_FIELD, _CELL = {"field": "x"}, {"sheet": "a", "cell": "A1"}
# What a conversion keeps of it.
_TOLD = {
    "text.rtf": ("active.included", _FIELD),
    "link.rtf": ("active.link", _FIELD),
    "import.rtf": ("active.included", _FIELD),
    "dde.rtf": ("active.dde", _FIELD),
    "text.doc": ("active.included", _FIELD),
    "picture.odt": ("active.link", {}),
    "webservice.ods": ("active.link", _CELL),
    "other.ods": ("active.link", _CELL),
    "dde.ods": ("active.dde", _CELL),
}

FOREIGN_TOLD = {
    name: [("form.unknown-kind", {}), *([_TOLD[name]] if name in _TOLD else [])] for name in FOREIGN
}
"""Codes, and places inside the file, that are told of each: none of them is a form."""
