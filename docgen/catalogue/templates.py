"""Messages about the files in a round's own folder of templates."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "template.misnamed": Message(
        "没有用到这个文件。如果是要替换自带的模板，请改名为「{nearest}」，"
        "直接放在 templates 文件夹中。",
        "This file is not used. If it is to replace a built-in template, name it “{nearest}” and "
        "put it into the folder templates itself.",
        "warning",
    ),
    "template.unused": Message(
        "没有用到这个文件。可以替换的自带模板有：{known}。不需要的文件请移出 templates 文件夹。",
        "This file is not used. The built-in templates that can be replaced are: {known}. "
        "Move what is not needed out of the folder templates.",
        "warning",
    ),
    "template.other-year": Message(
        "「{found}」里的年份不是本轮的（{year}年）。请改正；每年都要变的年份，"
        "写 {{{{ round.year }}}}。",
        "“{found}” names another year than the round’s, {year}. Correct it; for a year that "
        "follows the round write {{{{ round.year }}}}.",
        "warning",
    ),
    "template.sample": Message(
        "「{found}」是示例内容。请换成实际内容。",
        "“{found}” is made up, as a sample. Replace it.",
        "warning",
    ),
}
