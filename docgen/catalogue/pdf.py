"""Messages about PDFs that come in."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "pdf.damaged": Message(
        "不是 PDF 文件，或文件已损坏、不完整。请重新生成或重新发送，"
        "最好提交填好的 Word 或 Excel 原表。",
        "This is no PDF file, or it is damaged or not complete. Make it or send it again;"
        " best hand in the completed Word or Excel form.",
    ),
    "pdf.scan": Message(
        "PDF 文件中没有可以读取的文字，像是扫描件或照片。请提交填好的 Word 或 Excel 原表，"
        "或由 Word、WPS、Excel 直接导出的 PDF。",
        "The PDF file has no text that can be read: it looks like a scan or a photograph."
        " Hand in the completed Word or Excel form, or a PDF exported by Word, WPS or Excel.",
    ),
    "pdf.shapes-only": Message(
        "PDF 文件中的字体只有字形，没有对应的文字，复制出来是乱码，读不出内容。请提交填好的 Word 或"
        " Excel 原表，或由 Word、WPS、Excel 直接导出的 PDF（不要经过虚拟打印机）。",
        "The fonts in the PDF file draw shapes and do not say which characters they are, so that"
        " its text cannot be read. Hand in the completed Word or Excel form, or a PDF exported by"
        " Word, WPS or Excel and not by a printer driver.",
    ),
    "pdf.xfa": Message(
        "PDF 表单是 XFA 格式，只有 Adobe 的程序能显示。请在 Adobe Reader 中打印为 PDF 后提交，"
        "或填写 Word、Excel 原表。",
        "The PDF is an XFA form, which only Adobe's programs show. Print it to PDF in Adobe"
        " Reader and hand that in, or complete the Word or Excel form.",
    ),
    "pdf.too-many-pages": Message(
        "PDF 文件有 {pages} 页，超过 {most} 页，不予读取。请只提交填好的表。",
        "The PDF file has {pages} pages, more than {most}, and is not read."
        " Hand in the completed form only.",
    ),
    "pdf.too-large": Message(
        "PDF 文件过大或内容过于复杂，不予读取。请只提交填好的表，不要附带图片和其他材料。",
        "The PDF file is too large or too complex and is not read. Hand in the completed form"
        " only, without pictures and other material.",
    ),
    "pdf.timeout": Message(
        "PDF 文件在 {seconds} 秒内没有读完。请用 Word、WPS 或 Excel 重新导出，或提交原表。",
        "The PDF file could not be read within {seconds} seconds."
        " Export it again from Word, WPS or Excel, or hand in the form itself.",
    ),
}
