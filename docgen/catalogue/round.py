"""Messages about the round and about lists of recommended applicants."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "round.of-before": Message(
        "这是旧版本的 round.yaml，本版本的写法不同。"
        "请运行 docgen convert（加 --round 写明文件夹）："
        "它会改写本文件，旧文件另存，并说明改了什么。",
        "This round.yaml is of the version before, and entries are written otherwise now. Run "
        "docgen convert (with --round and the folder): it rewrites this file, keeps the old one, "
        "and says what it changed.",
    ),
    "round.unknown-stage": Message(
        "「{found}」不是本项评定的环节。可以写：{known}。",
        "The programme has no stage “{found}”. It has: {known}.",
    ),
    "round.stage-missing": Message(
        "缺少{stage_zh}（{stage}）的安排。请在 stages 中补上。",
        "The plan for the stage “{stage_en}” ({stage}) is missing. Add it to stages.",
    ),
    "round.no-publicity": Message(
        "本项评定的{stage_zh}（{stage}）不公示。请删去 publicity 这一段。",
        "The programme publishes no list at the stage “{stage_en}” ({stage}). Delete publicity.",
    ),
    "round.publicity-missing": Message(
        "{stage_zh}（{stage}）要公示，缺少 publicity（公示首日 first_day 等）。请补上。",
        "The stage “{stage_en}” ({stage}) publishes its list: publicity with its first_day is "
        "missing. Add it.",
    ),
    "round.no-quota": Message(
        "本项评定的{stage_zh}（{stage}）没有这样的名额。请删去 {key}。",
        "The programme has no such quota at the stage “{stage_en}” ({stage}). Delete {key}.",
    ),
    "round.quota-missing": Message(
        "{stage_zh}（{stage}）有名额，缺少 {key}。请补上。",
        "The stage “{stage_en}” ({stage}) has a quota: {key} is missing. Add it.",
    ),
    "round.quota-beyond": Message(
        "名额{total}个，多于前面环节最多能推荐的{most}个，用不完。请核对名额。",
        "The quota of {total} is more than the {most} that the stages before can recommend. "
        "Check the quotas.",
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
        "各单位名额之和为{sum}，与总名额{total}不一致。请核对名额或总名额。",
        "The units' quotas add up to {sum}, not to the total of {total}. Correct one of them.",
    ),
    "round.unit-twice": Message(
        "「{found}」与「{other}」是同一个名称，只是字符编码不同，写了两遍。请只留一个。",
        "“{found}” and “{other}” are one name in different characters. Leave only one of them.",
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
        "截止日期{deadline}不晚于前一环节的截止日期{earlier}。请按 {order} 的顺序核对。",
        "The deadline {deadline} is not after {earlier}, that of the stage before. "
        "Check that the stages follow each other: {order}.",
    ),
    "round.publicity-early": Message(
        "公示首日{day}须晚于{after}（通知印发或前一环节公示期满之日）。请改为之后的工作日。",
        "Publicity from {day} must begin after {after}, when the notice was issued or publicity "
        "of the stage before ended. Choose a later working day.",
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
    "round.no-stage-above": Message(
        "{stage_zh}是最后一个环节，没有上一级可推荐。请删去这一段 recommendation。",
        "“{stage_en}” is the last stage, which recommends to nobody. Delete this recommendation.",
    ),
    "round.revocation-early": Message(
        "取消资格文件的日期{date}不晚于认定文件（determination）的日期。"
        "发取消资格文件之前请改正；现在用不着的，删去 revocation 这一段。",
        "The revocation of {date} does not come after the determination. Correct it before it is "
        "published, or delete the section revocation while there is no need for it.",
        "warning",
    ),
    "round.other-year": Message(
        "本轮是{year}年，评定项目「{standard}」的标准却是{standard_year}年的。请把项目的文件夹复制到"
        "本轮文件夹，把其中 standard.yaml 改为{year}年的内容（包括 year、period 和各处年份），"
        "再在 programme: 写上文件夹名；年度写错的，改正 year。",
        "The round is of {year}, but the standard of its programme “{standard}” is of "
        "{standard_year}. Copy the programme’s folder into the round’s, adapt its standard.yaml to "
        "{year} (its year, its period, and years in its texts), and give the folder’s name under "
        "programme:. If the year is wrong, correct it.",
    ),
    "round.period-other-year": Message(
        "评定标准的考核期到{last}为止，不在本轮年度（{year}年）或上一年。请核对 period。",
        "The period that the standard assesses ends on {last}, neither in the year of the round "
        "({year}) nor in the one before. Check its period.",
        "warning",
    ),
    "round.date-other-year": Message(
        "「{key}」的日期{date}不在{first}年或{last}年。请核对是不是以前年度留下的。",
        "“{key}” is {date}, neither in {first} nor in {last}. Check whether it was left over "
        "from another year.",
        "warning",
    ),
    "round.number-other-year": Message(
        "文号「{found}」的年份与文件日期（{year}年）不一致。请核对。",
        "The year in the document number “{found}” is not that of the document’s date, {year}. "
        "Check both.",
        "warning",
    ),
    "round.text-other-year": Message(
        "「{found}」里的年份不是本轮的（{year}年）。请核对，以前年度留下的请改正。",
        "“{found}” names another year than the round’s, {year}. Check it, and correct what was "
        "left over from another year.",
        "warning",
    ),
    "round.calendar-ends": Message(
        "内置的放假安排只到{known}年，而本轮要到{last}。国务院公布下一年的放假安排后，"
        "请更新（pip install --upgrade chinesecalendar），"
        "或在 calendar 中列出该年的休息日和调休上班日。",
        "The holidays are known up to {known} only, and the round lasts until {last}. Once the "
        "State Council has ordered those of the next year, update them (pip install --upgrade "
        "chinesecalendar), or list that year’s days off and make-up days under calendar.",
        "warning",
    ),
    "round.sample": Message(
        "「{found}」还是示例内容。请换成本轮的实际内容。",
        "“{found}” is still the sample’s. Replace it by what holds for this round.",
        "warning",
    ),
    "list.unit-without-quota": Message(
        "「{applicant}」所属的「{unit}」不在名额分配表中。请核对单位名称或名额分配表。",
        "“{unit}” of “{applicant}” is not in the quota table. Check the unit's name or the table.",
    ),
    "list.no-application": Message(
        "「{applicant}」没有申报表。请补收申报表，或不予推荐。",
        "“{applicant}” has no application form. Obtain it, or do not recommend the applicant.",
    ),
    "list.incomplete": Message(
        "「{applicant}」的考核表未填完整。请补齐，或不予推荐。",
        "The score sheet of “{applicant}” is incomplete. Complete it, or do not recommend the "
        "applicant.",
    ),
    "list.below-pass-mark": Message(
        "「{applicant}」总分{total}，未达到{pass_mark}分。请核对得分，或不予推荐。",
        "“{applicant}” has {total} points and needs {pass_mark}. Check the scores, or do not "
        "recommend the applicant.",
    ),
    "list.below-grade": Message(
        "「{applicant}」总分{total}，但没有达到「{grade}」对单项的要求。请核对得分，或不予推荐。",
        "“{applicant}” has {total} points, but not what “{grade}” asks of single parts. Check the "
        "scores, or do not recommend it.",
    ),
    "list.barred": Message(
        "「{applicant}」不能申报：{bar}。请不予推荐；情况有误的，请改正后再读入。",
        "“{applicant}” cannot qualify: {bar}. Do not recommend it; if that is wrong, correct it "
        "and read it in again.",
    ),
    "list.duplicate": Message(
        "「{applicant}」在名单中重复。请只保留一处。",
        "“{applicant}” is on the list twice. Keep it once.",
    ),
    "list.unit-quota": Message(
        "「{unit}」推荐{count}个，超过名额{quota}个。请减少推荐数量。",
        "{unit} recommends {count} and may recommend {quota}. Take some off the list.",
    ),
    "list.total-quota": Message(
        "共推荐{count}个，超过总名额{quota}个。请减少推荐数量。",
        "The list holds {count}, beyond the total of {quota}. Take some off the list.",
    ),
}
