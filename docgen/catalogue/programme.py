"""Messages about programme.yaml."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "programme.unknown-unit": Message(
        "这里写的是「{found}」，但本项评定没有这样的单位。请写其中之一：{known}。",
        "This says “{found}”, but the programme has no such unit. Write one of: {known}.",
    ),
}
