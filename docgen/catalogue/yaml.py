"""Messages about the YAML files that a bureau writes: their text, and single entries."""

from docgen.catalogue.message import Message

_TEXT: dict[str, Message] = {
    "yaml.encoding": Message(
        "文件是 {found} 编码，不是 UTF-8。请用记事本打开，选“另存为”，编码选 UTF-8，覆盖原文件。",
        "The file is in {found}, not in UTF-8. Save it again as UTF-8 (in Notepad: Save as, "
        "Encoding).",
    ),
    "yaml.empty": Message(
        "文件是空的，没有任何内容。请照示例填写（docgen init 会做出一份）。",
        "The file is empty. Write it after the sample, which docgen init makes.",
    ),
    "yaml.not-entries": Message(
        "这里应是一行行的“名称: 值”，例如 year: 2017。请照示例改写（docgen init 会做出一份）。",
        "The file must hold lines of “name: value”, such as year: 2017. Write it after the sample, "
        "which docgen init makes.",
    ),
    "yaml.endless": Message(
        "用 & 和 * 引用的内容层层重复，或引用了自己，展开后太大。请直接写出内容，不用引用。",
        "What is repeated by & and * holds itself, or grows too large. Write it out instead.",
    ),
    "yaml.too-deep": Message(
        "括号或缩进一层套一层，层数太多。请检查这一行的括号。",
        "Brackets or indentation are nested too deeply. Check the brackets of this line.",
    ),
    "yaml.tab": Message(
        "这一行用制表符（Tab 键）缩进。请删去，改用空格：每层两个空格。",
        "This line is indented with a tab. Delete it and use blanks: two for each level.",
    ),
    "yaml.wide-blank": Message(
        "这一行用全角空格缩进。请删去，改用半角空格：每层两个空格。",
        "This line is indented with full-width blanks. Use plain ones: two for each level.",
    ),
    "yaml.wide-colon": Message(
        "「{found}」里用了全角冒号“：”。请改成半角冒号，后面再空一格，如 year: 2017。",
        "“{found}” has a full-width colon. Type a plain one with a blank behind it, "
        "like year: 2017.",
    ),
    "yaml.colon-without-space": Message(
        "「{found}」的冒号后面少一个空格。请补上，如 year: 2017。",
        "In “{found}” a blank is missing behind the colon. Add it, like year: 2017.",
    ),
    "yaml.dash-without-space": Message(
        "「{found}」的短横线后面少一个空格。请补上：列表每项写作“- 内容”，短横线用半角。",
        "In “{found}” a blank is missing behind the dash. Each item of a list is written "
        "“- item”, with a plain dash.",
    ),
    "yaml.odd-start": Message(
        '内容以“{found}”开头，这个符号在这里另有含义。请把整个内容放进英文双引号："…"。',
        "The text begins with “{found}”, which means something else there. Put the whole text "
        'between double quotes: "…".',
    ),
    "yaml.control-character": Message(
        "这里有一个看不见的控制字符（{found}），多半是从别处粘贴来的。请删去，或把这一行重新打一遍。",
        "There is an invisible control character ({found}), pasted from elsewhere perhaps. Delete "
        "it, or type the line again.",
    ),
    "yaml.backslash": Message(
        "{found} 的双引号里有反斜杠“\\”，它在双引号里另有含义。请改用英文单引号，或去掉反斜杠。",
        "There is a backslash between the double quotes of {found}, where it means something "
        "else. Use single quotes, or leave it out.",
    ),
    "yaml.text-after-quotes": Message(
        "{found} 的后引号之后还有文字。请把引号放在整个内容的两头；内容里面的引号用全角“”。",
        "There is text behind the closing quote of {found}. Put the quotes around the whole text; "
        "inside it use “ and ”.",
    ),
    "yaml.open-quote": Message(
        "{found} 的引号只有一半。请在末尾补上同样的英文引号（全角引号不算）。",
        "The quote before {found} is not closed. Add the same plain quote at the end.",
    ),
    "yaml.open-bracket": Message(
        "{found} 的括号没有配对。请在末尾补上同一种半角括号：[ 配 ]，{{ 配 }}。",
        "The bracket of {found} is not closed. Add its plain partner: ] for [, }} for {{.",
    ),
    "yaml.list-in-line": Message(
        "「{found}」：列表不能和名称写在同一行。请另起一行，缩进两格再写“- 内容”。",
        "“{found}”: a list does not begin in the line of its name. Begin a new line, two blanks "
        "further in.",
    ),
    "yaml.colon-in-text": Message(
        "内容「{found}」里有冒号加空格，会被当成另一个名称。请把整个内容放进英文双引号，"
        "或把冒号改为全角“：”。",
        "The text “{found}” holds a colon and a blank, as a name has. Put the whole text between "
        "double quotes.",
    ),
    "yaml.second-document": Message(
        "这一行“{found}”会把文件断成两份。请删去这一行。",
        "The line “{found}” would begin another document. Delete it.",
    ),
    "yaml.no-colon": Message(
        "「{found}」这一行没有“名称: ”。请在前面写上名称和冒号；是说明文字的，在行首加 #；"
        "是上一行没写完的，接到上一行后面。",
        "The line “{found}” has no “name: ”. Write a name and a colon before it; put # before a "
        "remark; join it to the line above if it belongs to that.",
    ),
    "yaml.list-among-entries": Message(
        "「{found}」是列表的一项，而同级的各行是“名称: 值”。请给列表写上名称（如 addressees:），"
        "各项写在它下面；或把这一行改成“名称: 值”。",
        "“{found}” is an item of a list, but its neighbours are “name: value”. Give the list a "
        "name (such as addressees:) with its items below, or make the line a “name: value”.",
    ),
    "yaml.indent": Message(
        "「{found}」前面有{indent}个空格，与同级的各行没有对齐。请改为{meant}个空格；"
        "属于上一行的，上一行应只写“名称:”，后面不写内容。",
        "“{found}” has {indent} blanks before it and is not in line with its neighbours. Make it "
        "{meant}; if it belongs to the line above, that line must be a “name:” alone.",
    ),
    "yaml.key-twice": Message(
        "「{key}」写了两遍，第一遍在第{first}行。请只留一个。",
        "“{key}” stands twice; the first is in line {first}. Leave only one of them.",
    ),
    "yaml.syntax": Message(
        "从「{found}」起看不懂。请检查这一行和上一行：冒号后面有没有空格，引号和括号有没有配对，"
        "缩进有没有对齐。",
        "It cannot be understood from “{found}” on. Check this line and the one above: a blank "
        "behind the colon, quotes and brackets in pairs, lines of one level in line.",
    ),
}

_ENTRIES: dict[str, Message] = {
    "yaml.missing-key": Message(
        "缺少「{key}」。请补上这一项。",
        "“{key}” is missing. Add it.",
    ),
    "yaml.misspelt-key": Message(
        "不认识「{key}」，是不是「{near}」？请改正，或删去这一项。",
        "“{key}” is not known here. Is “{near}” meant? Correct it, or delete the entry.",
    ),
    "yaml.misplaced-key": Message(
        "「{key}」不应写在这里，应是 {where_zh}。请移过去，多半是缩进多了或少了。",
        "“{key}” does not belong here, but to {where_en}. Move it there: perhaps there are too "
        "many blanks before it, or too few.",
    ),
    "yaml.unknown-key": Message(
        "不认识「{key}」。这里可以写：{known_zh}。请改正，或删去这一项。",
        "“{key}” is not known here. What may stand here: {known_en}. Correct it, or delete the "
        "entry.",
    ),
    "yaml.value-missing": Message(
        "「{key}」后面没有内容（# 后面的是注释，不算）。请填写，或删去这一项。",
        "Nothing stands behind “{key}” (a remark behind # does not count). Fill it in, or delete "
        "the entry.",
    ),
    "yaml.wrong-value": Message(
        "「{key}」的值{found_zh}不对：应为{expected_zh}。",
        "“{key}” cannot be {found_en}: it must be {expected_en}.",
    ),
    "yaml.misspelt-choice": Message(
        "「{key}」不能是{found_zh}，是不是「{near}」？请改正。",
        "“{key}” cannot be {found_en}. Is “{near}” meant? Correct it.",
    ),
    "yaml.not-a-choice": Message(
        "「{key}」不能是{found_zh}，只能是以下之一：{choices_zh}。",
        "“{key}” cannot be {found_en}, but one of: {choices_en}.",
    ),
    "yaml.unknown-name": Message(
        "文字里的「{found}」没有可填的内容。花括号里可以写：{known}。",
        "Nothing is known to stand for “{found}” in this text. Braces may hold: {known}.",
    ),
    "yaml.stray-brace": Message(
        "「{found}」中的花括号不成对。花括号里可以写：{known}；不用的请删去。",
        "The braces in “{found}” do not pair. They may hold: {known}; delete what is not needed.",
    ),
    "yaml.no-such-day": Message(
        "「{key}」的日期{found_zh}在日历上没有。请核对月份和日子。",
        "“{key}” is {found_en}, a day that no calendar has. Check month and day.",
    ),
    "yaml.date-unclear": Message(
        "「{key}」的{found_zh}看不出是哪一天。请按年、月、日的顺序写全，"
        "如 2017-09-25 或 2017年9月25日。",
        "“{key}” is {found_en}, which does not tell a day for certain. Write year, month and day "
        "in this order, like 2017-09-25.",
    ),
}

MESSAGES: dict[str, Message] = {**_TEXT, **_ENTRIES}
