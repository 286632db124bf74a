"""Messages about office files and templates."""

from docgen.catalogue.message import Message

_PACKAGE = {
    "package.not-office": Message(
        "不是 Word（.docx）或 Excel（.xlsx）文件，或文件已损坏。请重新保存或重新提交。",
        "This is no Word (.docx) or Excel (.xlsx) file, or it is damaged."
        " Save it or send it again.",
    ),
    "package.old-format": Message(
        "是旧格式文件（.doc、.xls 等）。请另存为 .docx 或 .xlsx。",
        "This is a file of an old format (.doc, .xls, …). Save it as .docx or .xlsx.",
    ),
    "package.encrypted": Message(
        "文件设有打开密码。请去掉密码后重新保存。",
        "The file is protected by a password. Save it again without the password.",
    ),
    "package.too-large": Message(
        "文件超过 {most} 字节。请去掉大图片等内容后重新保存。",
        "The file has more than {most} bytes. Remove large pictures and save it again.",
    ),
    "package.too-many-parts": Message(
        "文件内含的部件过多，不予打开。请核实文件来源，重新填写空白表。",
        "The file has too many parts and is not opened. Check where it comes from;"
        " fill in a fresh form.",
    ),
    "package.inflates": Message(
        "文件解压后过大，不予打开。请核实文件来源，重新填写空白表。",
        "The file inflates beyond measure and is not opened. Check where it comes from;"
        " fill in a fresh form.",
    ),
    "package.damaged": Message(
        "文件的「{part}」部分已损坏。请重新保存或重新提交。",
        "Part “{part}” of the file is damaged. Save it or send it again.",
    ),
    "package.bad-xml": Message(
        "文件的「{part}」部分无法读取：{reason}。请重新保存或重新提交。",
        "Part “{part}” of the file cannot be read: {reason}. Save it or send it again.",
    ),
    "package.document-type": Message(
        "文件的「{part}」部分含有文档类型声明，不予读取。请用 Word、WPS 或 Excel 重新保存。",
        "Part “{part}” of the file declares a document type and is not read."
        " Save it again with Word, WPS or Excel.",
    ),
    "package.illegal-character": Message(
        "「{field}」含有文件不允许的字符 {character}。请删去该字符。",
        "“{field}” holds the character {character}, which files cannot hold. Delete it.",
    ),
}

MESSAGES: dict[str, Message] = {**_PACKAGE}
