"""Messages about programme.yaml."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "programme.missing": Message(
        "没有「{path}」，不知道由谁申报、谁审核。请把本项评定的 programme.yaml "
        "放在评定标准的文件旁，可从 docgen 自带的（{known}）复制后修改。",
        "There is no “{path}”, so that nothing says who applies and who decides. Put the "
        "programme's programme.yaml beside the file of its standard; one that comes with docgen "
        "({known}) may be copied and changed.",
    ),
    "programme.unknown-unit": Message(
        "这里写的是「{found}」，但本项评定没有这样的单位。请写其中之一：{known}。",
        "This says “{found}”, but the programme has no such unit. Write one of: {known}.",
    ),
}
