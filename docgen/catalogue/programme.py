"""Messages about programme.yaml."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "programme.unknown-unit": Message(
        "这里写的是「{found}」，但本项评定没有这样的单位。请写其中之一：{known}。",
        "This says “{found}”, but the programme has no such unit. Write one of: {known}.",
    ),
    "programme.awards-early": Message(
        "「{label}」后面还有别的环节，不能由它认定（awards）。只有最后一个环节写 awards: true。",
        "“{label}” cannot award the honour, as other stages follow it. Only the last stage has "
        "awards: true.",
    ),
    "programme.awards-missing": Message(
        "「{label}」是最后一个环节，由它认定。请写上 awards: true。",
        "“{label}” is the last stage, which awards the honour. Write awards: true.",
    ),
    "programme.missing": Message(
        "找不到评定项目「{found}」。请写内置项目的名称（{known}），"
        "或写相对于本文件的文件夹，其中要有 programme.yaml 和 standard.yaml。",
        "There is no programme “{found}”. Give the name of a built-in one ({known}), or a folder "
        "relative to this file that holds programme.yaml and standard.yaml.",
    ),
    "programme.reviews": Message(
        "申报表的审核意见栏（application.reviews）与 programme.yaml 的环节不符："
        "应依次为 {wanted}，写的是 {found}。",
        "The blocks for opinions (application.reviews) do not fit the stages in programme.yaml: "
        "they must be {wanted} in this order, and are {found}.",
    ),
    "programme.no-quota-table": Message(
        "各{label}都有名额，评定标准中却没有 quota_table（名额分配表的标题和栏目）。请补上。",
        "There is a quota for each “{label}”, but the standard has no quota_table, which words the "
        "table. Add it.",
    ),
    "programme.pass-mark-too-high": Message(
        "{stage_zh}（{stage}）的合格分{mark}高于满分{points}。"
        "请在 programme.yaml 中改正 pass_mark。",
        "The pass mark of the stage “{stage_en}” ({stage}) is {mark}, more than all points, "
        "{points}. Correct pass_mark in programme.yaml.",
    ),
}
