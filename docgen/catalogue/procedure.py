"""Messages about the round and about lists of recommended communities."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "round.standard-missing": Message(
        "找不到评定标准「{found}」。请写内置标准的名称（{known}），或写相对于本文件的标准文件路径。",
        "There is no standard “{found}”. Give the name of a built-in one ({known}), "
        "or a file's path relative to this file.",
    ),
    "round.wrong-form": Message(
        "「{key}」的值「{found}」格式不对。请按「{example}」的样式填写。",
        "“{key}” cannot be “{found}”. Write it like “{example}”.",
    ),
    "round.punctuation": Message(
        "「{found}」首尾不要带括号或标点，文件生成时会自动加上。请删去。",
        "Delete the brackets or punctuation around “{found}”: the document adds its own.",
    ),
    "round.unknown-placeholder": Message(
        "机关名称中的「{found}」不能用在这一级。可用的有：{known}。",
        "“{found}” cannot be used in a bureau's name at this level. Use one of: {known}.",
    ),
    "round.stray-brace": Message(
        "机关名称「{found}」中的花括号不成对。请改为完整的占位符：{known}。",
        "The braces in “{found}” do not pair. Write whole placeholders: {known}.",
    ),
    "round.quota-sum": Message(
        "各市州名额之和为{sum}，与总名额{total}不一致。请核对名额或总名额。",
        "The cities' quotas add up to {sum}, not to the total of {total}. Correct one of them.",
    ),
    "round.day-twice": Message(
        "{day}既列为休息日又列为上班日。请删去其中一处。",
        "{day} is listed both as a day off and as a working day. Delete one of them.",
    ),
    "round.deadline-before-notice": Message(
        "截止日期{deadline}不晚于通知印发日期{notice}。请核对两个日期。",
        "The deadline {deadline} is not after the notice of {notice}. Check both dates.",
    ),
    "round.deadline-order": Message(
        "截止日期{deadline}不晚于下一级的截止日期{earlier}。请按县、市、省的顺序核对。",
        "The deadline {deadline} is not after {earlier}, that of the level below. "
        "Check that county, city and province follow each other.",
    ),
    "round.publicity-early": Message(
        "公示首日{day}须晚于{after}（通知印发或下一级公示期满之日）。请改为之后的工作日。",
        "Publicity from {day} must begin after {after}, when the notice was issued or publicity "
        "below ended. Choose a later working day.",
    ),
    "round.publicity-late": Message(
        "{day}起公示，至{last}期满，超过截止日期{deadline}。请提前公示首日，或推迟截止日期。",
        "Publicity from {day} lasts until {last}, beyond the deadline {deadline}. "
        "Begin earlier or move the deadline.",
    ),
    "round.publicity-date": Message(
        "公示落款日期{date}晚于公示首日{day}。请改为公示首日或更早的日期。",
        "The notice's date {date} is after its first day {day}. Choose that day or an earlier one.",
    ),
    "round.day-off": Message(
        "公示首日{day}不是工作日。请改为工作日；如确需上班，请列入 calendar.working_days。",
        "Publicity cannot begin on {day}, which is no working day. Choose a working day, "
        "or list it under calendar.working_days if bureaus do work on it.",
    ),
    "round.calendar-unknown": Message(
        "没有{year}年的放假安排，无法推算工作日。请在 calendar 中列出该年的休息日和调休上班日。",
        "The holidays of {year} are not known, so working days cannot be counted. "
        "List that year's days off and make-up days under calendar.",
    ),
    "round.determination-early": Message(
        "认定文件日期{date}须晚于公示期满之日{after}。请核对两个日期。",
        "The determination of {date} must come after publicity ends on {after}. Check both dates.",
    ),
    "round.no-level-above": Message(
        "省级没有上一级可推荐。请删去这一段 recommendation。",
        "There is no level above the province to recommend to. Delete this recommendation.",
    ),
    "round.revocation-early": Message(
        "取消资格文件日期{date}须晚于认定文件（determination）的日期。请核对。",
        "The revocation of {date} must come after the determination. Check both.",
    ),
    "list.unknown-city": Message(
        "「{community}」所属的「{city}」不在名额分配表中。请核对市州名称或名额分配表。",
        "“{city}” of “{community}” is not in the quota table. Check the city's name or the table.",
    ),
    "list.no-application": Message(
        "「{community}」没有申报表。请补收申报表，或不予推荐。",
        "“{community}” has no application form. Obtain it, or do not recommend the community.",
    ),
    "list.incomplete": Message(
        "「{community}」的考核表未填完整。请补齐，或不予推荐。",
        "The score sheet of “{community}” is incomplete. Complete it, or do not recommend the "
        "community.",
    ),
    "list.below-pass-mark": Message(
        "「{community}」总分{total}，未达到{pass_mark}分。请核对得分，或不予推荐。",
        "“{community}” has {total} points and needs {pass_mark}. Check the scores, or do not "
        "recommend the community.",
    ),
    "list.duplicate": Message(
        "「{community}」在名单中重复。请只保留一处。",
        "“{community}” is on the list twice. Keep it once.",
    ),
    "list.city-quota": Message(
        "「{city}」推荐{count}个，超过名额{quota}个。请减少推荐数量。",
        "{city} recommends {count} and may recommend {quota}. Take some off the list.",
    ),
    "list.total-quota": Message(
        "共推荐{count}个，超过总名额{quota}个。请减少推荐数量。",
        "The list holds {count}, beyond the total of {quota}. Take some off the list.",
    ),
}
