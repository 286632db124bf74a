"""Messages about rounds of the version before."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "convert.nothing": Message(
        "这份 round.yaml 不是旧版本的，没有要转换的内容。直接使用即可，可先运行 docgen check。",
        "This round.yaml is not of the version before: there is nothing to convert. Use it as it "
        "is; docgen check tells whether it is right.",
    ),
    "convert.no-standard": Message(
        "找不到评定标准文件「{found}」，没有转换。请把文件放回原处，再运行一次。",
        "The standard’s file “{found}” is not there, so nothing was converted. Put it back and run "
        "this again.",
    ),
    "convert.old-name": Message(
        "模板里的「{found}」现在叫「{new}」。请在 Word 或 Excel 中改正，改后运行 docgen check。",
        "“{found}” in this template is called “{new}” now. Correct it in Word or Excel, then run "
        "docgen check.",
        "warning",
    ),
}
