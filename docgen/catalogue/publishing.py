"""Messages about shortlists and published documents."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "publish.undecided": Message(
        "{stage_zh}还没有作出决定。请先用 docgen shortlist {stage} 生成名单，"
        "审定后用 docgen read 读入。",
        "The {stage_en} level has not decided yet. Make the list with docgen shortlist {stage}, "
        "decide on it, and read it with docgen read.",
    ),
    "publish.unit-undecided": Message(
        "「{unit}」还没有作出决定，没有生成公示。请读入它的审定名单。",
        "“{unit}” has not decided yet, so it has no notice. Read its decided list.",
        "warning",
    ),
    "publish.not-from-below": Message(
        "「{name}」没有经过{stage_zh}推荐。请核对，或不予推荐。",
        "“{name}” was not recommended at the {stage_en} level. Check, or do not recommend it.",
    ),
    "publish.nothing-chosen": Message(
        "{stage_zh}没有推荐任何单位，没有可公示的名单。请核对审定名单。",
        "The {stage_en} level recommends no applicant, so there is no list. "
        "Check the decided list.",
    ),
    "publish.after-deadline": Message(
        "公示到{last}期满，超过了{stage_zh}截止日期{deadline}。请把公示首日提前。",
        "Publicity lasts until {last}, past the {stage_en} level's deadline {deadline}. "
        "Begin earlier.",
    ),
    "publish.borrowed-contact": Message(
        "「{bureau}」等{count}个机关的公示用的是{office}的联系方式。请填写它们自己的联系方式。",
        "The notices of {count} bureaus such as “{bureau}” print the contact of {office}. "
        "Give their own.",
        "warning",
    ),
    "publish.no-recommendation": Message(
        "round.yaml 的 {stage_zh}（stages.{stage}）没有 recommendation（推荐请示的日期等）。"
        "请先补上。",
        "stages.{stage} in round.yaml has no recommendation (its date, …). Add it first.",
    ),
    "publish.recommendation-early": Message(
        "{stage_zh}推荐请示的日期{date}须晚于公示期满之日{last}，且不晚于截止日期{deadline}。"
        "请核对日期。",
        "The {stage_en} recommendation is dated {date}. It must come after publicity ends on "
        "{last} and by the deadline {deadline}. Check the date.",
    ),
    "publish.recommendation-late": Message(
        "{stage_zh}推荐请示的日期{date}晚于截止日期{deadline}。请核对日期。",
        "The {stage_en} recommendation is dated {date}, past the deadline {deadline}. "
        "Check the date.",
    ),
    "publish.no-publicity": Message(
        "本项评定的{stage_zh}（{stage}）不公示，没有公示可生成。请接着做下一步。",
        "The programme publishes no list at the {stage_en} level ({stage}): there is no notice "
        "to make. Go on with the next step.",
    ),
    "publish.no-quota-table": Message(
        "本轮没有按单位分配的名额，没有名额分配表可生成。",
        "The round has no quota for each unit, so there is no quota table to make.",
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
        "「{name}」不在认定的名单中。请核对名称。",
        "“{name}” is not among those that were recognised. Check the name.",
    ),
    "publish.name-ambiguous": Message(
        "认定的名单中有几个「{name}」。请写全称，从最大的单位写起。",
        "More than one “{name}” was recognised. Give the full name, the largest unit first.",
    ),
    "publish.no-determination": Message(
        "round.yaml 中没有 determination（认定文件的文号、日期、主送机关）。请先补上。",
        "round.yaml has no determination (number, date, addressees). Add it first.",
    ),
    "publish.determination-late": Message(
        "认定文件日期{date}超过了截止日期{deadline}。请核对日期。",
        "The determination is dated {date}, past the deadline {deadline}. Check the date.",
    ),
    "publish.without-form": Message(
        "{stage_zh}推荐了「{name}」，但它没有可用的考核表，名单会漏掉它，所以没有生成。"
        "请读入它的考核表，或重新审定。",
        "The {stage_en} level recommends “{name}”, of which there is no good score sheet: the list "
        "would leave it out, so it was not made. Read its score sheet, or decide again.",
    ),
    "publish.off-roster": Message(
        "有记录或决定的单位不在名单中（见上），认定文件会漏掉它们，所以没有生成。请先处理。",
        "Applicants with records or decisions are not on the roster (see above): the "
        "determination would leave them out, so it was not made. See to them first.",
    ),
    "publish.first-day-on-record": Message(
        "「{unit}」的公示已写明{day}起，仍按这一天（不是{wanted}）。确需改期的，"
        "请用 --first-day 写明新的首日，并加 --overwrite。",
        "The notice of “{unit}” has said that publicity begins on {day}, which stays (not "
        "{wanted}). To change it all the same, give --first-day and --overwrite.",
        "warning",
    ),
    "publish.determination-early": Message(
        "认定文件日期{date}须晚于{stage_zh}公示期满之日{last}（公示首日以已做的公示为准）。请核对日期。",
        "The determination is dated {date}. It must come after publicity at the {stage_en} level "
        "ends on {last}, as its notice states. Check the date.",
    ),
    "publish.revoked-left-out": Message(
        "「{name}」已被取消资格，没有列入认定文件。请核对名单和文件中的总数。",
        "“{name}” has lost the honour and was left out of the determination. "
        "Check its list and its count.",
        "warning",
    ),
    "publish.all-revoked": Message(
        "认定的单位都已被取消资格，没有可列入认定文件的。请核对取消资格的记录。",
        "All that were recognised have lost the honour; there is nobody to list. "
        "Check the revocations.",
    ),
    "publish.revoked-already": Message(
        "「{name}」已由{number}取消资格（原因：{reason}）。请核对；确需改写的，请加 --overwrite。",
        "“{name}” has lost the honour by {number} already (reason: {reason}). Check; to state it "
        "otherwise, add --overwrite.",
    ),
    "paper.changed-by-hand": Message(
        "这个文件在生成以后改过（或不是本程序生成的），没有覆盖。要重新生成的，请加 --overwrite，"
        "改过的文件会移到 superseded 文件夹里。",
        "This file was changed since it was made (or docgen did not make it), and was left as it "
        "is. To make it anew, add --overwrite; the changed one is kept in the folder superseded.",
        "warning",
    ),
    "paper.superseded": Message(
        "{why_zh}已移到 {target}，打印和读入都会跳过它。请重新生成。",
        "{why_en} It was moved to {target}, which printing and reading pass over. Make it anew.",
        "warning",
    ),
    "paper.copy-kept": Message(
        "原来的文件改过，已移到 {target}，这里是重新生成的。",
        "The file that was here had been changed and is now {target}; this one was made anew. "
        "Take over what you need from it.",
        "warning",
    ),
    "paper.other-days": Message(
        "里面写的公示首日是{said}，而公示写明的是{day}。请重新生成。",
        "It states that publicity began on {said}, and the notice {day}. Make it anew.",
        "warning",
    ),
    "paper.manifest-not-written": Message(
        "{why_zh}登记生成文件的 manifest.csv 没有写成。",
        "{why_en} The list of generated files, manifest.csv, was not written.",
    ),
    "paper.not-moved": Message(
        "{why_zh}{but_zh}它没有移到 superseded 文件夹里，请不要再用它。",
        "{why_en} {but_en} It was not moved to the folder superseded; do not use it any more.",
    ),
    "paper.not-written": Message(
        "{why_zh}这一份没有写成。",
        "{why_en} It was not written.",
    ),
    "paper.names-wrongly": Message(
        "里面写有「{name}」（共{count}个），但现在已不能列入：下级不再推荐、不在名单中或没有考核表。",
        "It names “{name}” ({count} in all), which may not stand in it any more: not recommended "
        "below, not on the roster, or without a score sheet.",
        "warning",
    ),
    "paper.leaves-out": Message(
        "里面没有「{name}」（共{count}个），而现在应当列入。请重新生成。",
        "It leaves out “{name}” ({count} in all), which belongs into it by now. Make it anew.",
        "warning",
    ),
    "shortlist.no-candidates": Message(
        "{stage_zh}没有可供审定的单位。请先读入填报的表格和下级的审定名单。",
        "There is no applicant for the {stage_en} level to decide on. Read completed forms, "
        "and the lists decided at the level below, first.",
    ),
    "shortlist.no-stage": Message(
        "看不出这份审定名单是哪一环节的（文件属性丢失或改过），没有采用。"
        "请用 docgen shortlist 重新生成名单，填好后读入。",
        "It cannot be told which stage this list is of (the file has lost what it says of itself); "
        "it was not taken. Make the list anew with docgen shortlist, fill it in and read it.",
    ),
    "shortlist.rows-missing": Message(
        "这份审定名单少了{count}行，没有采用。名单不能删行；请用 docgen shortlist 重新生成，"
        "不推荐的选“不推荐”。",
        "{count} rows of this list are missing; it was not taken. Rows must not be deleted: make "
        "the list anew with docgen shortlist, and decide 不推荐 instead.",
    ),
    "record.forms-disagree": Message(
        "「{name}」的电子表格得{workbook}分，纸质表写的是{paper}分。请核对哪一份正确。",
        "“{name}” has {workbook} points by the workbook and {paper} by the paper form. "
        "Check which is right.",
        "warning",
    ),
}
