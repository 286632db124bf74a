"""Messages about cells and tables, as they are shown."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
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
