"""Messages about what comes in: formats, zipped folders, tables of text."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "format.image": Message(
        "是图片（照片或扫描件），不能读取。请提交填好的 Word 或 Excel 原表。",
        "This is a picture (a photograph or a scan) and cannot be read."
        " Hand in the completed Word or Excel form.",
    ),
    "format.archive": Message(
        "是 .rar、.7z 等压缩包，不予打开。请先解压，或改用 .zip 打包。",
        "This is an archive (.rar, .7z, …) and is not opened. Unpack it first, or pack it as .zip.",
    ),
    "format.binary-workbook": Message(
        "是 Excel 二进制工作簿（.xlsb），不能读取。"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交。",
        "This is a binary Excel workbook (.xlsb) and cannot be read."
        " Open it with Excel or WPS, save it as .xlsx and hand it in again.",
    ),
    "format.presentation": Message(
        "是演示文稿（.pptx、.ppt、.dps 等），不是填报的表。请提交填好的 Word 或 Excel 原表。",
        "This is a presentation (.pptx, .ppt, …) and no form."
        " Hand in the completed Word or Excel form.",
    ),
    "format.drawing": Message(
        "是绘图文件（Visio 等），不是填报的表。请提交填好的 Word 或 Excel 原表。",
        "This is a drawing (Visio or the like) and no form."
        " Hand in the completed Word or Excel form.",
    ),
    "format.ofd": Message(
        "是 OFD 版式文件，不能读取。请提交填好的 Word 或 Excel 原表，或由它直接导出的 PDF。",
        "This is an OFD file (pages as they are printed) and cannot be read. Hand in the completed"
        " Word or Excel form, or a PDF exported from it.",
    ),
    "format.xps": Message(
        "是 XPS 版式文件，不能读取。请提交填好的 Word 或 Excel 原表，或由它直接导出的 PDF。",
        "This is an XPS file (pages as they are printed) and cannot be read. Hand in the completed"
        " Word or Excel form, or a PDF exported from it.",
    ),
    "format.book": Message(
        "是电子书（.epub），不是填报的表。请提交填好的 Word 或 Excel 原表。",
        "This is an electronic book (.epub) and no form. Hand in the completed Word or Excel form.",
    ),
    "format.mail": Message(
        "是一封电子邮件（.msg、.eml），不能读取。请把邮件里的附件另存出来，单独提交。",
        "This is an e-mail (.msg, .eml) and cannot be read."
        " Save the form that is attached to it, and hand that in.",
    ),
    "format.web-archive": Message(
        "是网页文件（.mht），不能读取。"
        "请用 Word、WPS 或 Excel 打开，另存为 .docx 或 .xlsx 后重新提交。",
        "This is a web page in one file (.mht) and cannot be read. Open it with Word, WPS or Excel,"
        " save it as .docx or .xlsx and hand it in again.",
    ),
    "format.apple": Message(
        "是苹果 Pages、Numbers 或 Keynote 的文件，不能读取。"
        "请在其中导出为 Word 或 Excel 文件后提交。",
        "This is a file of Apple's Pages, Numbers or Keynote and cannot be read."
        " Export it as a Word or Excel file there, and hand that in.",
    ),
    "format.program": Message(
        "是可执行的程序，不予打开。请核实来源，不要运行它；填报请提交 Word 或 Excel 原表。",
        "This is a program and is not opened. Check where it comes from and do not run it;"
        " hand in the completed Word or Excel form.",
    ),
    "format.media": Message(
        "是音频或视频文件，不是填报的表。请提交填好的 Word 或 Excel 原表。",
        "This is a sound or video file and no form. Hand in the completed Word or Excel form.",
    ),
    "format.outdated": Message(
        "是 Excel 4、Word 2、WordPerfect 等早期程序的文件，不能读取。请用 LibreOffice 或 WPS 打开，"
        "另存为 .xlsx 或 .docx 后重新提交。",
        "This is a file of a very early program (Excel 4, Word 2, WordPerfect, …) and cannot be"
        " read. Open it with LibreOffice or WPS, save it as .xlsx or .docx and hand it in again.",
    ),
    "format.text": Message(
        "是纯文本，里面没有表格。请提交填好的 Word 或 Excel 原表。",
        "This is plain text without a table. Hand in the completed Word or Excel form.",
    ),
    "format.box-lost": Message(
        "这个 .rtf 里原有一个文本框或图形，另存时丢失了，看不出里面写了什么。"
        "请交原来的 Word 文件，或用 Word 打开原文件另存为 .docx 后重新提交。",
        "This .rtf had a text box or a drawing that was lost as it was saved, and nobody can tell"
        " what stood in it. Hand in the original Word file, or save that as .docx in Word.",
    ),
    "format.xml": Message(
        "是其他程序的 XML 数据，不是填报的表。请提交填好的 Word 或 Excel 原表。",
        "This is XML of some other program and no form. Hand in the completed Word or Excel form.",
    ),
    "format.empty": Message(
        "文件是空的（0 字节）。请重新保存或重新提交。",
        "The file is empty (0 bytes). Save it or send it again.",
    ),
    "format.unknown": Message(
        "不是能读取的文件，或文件已损坏。请提交填好的 Word 或 Excel 原表；文件损坏的请重新保存。",
        "This is no file that can be read, or it is damaged. Hand in the completed Word or Excel"
        " form; save a damaged file again.",
    ),
    "zip.too-many-files": Message(
        "压缩包内的文件超过 {most} 个，不予打开。请分成几个压缩包，或解压后提交文件夹。",
        "The archive holds more than {most} files and is not opened."
        " Make several archives of it, or unpack it and hand in the folder.",
    ),
    "zip.damaged": Message(
        "压缩包已损坏，或压缩方式特殊，无法解压。请重新打包，或直接提交文件。",
        "The archive is damaged or packed in an unusual way and cannot be unpacked."
        " Pack it again, or hand in the files themselves.",
    ),
    "zip.unsafe-name": Message(
        "压缩包内此文件的名称指向压缩包以外，或是链接，不予打开。请核实来源，重新打包。",
        "The name of this file leads out of the archive, or it is a link; it is not opened."
        " Check where it comes from and pack it again.",
    ),
    "zip.encrypted": Message(
        "压缩包设有密码。请去掉密码后重新打包，或直接提交文件。",
        "The archive is protected by a password."
        " Pack it again without one, or hand in the files themselves.",
    ),
    "zip.file-too-large": Message(
        "压缩包内的文件超过 {most} 字节，不予打开。请去掉大图片等内容后重新打包。",
        "The file in the archive has more than {most} bytes and is not opened."
        " Remove large pictures and pack it again.",
    ),
    "zip.name-twice": Message(
        "压缩包内有两个文件同名，只读取了前一个。请改名后重新打包。",
        "Two files in the archive have this name, and only the first was read."
        " Rename one and pack it again.",
    ),
    "zip.nested": Message(
        "压缩包层层嵌套，里层的不予打开。请先解压再提交。",
        "This archive lies in an archive in an archive and is not opened. Unpack it first.",
    ),
    "table.encoding": Message(
        "无法识别文件的文字编码。请另存为 UTF-8 编码（Excel 中选“CSV UTF-8”）。",
        "The encoding of the text is not known. Save it as UTF-8 (in Excel, “CSV UTF-8”).",
    ),
    "table.too-large": Message(
        "表格的行或列过多（最多 {rows} 行），不予读取。请删去数据以外的内容后重新保存。",
        "The table has too many rows or columns (at most {rows} rows) and is not read."
        " Delete what does not belong to the data and save it again.",
    ),
}
