"""Messages about office files and templates."""

from docgen.catalogue.message import Message

_PACKAGE = {
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
}

_TEMPLATE = {
    "template.not-word": Message(
        "模板不是 Word 文档（.docx）。请在 Word 或 WPS 中另存为 .docx。",
        "The template is no Word document (.docx). Save it as .docx in Word or WPS.",
    ),
    "template.no-wording": Message(
        '版式模板没有留出正文的位置。请补上单独成段的 {{%p include "wording" %}}。',
        "The frame has no place for the wording. Add a paragraph with nothing but"
        ' {{%p include "wording" %}}.',
    ),
    "template.unclosed-tag": Message(
        "标签「{tag}」没有结束。请在同一段落内补上 }}}}、%}} 或 #}}；"
        "若要显示大括号本身，请写成 {{_{{ 或 {{_%。",
        "The tag “{tag}” does not end. Close it with }}}}, %}} or #}} in the same paragraph;"
        " for the braces themselves write {{_{{ or {{_%.",
    ),
    "template.two-tags": Message(
        "标签「{tag}」和「{other}」同在一处，而带 p、tr 或 tc 的标签会替换整个段落、行或单元格。"
        "请让它单独占一个段落、一行或一个单元格。",
        "The tags “{tag}” and “{other}” share one place, but a tag with p, tr or tc replaces"
        " the whole paragraph, row or cell. Give it one of its own.",
    ),
    "template.wide-braces": Message(
        "标签「{tag}」用了全角大括号或百分号。请改用半角的 {{{{ }}}} 和 {{% %}}。",
        "The tag “{tag}” has full-width braces or percent signs."
        " Type {{{{ }}}} and {{% %}} instead.",
    ),
    "template.tag-not-alone": Message(
        "标签「{tag}」带 p、tr 或 tc，会替换整个段落、行或单元格，其中的图片、文本框或分节符"
        "会丢失。请让标签单独占一个段落、一行或一个单元格。",
        "The tag “{tag}” has p, tr or tc and replaces the whole paragraph, row or cell: the"
        " picture, text box or section break in it would be lost. Give the tag one of its own.",
    ),
    "template.torn-block": Message(
        "标签「{tag}」与配对的标签不在同一位置（例如一个在表格内，一个在表格外），文档会损坏。"
        "请把它们放在同一段落或同一单元格，或改用带 p、tr 的标签，各占一个段落或一行；"
        "有修订的，请先接受修订。",
        "The tag “{tag}” does not stand where its partner does (one in a table, the other outside"
        " it, for example), which would damage the document. Put both into one paragraph or"
        " cell, or use tags with p or tr in paragraphs or rows of their own; accept tracked"
        " changes first.",
    ),
    "template.syntax": Message(
        "标签「{tag}」写法有误：{reason}。请改正。",
        "The tag “{tag}” is not correct: {reason}. Mend it.",
    ),
    "template.unpaired-tag": Message(
        "标签「{tag}」没有配对。请为每个 if、for 补上对应的 endif、endfor，或删去多余的标签。",
        "The tag “{tag}” has no partner. Give each if, for … its endif, endfor …, or delete it.",
    ),
    "template.unsupported-tag": Message(
        "模板不支持标签「{tag}」。请把内容直接写在本模板中。",
        "Templates cannot use the tag “{tag}”. Put the content into this template.",
    ),
    "template.undefined": Message(
        "标签「{tag}」用到的名称没有值（{reason}）。请检查拼写。",
        "The tag “{tag}” uses a name that has no value ({reason}). Check the spelling.",
    ),
    "template.forbidden": Message(
        "标签「{tag}」用了模板不允许的功能（{reason}）。请删去。",
        "The tag “{tag}” does what templates may not do ({reason}). Remove it.",
    ),
    "template.failed": Message(
        "标签「{tag}」无法计算（{reason}）。请检查标签和数据。",
        "The tag “{tag}” cannot be evaluated ({reason}). Check the tag and the data.",
    ),
    "template.not-known-yet": Message(
        "标签「{tag}」中的「{name}」因文件而异，只能直接显示，不能用于条件、循环、比较或过滤器。"
        "请改为只显示它。",
        "“{name}” in the tag “{tag}” differs between documents: it can only be printed, not"
        " used in a condition, loop, comparison or filter. Only print it.",
    ),
    "template.rich-text": Message(
        "这里的富文本要用标签 {{{{r … }}}} 显示，而不是 {{{{ … }}}}。请改正模板中的标签。",
        "Rich text needs the tag {{{{r … }}}} here, not {{{{ … }}}}. Mend the template's tag.",
    ),
    "template.not-a-date": Message(
        "标签「{tag}」要显示日期，而「{value}」看不出是哪一天。请在数据中写成 2017-09-05 的样子。",
        "The tag “{tag}” shows a date, but “{value}” does not tell a day for certain."
        " Write it like 2017-09-05 in the data.",
    ),
    "template.picture-tag": Message(
        "图片的替代文字「{tag}」应只含一个显示图片的标签，如 {{{{ qr_code }}}}。"
        "请删去其余文字和标签。",
        "The alternative text “{tag}” of a picture must be one tag that prints a picture, such"
        " as {{{{ qr_code }}}}. Delete the rest.",
    ),
    "template.not-a-picture": Message(
        "标签「{tag}」是图片的替代文字，其值应为图片，而不是「{value}」。请检查数据，或改正标签。",
        "The tag “{tag}” is the alternative text of a picture: its value must be a picture, not"
        " “{value}”. Check the data, or mend the tag.",
    ),
    "template.picture-in-text": Message(
        "图片不能显示在文字中。请在模板中插入一张图片占位，并把标签写在它的替代文字里。",
        "A picture cannot stand in a text. Insert a picture into the template to hold its place,"
        " and write the tag into its alternative text.",
    ),
    "template.picture-unreadable": Message(
        "标签「{tag}」的值不是可以显示的图片。请改用 PNG、JPEG 或 GIF 图片。",
        "The value of the tag “{tag}” is no picture that a document can show."
        " Use a PNG, JPEG or GIF image.",
    ),
    "template.unsupported-value": Message(
        "标签「{tag}」的值是模板不支持的内容（{kind}）。请改用文字或富文本。",
        "The value of the tag “{tag}” is of a kind that templates cannot take ({kind})."
        " Use text or rich text.",
    ),
}

_WORD = {
    "word.too-large": Message(
        "文档的文字或表格过多，不予读取。请删去与填报无关的内容后重新保存。",
        "The document holds too much text, or too many tables, and is not read."
        " Delete what has nothing to do with the form and save it again.",
    ),
    "word.not-word": Message(
        "不是 Word 文档（.docx）。请用 Word 或 WPS 另存为 .docx。",
        "This is no Word document (.docx). Save it as .docx in Word or WPS.",
    ),
}

_WORKBOOK = {
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
        "公式「{formula}」按地址引用单元格，而本模板的行会增减，地址会失效。"
        "请为被引用的单元格定义名称，在公式中使用名称。",
        "The formula “{formula}” refers to cells by address, which fails when rows of this"
        " template are repeated. Define a name for those cells and use it in the formula.",
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
}

_FORMAT = {
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
        "是 Excel 4、Word 2 等早期版本的文件，不能读取。请用 LibreOffice 或 WPS 打开，"
        "另存为 .xlsx 或 .docx 后重新提交。",
        "This is a file of a very early version (Excel 4, Word 2, …) and cannot be read. Open it"
        " with LibreOffice or WPS, save it as .xlsx or .docx and hand it in again.",
    ),
    "format.text": Message(
        "是纯文本，里面没有表格。请提交填好的 Word 或 Excel 原表。",
        "This is plain text without a table. Hand in the completed Word or Excel form.",
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
}

_ZIP = {
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
}

_CSV = {
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

_CELLS = {
    "cell.error": Message(
        "这一格显示的是错误「{found}」，没有可用的内容。请改正公式，或填入实际内容。",
        "The cell shows the error “{found}” and has no value. Correct its formula, or type the"
        " value.",
    ),
    "cell.no-value": Message(
        "这一格的公式没有算出结果。请用 Excel 或 WPS 打开表格，保存后重试。",
        "The formula in this cell has no result. Open the table with Excel or WPS, save it and"
        " try again.",
    ),
    "cell.digits-lost": Message(
        "数字「{found}」超过 15 位，Excel 只保留前 15 位，后面的已经丢失。"
        "请把这一列设为“文本”格式，重新填写完整的号码。",
        "The number “{found}” has more than 15 digits, of which Excel keeps the first 15: the rest"
        " is lost. Format the column as text and type the whole number again.",
    ),
    "cell.format-unknown": Message(
        "单元格的数字格式「{found}」不能识别，不知道显示的是什么。"
        "请改用常规、数值、百分比、日期或文本格式。",
        "The cell's number format “{found}” is not known, nor therefore what the cell shows."
        " Choose a general, number, percent, date or text format.",
    ),
    "cell.struck-out": Message(
        "这一格里的「{found}」已划去，按「{kept}」读取。请核对。",
        "In this cell “{found}” is struck out; “{kept}” was read. Check it.",
        "warning",
    ),
    "cell.nothing-left": Message(
        "这一格写的「{found}」已划去，没有留下可用的内容。不用的请删去，要用的请取消删除线。",
        "“{found}” in this cell is struck out, and nothing is left to be used. Delete what does"
        " not hold, or take the line away.",
    ),
    "cell.sign-unread": Message(
        "这一格用的是符号字体，有认不出的符号（读到「{found}」）。请改用普通字体重新输入。",
        "This cell is in a font of signs, and has some that are not known (“{found}” was read)."
        " Type it anew in an ordinary font.",
    ),
    "cell.merged-across": Message(
        "这一格与左边的单元格合并了，内容「{found}」不知道属于哪一列。请取消合并，分别填写。",
        "The cell is merged with one to its left, and “{found}” could belong to either column."
        " Unmerge the cells and fill in each.",
    ),
    "table.head-again": Message(
        "这一行又出现了列名「{name}」：表头占了两行，或者中间重复了表头。请只留一行表头。",
        "This row says the column's name “{name}” again: the heads take two rows, or are repeated."
        " Leave only one row of heads.",
    ),
    "table.not-a-table": Message(
        "不是能读取的表格（.xlsx、.xls、.ods、.csv），或文件已损坏。"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后重试。",
        "This is no table that can be read (.xlsx, .xls, .ods, .csv), or it is damaged."
        " Open it with Excel or WPS and save it as .xlsx.",
    ),
    "table.web-page": Message(
        "是网页，不是表格文件：有些系统导出的“.xls”其实是网页。"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后重试。",
        "This is a web page and no table, whatever its name: some systems export such as .xls."
        " Open it with Excel or WPS and save it as .xlsx.",
    ),
    "table.no-sheet": Message(
        "工作簿里没有显示出来的工作表。请取消隐藏要用的工作表，保存后重试。",
        "The workbook shows no sheet. Unhide the one that is to be read, save it and try again.",
    ),
    "table.sheet-hidden": Message(
        "读取的是工作表「{sheet}」；它前面的「{others}」是隐藏的，没有读。",
        "The sheet “{sheet}” was read; “{others}” before it is hidden and was not.",
        "warning",
    ),
    "table.sheets-left": Message(
        "读取的是工作表「{sheet}」；「{others}」没有读。要读别的，请把它移到最前面。",
        "The sheet “{sheet}” was read, and “{others}” was not. To read another, move it to the"
        " front.",
        "warning",
    ),
    "table.rows-hidden": Message(
        "第{rows}行是隐藏的，也照样读入了。不要的请删去，要的请取消隐藏或清除筛选，以便核对。",
        "The rows {rows} are hidden and were read all the same. Delete what is not wanted; unhide"
        " the rest, or clear the filter, so that it can be checked.",
        "warning",
    ),
    "table.columns-hidden": Message(
        "{columns}列是隐藏的，也照样读入了。不要的请删去，要的请取消隐藏，以便核对。",
        "The columns {columns} are hidden and were read all the same. Delete what is not wanted,"
        " and unhide the rest so that it can be checked.",
        "warning",
    ),
}

_SOFFICE = {
    "soffice.missing": Message(
        "找不到 LibreOffice（soffice）。请安装 LibreOffice，或改用不需要转换的格式。",
        "LibreOffice (soffice) is not there. Install it, or choose a format that needs no"
        " conversion.",
    ),
    "soffice.needed": Message(
        "这种格式要借助 LibreOffice 读取，而本机没有安装。请安装 LibreOffice（Writer 和 Calc），"
        "或用 Word、WPS、Excel 另存为 .docx 或 .xlsx 后重新提交。",
        "Files of this format are read with the help of LibreOffice, which is not there. Install"
        " LibreOffice (Writer and Calc), or save the file as .docx or .xlsx and hand it in again.",
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
}

_RETURNED = {
    "package.macro-sheet": Message(
        "工作簿含有 Excel 4.0 宏表，不能制作批注副本。请删去宏表，另存为 .xlsx 后重新提交。",
        "The workbook has a sheet of Excel 4.0 macros, so that no copy with comments is made of it."
        " Delete that sheet, save the workbook as .xlsx and hand it in again.",
    ),
}

_PDF = {
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

MESSAGES: dict[str, Message] = {
    **_PACKAGE,
    **_TEMPLATE,
    **_WORD,
    **_WORKBOOK,
    **_SOFFICE,
    **_RETURNED,
    **_PDF,
    **_FORMAT,
    **_ZIP,
    **_CSV,
    **_CELLS,
}
