"""Messages about the tags of Word and workbook templates."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
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
    "template.too-deep": Message(
        "标签「{tag}」嵌套得太深。请减少 for、if 或括号的层数。",
        "The tag “{tag}” is nested too deep. Use fewer for, if or brackets inside each other.",
    ),
    "template.tag-out-of-reach": Message(
        "标签「{tag}」写在「{part_zh}」里，那里不能填写数据。请删去，或移到单元格、文本框、批注、"
        "页眉页脚、图表标题或链接中。",
        "The tag “{tag}” stands in {part_en}, where nothing can be filled in. Delete it, or move it"
        " to a cell, a text box, a comment, a print head, a chart's title or a link.",
    ),
    "template.link-not-allowed": Message(
        "数据给出的链接「{target}」不是网页、邮件或电话。请改为以 https:// 等开头的地址。",
        "The data lets a link lead to “{target}”, which is no web page, mail or telephone."
        " Give an address that begins with https:// or the like.",
    ),
}
