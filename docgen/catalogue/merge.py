"""Messages about mail merge: its table, its template and the names of its files."""

from docgen.catalogue.message import Message

_TABLE = {
    "table.format": Message(
        "不能把「{found}」文件当作数据表读取。请用 .xlsx、.csv、.json 或 .yaml。",
        "A “{found}” file cannot be read as a table. Use .xlsx, .csv, .json or .yaml.",
    ),
    "table.unreadable": Message(
        "数据表从这里起无法读取。请检查标点和引号是否成对。",
        "The table cannot be read from here on. Check that marks and quotes pair up.",
    ),
    "table.empty": Message(
        "表中没有数据。第一行应为列名，从第二行起每行一份文件。",
        "The table holds no data. Its first row names the columns; each further row is a file.",
    ),
    "table.not-a-list": Message(
        "应为一个列表，每项是一组「名称: 值」，对应一份文件。",
        "This must be a list of mappings from names to values, one for each file.",
    ),
    "table.row-not-named": Message(
        "「{found}」不是一组「名称: 值」。请为每个值写上名称。",
        "“{found}” is no mapping from names to values. Give each value its name.",
    ),
    "table.column-missing": Message(
        "表中没有「{name}」这一列，而模板或文件名要用它。{near_zh}表中的列是：{there}。"
        "请改正模板中的标签或表中的列名。",
        "The template or the file name uses “{name}”, which is no column of the table.{near_en}"
        " Its columns are: {there}. Correct the tag or the head of the column.",
    ),
    "table.column-twice": Message(
        "有两列都叫「{name}」，不知道该用哪一列。请改掉其中一个列名。",
        "Two columns are named “{name}”. Rename one of them.",
    ),
    "table.value-missing": Message(
        "这一项没有「{name}」，而模板或文件名要用它。请补上；没有内容的写 null。",
        "This entry has no “{name}”, which the template or the file name uses."
        " Add it; write null where there is none.",
    ),
    "table.beyond-head": Message(
        "这一行比列名多出一格「{found}」，各列可能已错位。内容中有逗号的，请用英文双引号括起来。",
        "This row goes on after the last column with “{found}”, so its values may have moved."
        " Quote values that hold a comma.",
    ),
}

_MERGE = {
    "merge.template-format": Message(
        "模板应为 Word（.docx）或 Excel（.xlsx）文件，不能用「{found}」。请另存后重试。",
        "A template is a Word (.docx) or Excel (.xlsx) file, not “{found}”. Save it as one.",
    ),
    "merge.no-tags": Message(
        "模板中没有标签，每份文件都会一样。请在要填内容的地方写上列名，如 {{{{ {example} }}}}。",
        "The template holds no tags, so that all files would be the same."
        " Write a column's name where its value belongs, such as {{{{ {example} }}}}.",
    ),
    "merge.pattern-braces": Message(
        "文件名「{pattern}」中的大括号没有成对。列名请写成 {{列名}}。",
        "The braces in the file name “{pattern}” do not pair up. Write a column as {{column}}.",
    ),
    "merge.pattern-format": Message(
        "文件名以「{found}」结尾，而模板是 {suffix} 文件。请改正，或省略扩展名。",
        "The file name ends in “{found}”, but the template is a {suffix} file."
        " Correct the ending or leave it out.",
    ),
    "merge.pattern-outside": Message(
        "文件名「{pattern}」中有空的一级，或指向输出文件夹之外。请只写文件夹里面的名称。",
        "A part of the file name “{pattern}” is empty or leads out of the folder."
        " Only name what lies inside.",
    ),
    "merge.name-empty": Message(
        "文件名要用的「{name}」是空的。请填写，或用 --name 换一种文件名。",
        "The file name needs “{name}”, which is empty. Fill it in, or choose another --name.",
    ),
    "merge.name-no-text": Message(
        "文件名要用的「{name}」不是文字、数字或日期。请用 --name 换一种文件名。",
        "The file name uses “{name}”, which is no text, number or date. Choose another --name.",
    ),
    "merge.name-changed": Message(
        "这一行的值里有不能用在文件名中的字符，或太长：文件名里用“_”代替，太长的截断了。"
        "请核对文件名。",
        "The values of this row have characters that no file name may have, or are too long: the "
        "name has “_” in their place, and is cut. Check the names of the files.",
        "warning",
    ),
    "merge.name-twice": Message(
        "文件名「{name}」与{other_zh}的相同。请改正数据，或在 --name 中加上能区分的列，"
        "如 {{#}}（序号）。",
        "The file name “{name}” is that of {other_en} too. Correct the data, or tell them apart in"
        " --name by another column or by {{#}}, the number of the row.",
    ),
    "merge.name-of-input": Message(
        "文件「{name}」就是模板或数据表本身，会被覆盖。请换一个输出文件夹或文件名。",
        "The file “{name}” is the template or the table itself. Choose another folder or name.",
    ),
}

MESSAGES: dict[str, Message] = {**_TABLE, **_MERGE}
