"""Messages about shortlists and published documents."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "publish.undecided": Message(
        "{level_zh}还没有作出决定。请先用 docgen shortlist {level_en} 生成名单，"
        "审定后用 docgen read 读入。",
        "The {level_en} level has not decided yet. Make the list with docgen shortlist {level_en}, "
        "decide on it, and read it with docgen read.",
    ),
    "publish.unit-undecided": Message(
        "「{unit}」还没有作出决定，没有生成公示。请读入它的审定名单。",
        "“{unit}” has not decided yet, so it has no notice. Read its decided list.",
        "warning",
    ),
    "publish.not-from-below": Message(
        "「{name}」没有经过{level_zh}推荐。请核对，或不予推荐。",
        "“{name}” was not recommended at the {level_en} level. Check, or do not recommend it.",
    ),
    "publish.nothing-chosen": Message(
        "{level_zh}没有推荐任何社区，没有可公示的名单。请核对审定名单。",
        "The {level_en} level recommends no community, so there is no list. "
        "Check the decided list.",
    ),
    "publish.after-deadline": Message(
        "公示到{last}期满，超过了{level_zh}截止日期{deadline}。请把公示首日提前。",
        "Publicity lasts until {last}, past the {level_en} level's deadline {deadline}. "
        "Begin earlier.",
    ),
    "publish.borrowed-contact": Message(
        "「{bureau}」等{count}个机关的公示用的是{office}的联系方式。请填写它们自己的联系方式。",
        "The notices of {count} bureaus such as “{bureau}” print the contact of {office}. "
        "Give their own.",
        "warning",
    ),
    "publish.no-recommendation": Message(
        "round.yaml 的 {level_zh}（levels.{level_en}）没有 recommendation（推荐请示的日期等）。"
        "请先补上；省级不需要推荐请示。",
        "levels.{level_en} in round.yaml has no recommendation (its date, …). Add it first; "
        "the province sends none.",
    ),
    "publish.recommendation-out-of-time": Message(
        "{level_zh}推荐请示的日期{date}须晚于公示期满之日{last}，且不晚于截止日期{deadline}。"
        "请核对日期。",
        "The {level_en} recommendation is dated {date}. It must come after publicity ends on "
        "{last} and by the deadline {deadline}. Check the date.",
    ),
    "publish.no-revocation": Message(
        "round.yaml 中没有 revocation（取消资格文件的文号、日期、主送机关）。请先补上。",
        "round.yaml has no revocation (number, date, addressees). Add it first.",
    ),
    "publish.revocation-early": Message(
        "取消资格文件的日期{date}须晚于认定文件（determination）的日期。请在 round.yaml 中改正。",
        "The revocation of {date} must come after the determination. Correct it in round.yaml.",
    ),
    "publish.not-recognised": Message(
        "「{name}」不在省级认定的名单中。请核对名称。",
        "“{name}” is not among those that the province recognised. Check the name.",
    ),
    "publish.name-ambiguous": Message(
        "省级认定的名单中有几个「{name}」。请写全称（市州、县市区、街道、社区）。",
        "The province recognised more than one “{name}”. Give the full name, city first.",
    ),
    "publish.no-determination": Message(
        "round.yaml 中没有 determination（认定文件的文号、日期、主送机关）。请先补上。",
        "round.yaml has no determination (number, date, addressees). Add it first.",
    ),
    "publish.determination-late": Message(
        "认定文件日期{date}超过了截止日期{deadline}。请核对日期。",
        "The determination is dated {date}, past the deadline {deadline}. Check the date.",
    ),
    "shortlist.no-candidates": Message(
        "{level_zh}没有可供审定的社区。请先读入填报的表格和下级的审定名单。",
        "There is no community for the {level_en} level to decide on. Read completed forms, "
        "and the lists decided at the level below, first.",
    ),
    "record.forms-disagree": Message(
        "「{name}」的电子表格得{workbook}分，纸质表写的是{paper}分。请核对哪一份正确。",
        "“{name}” has {workbook} points by the workbook and {paper} by the paper form. "
        "Check which is right.",
        "warning",
    ),
}
