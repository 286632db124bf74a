"""Messages about characters that look like others, or that cannot be used."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "text.taken": Message(
        "「{label}」里有样子相同而编码不同的字符，已按常用的字读取：{taken_zh}。请核对。",
        "“{label}” has characters that look like others and were read as these: {taken_en}. "
        "Check it.",
        "warning",
    ),
    "text.unusable": Message(
        "「{label}」里有不能用的字符（{codes}）：多是字体或编码造成的，别的电脑上看不到这个字。"
        "请重新输入这个字。",
        "“{label}” has characters that cannot be used ({codes}): a font or an encoding made them, "
        "and other computers do not show them. Type them anew.",
    ),
    "text.unusable-printed": Message(
        "「{label}」里有不能用的字符（{codes}），已原样印出，多半会显示成空白或方框。"
        "请在表中重新输入这个字。",
        "“{label}” has characters that cannot be used ({codes}); they were printed as they are "
        "and will hardly be seen. Type them anew in the table.",
        "warning",
    ),
    "unit.taken": Message(
        "「{label}」写的是「{found}」，按「{taken}」读取。请核对。",
        "“{label}” says “{found}”, which was read as “{taken}”. Check it.",
        "warning",
    ),
    "unit.ambiguous": Message(
        "「{label}」写的「{found}」可能是{known}，分不清是哪一个。请写全称。",
        "“{label}” says “{found}”, which could be any of {known}. Write the name in full.",
    ),
}
