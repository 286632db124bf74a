"""Messages about packages, documents, workbooks and LibreOffice."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "package.not-office": Message(
        "不是 Word（.docx）或 Excel（.xlsx）文件，或文件已损坏。"
        "扫描件、照片不能读取，请提交填好的 Word 或 Excel 原表；文件损坏的请重新保存。",
        "This is no Word (.docx) or Excel (.xlsx) file, or it is damaged. Scans and photographs"
        " cannot be read: hand in the completed Word or Excel form; save a damaged file again.",
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
        "文件的「{part}」部分已损坏，无法读取。请用 Word、Excel 或 WPS 打开后另存，再提交。",
        "Part “{part}” of the file is damaged and cannot be read. Open it with Word, Excel or WPS,"
        " save it under a new name and send that.",
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
    "word.too-large": Message(
        "文档的文字或表格过多，不予读取。请删去与填报无关的内容后重新保存。",
        "The document holds too much text, or too many tables, and is not read."
        " Delete what has nothing to do with the form and save it again.",
    ),
    "word.not-word": Message(
        "不是 Word 文档（.docx）。请用 Word 或 WPS 另存为 .docx。",
        "This is no Word document (.docx). Save it as .docx in Word or WPS.",
    ),
    "workbook.unreadable": Message(
        "不是可以读取的 Excel 工作簿，或已损坏。请用 Excel 或 WPS 另存为 .xlsx 后重试。",
        "This is no Excel workbook that can be read, or it is damaged."
        " Save it as .xlsx with Excel or WPS and try again.",
    ),
    "workbook.row-tag-not-alone": Message(
        "行标签「{tag}」所在的行还有其他内容。请让它独占一行。",
        "The row of the row tag “{tag}” holds something else. Give the tag a row of its own.",
    ),
    "workbook.row-tag-open": Message(
        "行标签「{tag}」没有结束。请在下面另起一行写 {{%tr {end} %}}。",
        "The row tag “{tag}” does not end. Write {{%tr {end} %}} in a row of its own below.",
    ),
    "workbook.row-tag-unexpected": Message(
        "行标签「{tag}」前面没有与它配对的标签。请检查，或删去这一行。",
        "No row tag above goes with “{tag}”. Check the tags, or delete the row.",
    ),
    "workbook.address-in-formula": Message(
        "本模板的行会增减，公式「{formula}」不知道该跟着哪一行。循环内引用循环外的行，"
        "请在行号前加 $（如 B$2）；循环外引用循环内的行，请放进 SUM 等函数，或用包含循环的"
        "区域（如 B3:B5）；也可以为单元格定义名称，在公式中使用名称。",
        "Rows of this template are repeated, and the formula “{formula}” does not tell which to"
        " follow. Inside a loop write a $ before the number of a row outside of it (B$2); outside,"
        " give rows of a loop to a function such as SUM or as a range around the loop (B3:B5); or"
        " define a name for the cells and use it in the formula.",
    ),
    "workbook.row-left-out": Message(
        "公式「{formula}」引用的行这一次没有输出。请改用 SUM 等函数引用区域，"
        "或把公式也放进同一个 if、for 中。",
        "A row to which the formula “{formula}” refers is left out this time. Refer to a range in"
        " a function such as SUM, or put the formula into the same if or for.",
    ),
    "workbook.too-many-rows": Message(
        "行标签「{tag}」输出的行超过了一张工作表的 {most} 行。请减少数据或循环。",
        "The row tag “{tag}” gives more rows than the {most} of a sheet. Use less data, or fewer"
        " loops.",
    ),
    "workbook.chart-in-loop": Message(
        "图表、SmartArt 或控件放在会重复的行里，不能复制。请移到循环之外。",
        "A chart, SmartArt or control stands in rows that are repeated and cannot be copied."
        " Move it out of the loop.",
    ),
    "workbook.table-in-loop": Message(
        "表格「{name}」的表头在会重复的行里。请把表头移到循环之外，只让数据行重复。",
        "The head of the table “{name}” stands in rows that are repeated. Move it out of the loop"
        " and let only the rows of data repeat.",
    ),
    "workbook.table-empty": Message(
        "表格「{name}」这一次没有数据行，Excel 不接受这样的表格。请让它至少有一行。",
        "The table “{name}” has no row of data this time, which Excel does not take."
        " Give it at least one.",
    ),
    "workbook.table-heads-alike": Message(
        "表格「{name}」填写后有两个相同的表头。请让每一列的表头都不同。",
        "Two heads of the table “{name}” are the same once they are filled. Make them differ.",
    ),
    "workbook.pivot-head-in-loop": Message(
        "数据透视表的数据区域（{area}）以会重复的行开头，表头会重复。请把表头移到循环之外，"
        "只让数据行重复。",
        "The data of a pivot table ({area}) begins with a row that is repeated, so that its head"
        " would be. Move the head out of the loop and let only the rows of data repeat.",
    ),
    "workbook.pivot-empty": Message(
        "数据透视表的数据区域（{area}）这一次没有数据行，Excel 不接受这样的数据源。"
        "请让它至少有一行。",
        "The data of a pivot table ({area}) has no row this time, which Excel does not take."
        " Give it at least one.",
    ),
    "workbook.thread-in-loop": Message(
        "会重复的行里有带回复的批注，不能复制。请改用普通批注（附注），或移到循环之外。",
        "A comment with replies stands in rows that are repeated and cannot be copied. Make it a"
        " plain note, or move it out of the loop.",
    ),
    "workbook.title-blank": Message(
        "工作表名称填写后是空的。请检查数据。",
        "The title of the sheet is blank once it is filled. Check the data.",
    ),
    "workbook.percent-unclear": Message(
        "「{value}」要填入百分比格式的单元格，看不出是不是百分数。请写成 95.5% 或 0.955 的样子。",
        "“{value}” goes to a cell for percentages and does not tell whether it is one."
        " Write 95.5% or 0.955.",
    ),
    "workbook.field-merged-away": Message(
        "字段「{name}」（{tag}）所在的单元格并入了上面的单元格。请把它放到不合并的单元格。",
        "The cell of the field “{name}” ({tag}) is merged with the one above."
        " Put the field into a cell that is not merged.",
    ),
    "workbook.fields-missing": Message(
        "模板里有{count}个要填数据的单元格不见了（如「{name}」）。"
        "请对照自带的模板，把这些单元格的标签补上。",
        "{count} cells that are to be filled are not in the template any more (such as “{name}”)."
        " Compare it with the built-in one, and put their tags back.",
    ),
    "workbook.name-invalid": Message(
        "「{name}」不能用作单元格名称。请以文字或下划线开头，只用文字、数字、下划线和点，"
        "且不要像单元格地址（如 A1）。",
        "“{name}” cannot name a cell. Begin with a letter or an underscore; use only letters,"
        " digits, underscores and points; do not look like an address such as A1.",
    ),
    "workbook.name-taken": Message(
        "名称「{name}」已用于另一个单元格。请改用别的名称。",
        "The name “{name}” stands for another cell already. Choose another one.",
    ),
    "workbook.group-on-two-sheets": Message(
        "名称「{name}」所指的各单元格不在同一张工作表。请把它们放在一张表上。",
        "The cells of the group “{name}” are not on one sheet. Put them on one.",
    ),
    "workbook.field-text-too-long": Message(
        "单元格「{name}」的提示或公式超过 {most} 个字符：「{text}」。请缩短。",
        "A hint or formula of the cell “{name}” has more than {most} characters: “{text}”."
        " Shorten it.",
    ),
    "workbook.text-too-long": Message(
        "文字超过一个单元格能容纳的 {most} 个字符。请缩短。",
        "The text has more than the {most} characters that a cell can hold. Shorten it.",
    ),
    "workbook.too-wide": Message(
        "工作表的范围过大（{cells} 个单元格），不予读取。请删去数据区以外的内容后重新保存。",
        "The sheet spans too many cells ({cells}) and is not read."
        " Delete what stands outside the data and save it again.",
    ),
    "workbook.sheet-passed-over": Message(
        "工作表「{sheet}」内容太多（如人员名册），不像填报的表，没有读。"
        "要填报的内容如果在这张表上，请移到原来的表里。",
        "The sheet “{sheet}” holds far more than a form does (a register of persons, say) and was"
        " not read. If part of the form stands on it, move it to the form's own sheet.",
        "warning",
    ),
    "workbook.too-much-text": Message(
        "工作表里的文字过多，不予读取。请删去与填报无关的内容后重新保存。",
        "The sheet holds too much text and is not read."
        " Delete what has nothing to do with the form and save it again.",
    ),
    "soffice.missing": Message(
        "找不到 LibreOffice（soffice）。请安装 LibreOffice，或改用不需要转换的格式。",
        "LibreOffice (soffice) is not there. Install it, or choose a format that needs no"
        " conversion.",
    ),
    "soffice.needed": Message(
        "有{count}份文件的格式要借助 LibreOffice 读取，而本机没有安装。"
        "请安装 LibreOffice（Writer 和 Calc），"
        "或用 Word、WPS、Excel 另存为 .docx 或 .xlsx 后重新提交。",
        "{count} files are of a format that is read with the help of LibreOffice, which is not"
        " there. Install LibreOffice (Writer and Calc), or save them as .docx or .xlsx and hand"
        " them in again.",
    ),
    "soffice.timeout": Message(
        "LibreOffice 在 {seconds} 秒内没有转换好本文件。请打开检查后重新保存，或放宽时限。",
        "LibreOffice did not convert this file within {seconds} seconds."
        " Open it, check it and save it again, or allow more time.",
    ),
    "soffice.failed": Message(
        "LibreOffice 不能把本文件转换为 {format}。请用 Word、WPS 或 Excel 打开检查后重新保存。",
        "LibreOffice cannot convert this file to {format}."
        " Open it with Word, WPS or Excel, check it and save it again.",
    ),
    "soffice.not-starting": Message(
        "LibreOffice（{program}）不能正常启动，要靠它转换的{count}份文件没有转换。"
        "请先在本机打开一次 LibreOffice 看看，必要时重新安装，然后再运行一次。",
        "LibreOffice ({program}) does not start properly, and {count} files that need it were not"
        " converted. Open it once on this machine, install it again if need be, and run this"
        " again.",
    ),
    "soffice.no-room": Message(
        "临时文件夹 {folder} 不能写入（磁盘已满，或没有权限），{count}份文件没有转换。"
        "请清理磁盘，或把环境变量 TMPDIR 指向可以写的文件夹，然后再运行一次。",
        "The folder for temporary files, {folder}, cannot be written to (the disk is full, or it is"
        " not allowed), and {count} files were not converted. Make room, or let the variable TMPDIR"
        " name another folder, and run this again.",
    ),
}
