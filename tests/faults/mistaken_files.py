"""Files that are wrong as a whole: somebody else's, last year's, or none that can be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from office.files_by_hand import compound_file
from pypdf import PdfWriter
from readings import handling_word as word
from readings import handling_workbook as book
from samples.completing import letter
from samples.example_forms import Office

from docgen.records import Applicant

_NAMES: Final = ("community_city", "community_county", "community_street", "community_name")


@dataclass(frozen=True, slots=True)
class WrongFile:
    """A kind of mistake that a whole file is.

    Attributes:
        zh: Its name in Chinese.
        en: Its name in English.
        file: Name of the file.
        make: Makes it, for an applicant.
        code: Code of the one problem that must be found.
        field: Label of the field where it must be; empty if it is the file as a whole.
    """

    zh: str
    en: str
    file: str
    make: Callable[[Office, Applicant], bytes]
    code: str
    field: str = ""


def _sheet(office: Office, applicant: Applicant) -> bytes:
    return office.score_sheet(applicant, office.answers[applicant], word.SAVED).data


def _named(*names: str) -> Callable[[Office, Applicant], bytes]:
    """The applicant's workbook with other names typed over its own."""

    def make(office: Office, applicant: Applicant) -> bytes:
        typed = dict(zip(_NAMES, names, strict=True))
        return book.edited(_sheet(office, applicant), book.type_at(**typed))

    return make


def _of_last_year(office: Office, applicant: Applicant) -> bytes:
    setting = office.setting
    round_ = setting.round.model_copy(update={"name": "2016年省级充分就业星级社区认定"})
    return _sheet(Office(replace(setting, round=round_)), applicant)


def _of_old_standard(office: Office, applicant: Applicant) -> bytes:
    standard = office.setting.standard.model_copy(update={"version": "0"})
    return _sheet(Office(replace(office.setting, standard=standard)), applicant)


def _of_stranger(office: Office, applicant: Applicant) -> bytes:
    stranger = replace(applicant, name="示例桥头社区")
    return office.score_sheet(stranger, office.answers[applicant], word.SAVED).data


def _ambiguous(office: Office, applicant: Applicant) -> bytes:
    """A paper form that does not say for whom it was made, of an applicant with a namesake."""
    data = word.edited(office.paper(applicant, word.SAVED).data, word.lose_controls)
    return word.without_properties(data)


def _letter(office: Office, applicant: Applicant) -> bytes:
    return letter(["关于报送申报材料的函", "现将有关材料报上，请审核。"], saved=word.SAVED)


def _cut(office: Office, applicant: Applicant) -> bytes:
    return _sheet(office, applicant)[:9000]


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _scan(office: Office, applicant: Applicant) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    return _written(writer)


def _locked_pdf(office: Office, applicant: Applicant) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("秘密")
    return _written(writer)


def zipped(members: dict[str, bytes]) -> bytes:
    """A zipped folder."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _locked(office: Office, applicant: Applicant) -> bytes:
    return compound_file({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"\0" * 5000})


def _locked_doc(office: Office, applicant: Applicant) -> bytes:
    return compound_file({"WordDocument": b"\xec\xa5\xc1\0" + b"\0" * 6 + b"\0\1" + b"\0" * 5000})


def _bytes(content: bytes) -> Callable[[Office, Applicant], bytes]:
    return lambda office, applicant: content


def _climbing(office: Office, applicant: Applicant) -> bytes:
    return zipped({"../../附件2.xlsx": _sheet(office, applicant)})


FILES: Final = (
    WrongFile(
        "社区名没有填",
        "name blank",
        "附件2.xlsx",
        _named("长沙", "岳麓", "示例麓南", ""),
        "form.community-blank",
        "社区",
    ),
    WrongFile(
        "名单里没有的社区",
        "name unknown",
        "附件2.xlsx",
        _of_stranger,
        "form.community-unknown",
        "社区",
    ),
    WrongFile(
        "用了邻居社区的文件",
        "file of the neighbour",
        "附件2.xlsx",
        _named("长沙", "岳麓", "示例湘江", "示例红旗"),
        "form.community-mismatch",
        "社区",
    ),
    WrongFile(
        "重名社区分不清",
        "name ambiguous",
        "附件2.docx",
        _ambiguous,
        "form.community-ambiguous",
        "社区",
    ),
    WrongFile("上一轮的表", "another round", "附件2.xlsx", _of_last_year, "form.other-round"),
    WrongFile(
        "旧标准的表",
        "another edition of the standard",
        "附件2.xlsx",
        _of_old_standard,
        "form.other-standard",
    ),
    WrongFile("不是这些表", "another document", "报送函.docx", _letter, "form.unknown-kind"),
    WrongFile("文件不完整", "file cut off", "附件2.xlsx", _cut, "package.not-office"),
    WrongFile("文件为空", "file empty", "附件2.xlsx", _bytes(b""), "format.empty"),
    WrongFile("设了密码", "password", "附件2.xlsx", _locked, "package.encrypted"),
    WrongFile(
        "旧格式设了密码", "password, old format", "附件3.doc", _locked_doc, "package.encrypted"
    ),
    WrongFile("扫描件", "scan", "附件2.pdf", _scan, "pdf.scan"),
    WrongFile("PDF 加密", "PDF locked", "附件2.pdf", _locked_pdf, "pdf.encrypted"),
    WrongFile(
        "PDF 不完整", "PDF cut off", "附件2.pdf", _bytes(b"%PDF-1.6\n1 0 obj"), "pdf.damaged"
    ),
    WrongFile(
        "照片", "photograph", "附件2.jpg", _bytes(b"\xff\xd8\xff\xe0\0\x10JFIF"), "format.image"
    ),
    WrongFile(
        "RAR 压缩包", "rar archive", "附件2.rar", _bytes(b"Rar!\x1a\x07\1\0"), "format.archive"
    ),
    WrongFile(
        "看不出是什么", "unknown bytes", "附件2.dat", _bytes(b"\1\2\3" * 99), "format.unknown"
    ),
    WrongFile(
        "压缩包里的路径越界", "path that leaves the zip", "材料.zip", _climbing, "zip.unsafe-name"
    ),
)
