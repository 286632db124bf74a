"""Messages about how a command was called."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "cli.no-such-command": Message(
        "没有命令「{found}」。请改用：{known_zh}。",
        "There is no command “{found}”. Use: {known_en}.",
    ),
    "cli.no-such-option": Message(
        "没有选项「{found}」。请改用：{known_zh}。",
        "There is no option “{found}”. Use: {known_en}.",
    ),
    "cli.option-needs-value": Message(
        "选项 {option} 后面要写内容。请补上。",
        "A value belongs behind the option {option}. Add it.",
    ),
    "cli.option-without-value": Message(
        "选项 {option} 后面不写内容。请删去“=”和后面的内容。",
        "The option {option} takes no value. Delete “=” and what follows it.",
    ),
    "cli.option-missing": Message(
        "缺少选项 {option}。请补上。",
        "The option {option} is missing. Add it.",
    ),
    "cli.argument-missing": Message(
        "没有写 {argument}。请在命令后面补上。",
        "{argument} is missing. Add it to the command.",
    ),
    "cli.argument-too-many": Message(
        "命令后面多了「{found}」。请删去；名称里有空格的，请用双引号括起来。",
        "“{found}” is too much. Delete it; put a name with blanks between double quotes.",
    ),
    "cli.not-a-choice": Message(
        "{name} 不能是「{found}」，只能是：{choices_zh}。",
        "{name} cannot be “{found}”, but one of: {choices_en}.",
    ),
    "cli.too-small": Message(
        "{name} 不能是「{found}」，应为不小于{least}的数字。",
        "{name} cannot be “{found}”: it must be a number of at least {least}.",
    ),
    "cli.out-of-range": Message(
        "{name} 不能是「{found}」，应为{least}至{most}的整数。",
        "{name} cannot be “{found}”: it must be a whole number from {least} to {most}.",
    ),
    "cli.not-a-date": Message(
        "{name} 的「{found}」不是日期。请写成 2017-09-25 的样子。",
        "{name} is “{found}”, which is no date. Write it like 2017-09-25.",
    ),
    "cli.is-a-file": Message(
        "{name} 应为文件夹，而「{found}」是文件。请写文件夹的路径。",
        "{name} must be a folder, but “{found}” is a file. Give the path of a folder.",
    ),
    "cli.is-a-folder": Message(
        "{name} 应为文件，而「{found}」是文件夹。请写文件的路径。",
        "{name} must be a file, but “{found}” is a folder. Give the path of a file.",
    ),
    "cli.wrong-value": Message(
        "{name} 不能是「{found}」。请照说明改写。",
        "{name} cannot be “{found}”. Write it as the help says.",
    ),
    "cli.not-on-roster": Message(
        "名单中没有「{found}」。请核对名称，或写全称。",
        "“{found}” is not on the roster. Check the name, or write it in full.",
    ),
    "cli.not-understood": Message(
        "看不懂「{found}」。请照说明改写。",
        "“{found}” cannot be understood. Write it as the help says.",
    ),
}
