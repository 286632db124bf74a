"""Messages about the tags of Word and workbook templates."""

from docgen.catalogue.message import Message

_WRITING = {
    "template.syntax": Message(
        "标签「{tag}」看不懂。请检查名称、运算符和标点；列名要与表中的一致。",
        "The tag “{tag}” cannot be understood. Check its names, operators and marks; names of"
        " columns are written as in the table.",
    ),
    "template.unpaired-marks": Message(
        "标签「{tag}」中的括号或引号没有成对。请补上或删去。",
        "Brackets or quotation marks in the tag “{tag}” do not pair up. Add or delete one.",
    ),
    "template.one-equals-sign": Message(
        "标签「{tag}」中的比较要写两个等号。请把 = 改成 ==。",
        "The tag “{tag}” compares by one equals sign. Write == instead of =.",
    ),
    "template.unknown-head": Message(
        "标签「{tag}」中的「{name}」不是表中的列名，也不是能计算的式子。{near_zh}请改正。",
        "“{name}” in the tag “{tag}” is no column of the table, and nothing that can be"
        " computed.{near_en} Correct it.",
    ),
    "template.several-values": Message(
        "标签「{tag}」里写了几个名称。请把它们分成几个标签，各写一对大括号。",
        "The tag “{tag}” names several values. Give each a tag, with braces, of its own.",
    ),
    "template.prefix-misplaced": Message(
        "标签「{tag}」中的 {prefix} 用在了不合适的地方：tr 要在表格的一行里，tc 在单元格里，"
        "p 独占一个段落。请移动标签，或删去 {prefix}。",
        "The {prefix} of the tag “{tag}” does not belong here: tr stands in a row of a table, tc in"
        " a cell, p in a paragraph of its own. Move the tag, or delete {prefix}.",
    ),
    "template.unknown-word": Message(
        "标签「{tag}」不认识「{name}」。{near_zh}标签中可以用 if、elif、else、for、set 等。",
        "The word “{name}” of the tag “{tag}” is not known.{near_en} Tags start with if, elif,"
        " else, for, set and the like.",
    ),
    "template.unknown-filter": Message(
        "标签「{tag}」中竖线后的「{name}」没有这个功能。{near_zh}请改正或删去。",
        "The tag “{tag}” has “{name}” behind its bar, which is no filter.{near_en}"
        " Correct it or delete it.",
    ),
    "template.unknown-test": Message(
        "标签「{tag}」中 is 后的「{name}」不能用来判断。{near_zh}请改正。",
        "The tag “{tag}” has “{name}” behind “is”, which is no test.{near_en} Correct it.",
    ),
}

_RENDERING = {
    "template.undefined": Message(
        "标签「{tag}」中的「{name}」没有值。{near_zh}请检查拼写。",
        "“{name}” in the tag “{tag}” has no value.{near_en} Check the spelling.",
    ),
    "template.renamed": Message(
        "标签「{tag}」中的「{name}」现在叫「{now}」。请改名，如 applicant.name、labels.name。",
        "“{name}” in the tag “{tag}” is called “{now}” now. Rename it, as in applicant.name and"
        " labels.name.",
    ),
    "template.no-value": Message(
        "标签「{tag}」在这里没有值，例如列表是空的，或没有上一项。请先用 if 判断。",
        "The tag “{tag}” has no value here: a list may be empty, or there is no item before."
        " Ask by “if” first.",
    ),
    "template.forbidden": Message(
        "标签「{tag}」用了模板不允许的功能。请删去。",
        "The tag “{tag}” does what templates may not do. Remove it.",
    ),
    "template.division-by-zero": Message(
        "标签「{tag}」除以零。请检查数据，或先用 if 判断。",
        "The tag “{tag}” divides by zero. Check the data, or ask by “if” first.",
    ),
    "template.wrong-kind": Message(
        "标签「{tag}」不能这样计算：有的值不是所需的类型，如把文字与数字相加。请检查标签和数据。",
        "The tag “{tag}” cannot be computed: a value is of another kind than needed, such as a"
        " text that is added to a number. Check the tag and the data.",
    ),
    "template.failed": Message(
        "标签「{tag}」无法计算。请检查标签和数据。",
        "The tag “{tag}” cannot be computed. Check the tag and the data.",
    ),
    "template.too-much": Message(
        "标签「{tag}」要的时间或内存太多（循环次数、文字长度或数字太大）。请改小。",
        "The tag “{tag}” takes too much time or memory: too many rounds, too long a text or too"
        " large a number. Make it smaller.",
    ),
    "template.too-deep": Message(
        "标签「{tag}」嵌套得太深，或不停地调用自己。请减少层次。",
        "The tag “{tag}” is nested too deep, or calls itself without end. Use fewer levels.",
    ),
}

_DOCUMENTS = {
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
    "template.field-unsupported": Message(
        "Word 的域「{tag}」在这里无法代替：每行数据生成一份文件，不能跳到下一条记录，"
        "也不支持这种写法。请删去，或改用标签（如 {{{{ 列名 }}}}、{{% if … %}}）。",
        "Word's field “{tag}” cannot be filled: each row makes one file, so that no field can go on"
        " to the next record, or it is written in a way that is not known. Delete it, or use a tag"
        " such as {{{{ column }}}} or {{% if … %}}.",
    ),
    "template.unpaired-tag": Message(
        "标签「{tag}」没有配对。请为每个 if、for 补上对应的 endif、endfor，或删去多余的标签。",
        "The tag “{tag}” has no partner. Give each if, for … its endif, endfor …, or delete it.",
    ),
    "template.unsupported-tag": Message(
        "模板不支持标签「{tag}」。请把内容直接写在本模板中。",
        "Templates cannot use the tag “{tag}”. Put the content into this template.",
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
    "template.tag-out-of-reach": Message(
        "标签「{tag}」所在的地方不能填写（{part}）。请把它移到正文、页眉、文本框或图表中。",
        "The tag “{tag}” stands where nothing can be filled in ({part})."
        " Move it to the text, a header, a text box or a chart.",
    ),
    "template.link-dangerous": Message(
        "链接「{tag}」的地址以「{value}」开头，打开它可能有危险。"
        "请改用以 https://、http:// 或 mailto: 开头的地址。",
        "The address of the link “{tag}” begins with “{value}”, which is not safe to open."
        " Use one that begins with https://, http:// or mailto:.",
    ),
    "template.link-empty": Message(
        "链接「{tag}」没有地址。请在数据中填上，或删去链接。",
        "The link “{tag}” has no address. Fill it in, or delete the link.",
    ),
    "template.picture-outside": Message(
        "标签「{tag}」的图片「{value}」不在数据表所在的文件夹里。"
        "请把图片放到数据表旁边，表中写从那里起的路径。",
        "The picture “{value}” of the tag “{tag}” lies outside the table's folder."
        " Put it beside the table, and write its path from there.",
    ),
    "template.picture-missing": Message(
        "标签「{tag}」的图片「{value}」找不到或打不开。请检查文件名，图片应在数据表所在的文件夹里。",
        "The picture “{value}” of the tag “{tag}” is not there or cannot be opened."
        " Check its name; pictures lie in the table's folder.",
    ),
    "template.picture-too-large": Message(
        "标签「{tag}」的图片「{value}」太大。请缩小后再用。",
        "The picture “{value}” of the tag “{tag}” is too large. Make it smaller.",
    ),
    "template.qr-too-long": Message(
        "标签「{tag}」的内容有 {length} 个字，二维码放不下。请缩短。",
        "The text of the tag “{tag}” has {length} characters, more than a QR code can hold."
        " Shorten it.",
    ),
    "template.unsupported-value": Message(
        "标签「{tag}」的值是模板不支持的内容（{kind}）。请改用文字或富文本。",
        "The value of the tag “{tag}” is of a kind that templates cannot take ({kind})."
        " Use text or rich text.",
    ),
    "workbook.tag-out-of-reach": Message(
        "标签「{tag}」写在「{part_zh}」里，那里不能填写数据。请删去，或移到单元格、文本框、批注、"
        "页眉页脚、图表标题或链接中。",
        "The tag “{tag}” stands in {part_en}, where nothing can be filled in. Delete it, or move it"
        " to a cell, a text box, a comment, a print head, a chart's title or a link.",
    ),
}

MESSAGES: dict[str, Message] = {**_WRITING, **_RENDERING, **_DOCUMENTS}
