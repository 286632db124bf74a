"""Messages about PDF files and what is printed."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "pdf.unreadable": Message(
        "不是可以读取的 PDF 文件，或文件已损坏。请重新生成或重新扫描。",
        "This is no PDF file that can be read, or it is damaged. Make or scan it again.",
    ),
    "pdf.encrypted": Message(
        "PDF 文件设有打开密码。请去掉密码后重新保存。",
        "The PDF file is protected by a password. Save it again without the password.",
    ),
    "pdf.not-archival": Message(
        "不是 PDF/A-1 文件，不能编入 PDF/A。请改用它的 Word 或 Excel 原件。",
        "This is no PDF/A-1 file and cannot be part of one. Give the Word or Excel file"
        " that it was made from.",
    ),
    "print.format": Message(
        "不能打印这种格式的文件。请改用 {formats}。",
        "Files of this format cannot be printed. Use {formats}.",
    ),
    "print.nothing": Message(
        "没有可以打印的文件。请检查文件名和所在文件夹。",
        "There is nothing to print. Check the names of files and folders.",
    ),
    "print.no-watermark": Message(
        "没有做出「{text}」水印，所以没有生成 PDF。请检查 LibreOffice 能否正常使用，或放宽时限。",
        "The watermark “{text}” could not be made, so there is no PDF."
        " Check that LibreOffice works, or allow more time.",
    ),
}
