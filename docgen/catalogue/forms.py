"""Messages about completed forms and the roster."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "form.other-format": Message(
        "既不是 Word 文档（.docx）也不是 Excel 工作簿（.xlsx）。"
        "请用 docgen 发出的表格填报，并按原格式保存。",
        "This is neither a Word document (.docx) nor an Excel workbook (.xlsx). "
        "Complete the form that docgen made, and save it in its own format.",
    ),
    "form.unknown-kind": Message(
        "看不出是哪一种表。请使用原来的考核表或申报表填报；函件等其他材料请移出这个文件夹。",
        "This is not one of the round's forms. Complete the score sheet or application form "
        "that was sent out; move letters and the like out of this folder.",
    ),
    "form.two-kinds": Message(
        "这份文件里既有考核表又有申报表。请分成两个文件，分别保存。",
        "This file holds a score sheet (Annex 2) and an application form (Annex 3). "
        "Save each in a file of its own.",
    ),
    "form.two-applicants": Message(
        "这份文件里不止一个单位的表：这里是「{name}」，别处还有「{others}」。"
        "请每个单位单独存成一个文件。",
        "This file holds forms of several applicants: here “{name}”, elsewhere “{others}”. "
        "Save the form of each in a file of its own.",
    ),
    "form.partly-known": Message(
        "像是《{title}》，但与原表不同，没有读取。找到了{found}；找不到{missing}。"
        "请照原表的文字和栏目填报。",
        "This looks like “{title}”, but was not read, as it differs from the form. "
        "Found: {found}. Not found: {missing}. Use the wording and columns of the form.",
    ),
    "form.text-unplaced": Message(
        "「{label}」旁边或下面的「{found}」看不出是不是它的内容。请把内容写在这一栏里。",
        "It cannot be told whether “{found}”, beside or below “{label}”, belongs to it. "
        "Write it into the field itself.",
    ),
    "form.text-unlabelled": Message(
        "「{found}」上面或旁边没有栏目名称，没有读入。如果它是意见或申报理由，请补上表格原有的栏目名称。",
        "No label stands above or beside “{found}”, so it was not read. If it is an opinion or part"
        " of the summary, put back the label that the form has there.",
        "warning",
    ),
    "form.other-round": Message(
        "这张表属于「{found}」，不是本次「{expected}」。请用本次发出的表格填报。",
        "This form belongs to “{found}”, not to this round, “{expected}”. "
        "Complete the form of this round.",
    ),
    "form.other-standard": Message(
        "这张表按评分标准「{found}」制作，本次用的是「{expected}」。请用新发出的表格填报。",
        "This form was made from the standard “{found}”; this round uses “{expected}”. "
        "Complete the form that was sent out last.",
    ),
    "form.field-missing": Message(
        "找不到「{label}」这一栏。可能删了行或换了表，请用原表重新填报。",
        "“{label}” is not there any more. A row may have been deleted; complete the form anew.",
    ),
    "form.field-unclear": Message(
        "「{label}」看不清是哪个：「{found}」。请只留一个。",
        "“{label}” says different things: “{found}”. Leave only one.",
    ),
    "form.struck-out": Message(
        "「{label}」里的「{found}」已划去、隐藏或注在一旁，按「{kept}」读取。请核对。",
        "In “{label}”, “{found}” is struck out, hidden or noted beside; “{kept}” was read."
        " Check it.",
        "warning",
    ),
    "form.nothing-left": Message(
        "「{label}」填的「{found}」已划去或隐藏，没有留下可以读取的内容。请写清楚，不用的删去。",
        "“{found}” in “{label}” is struck out or hidden, and nothing is left to be read. "
        "Write what holds, and delete what does not.",
    ),
    "form.sign-unread": Message(
        "「{label}」里「{found}」之后有读不出的符号、公式，或者文字高低不齐（如文本框），"
        "分不清先后。请改成普通文字。",
        "“{label}” has a symbol or an equation behind “{found}” that cannot be read, or text that"
        " stands higher or lower, as in a text box, so that its order is not clear. "
        "Write it as plain text.",
    ),
    "form.name-elsewhere": Message(
        "「{label}」有一处是空白，按另一处的「{kept}」读取。请核对。",
        "“{label}” is blank in one place; “{kept}” was read in another. Check it.",
        "warning",
    ),
    "form.entries-unseen": Message(
        "文件里有填报项，却看不到「填报数」一栏，可能隐藏了，也可能没有打印出来。"
        "请显示这一栏，重新保存或打印后再交。",
        "The file has the entries, and no column with their values: it may be hidden or was not"
        " printed. Show it, and save or print the file again.",
    ),
    "form.cell-shared": Message(
        "「{label}」与别的栏合并成了一个单元格，分不清各是多少。请拆分单元格，分别填写。",
        "“{label}” shares one merged cell with other fields. Split the cell and fill in each.",
    ),
    "form.text-changed": Message(
        "指标{id}的{what_zh}与原表不同，应为：「{expected}」请恢复原文，不要改动表中文字。",
        "The {what_en} of indicator {id} was changed. It must say: “{expected}” "
        "Put the text back; nothing that the form prints may be changed.",
    ),
    "form.row-changed": Message(
        "这一行原来印的是「{expected}」，现在不是了：改动了文字，或者拖动、排序时移动了单元格，"
        "填的数可能对不上号。请撤销改动，或用原表重新填报。",
        "This row said “{expected}” and does not any more: the text was changed, or cells were "
        "dragged or sorted and values stand in wrong rows. Undo it or complete a new form.",
    ),
    "form.label-changed": Message(
        "表中找不到「{expected}」。请恢复原文，不要改动表中文字。",
        "The form does not say “{expected}” any more. "
        "Put the text back; nothing that the form prints may be changed.",
    ),
    "form.opinion-skipped": Message(
        "没有填{label}。逐级审核，{above}须在它之后。请退回补填。",
        "There is no {label}. Levels review one after the other, {above} after it. "
        "Send it back to be filled in.",
    ),
    "form.date-too-early": Message(
        "「{label}」写的是{found}，早于{what_zh}的日期{expected}。请核对。",
        "“{label}” is {found}, before the date of {what_en}, {expected}. Check it.",
    ),
    "form.date-late": Message(
        "「{label}」写的是{found}，晚于截止日期{expected}。是否受理由本级决定。",
        "“{label}” is {found}, after the deadline {expected}. You decide whether it counts.",
        "warning",
    ),
    "form.folder-mismatch": Message(
        "文件放在「{folder}」里，表上写的却是「{printed}」。请核对是谁的表，移到对应的文件夹。",
        "The file lies in “{folder}”, but the form says “{printed}”. "
        "Check whose it is and move it to the folder where it belongs.",
    ),
    "form.two-forms": Message(
        "{name}还交来一份内容不同的同类表：{other}。那一份保存得晚，以那一份为准。",
        "{name} sent another form of this kind that says otherwise: {other}. "
        "That one was saved later and counts.",
        "warning",
    ),
    "form.two-forms-alike": Message(
        "{name}还交来一份内容不同的同类表：{other}，看不出哪份在后。请只留一份。",
        "{name} sent another form of this kind that says otherwise: {other}. "
        "Neither is later than the other. Keep only one.",
    ),
    "form.applicant-blank": Message(
        "没有填写{label}。请填写完整的单位名称。",
        "The {label} is not filled in. Fill in the unit's whole name.",
    ),
    "form.applicant-unknown": Message(
        "「{printed}」不在参评名单中。请核对名称，或先把它加入名单（communities.xlsx）。",
        "“{printed}” is not on the roster. Check the name, or add it to communities.xlsx first.",
    ),
    "form.applicant-ambiguous": Message(
        "名单中有几个单位都可能是「{printed}」。请写全称。",
        "Several applicants on the roster could be “{printed}”. Write the names in full.",
    ),
    "form.applicant-mismatch": Message(
        "表上写的是「{printed}」，但这份文件是发给「{stated}」的。请用本单位自己的文件填报。",
        "The form says “{printed}”, but this file was made for “{stated}”. "
        "Complete the applicant's own file.",
    ),
    "form.value-missing": Message(
        "「{label}」没有填。请填写。",
        "“{label}” is blank. Fill it in.",
    ),
    "form.not-a-number": Message(
        "「{label}」填的「{found}」不是数字。请只填数字。",
        "“{label}” says “{found}”, which is not a number. Fill in digits only.",
    ),
    "form.not-a-date": Message(
        "「{label}」填的「{found}」不是有效日期。请核对有没有这一天，并写成 2017年9月20日 的样子。",
        "“{label}” says “{found}”, which is no day of the calendar. "
        "Check it, and write it like 2017年9月20日.",
    ),
    "form.date-missing": Message(
        "填了{label}，但没有填日期。请补上日期。",
        "There is a {label} but no date. Add the date.",
    ),
    "form.opinion-missing": Message(
        "填了日期，但没有填{label}。请补上意见。",
        "There is a date but no {label}. Add the opinion.",
    ),
    "form.score-missing": Message(
        "指标{id}没有填得分。请填写 0 至 {points} 分。",
        "Indicator {id} has no score. Fill in 0 to {points} points.",
    ),
    "form.score-out-of-range": Message(
        "指标{id}填了{found}分，应在 0 至 {points} 分之间。请改正。",
        "Indicator {id} was given {found} points; it must lie between 0 and {points}. Correct it.",
    ),
    "form.score-overtyped": Message(
        "指标{id}的得分被改成了{found}，按填报数据应为{expected}。"
        "请撤销改动，或用原表重新填报；要改得分，请改“填报数据”。",
        "The score of indicator {id} was overtyped with {found}; the entries give {expected}. "
        "Undo it or complete a new form; to change a score, change the entries.",
    ),
    "form.score-stale": Message(
        "指标{id}显示{found}分，按填报数据应为{expected}分；以重新计算的为准。",
        "Indicator {id} shows {found}; the entries give {expected}, which is what counts.",
        "warning",
    ),
    "form.total-mismatch": Message(
        "总分写的是{found}，各项得分相加应为{expected}。请核对后改正。",
        "The total says {found}, but the scores add up to {expected}. Check and correct it.",
    ),
    "form.total-stale": Message(
        "总分显示{found}，按填报数据应为{expected}；以重新计算的为准。",
        "The total shows {found}; the entries give {expected}, which is what counts.",
        "warning",
    ),
    "form.summary-missing": Message(
        "「{label}」没有填。请填写工作情况和各项标准达标情况。",
        "“{label}” is blank. Describe the work and how the criteria are met.",
    ),
    "form.text-garbled": Message(
        "「{label}」里同一段话重复了好几遍，这是用 LibreOffice 保存造成的，原来写的是什么已看不出。"
        "请用 Word 或 WPS 重新填写这一栏再保存。",
        "“{label}” says the same paragraph over and over: LibreOffice garbled it as it saved the "
        "file. Fill it in anew and save it with Word or WPS.",
    ),
    "form.pages-missing": Message(
        "「{label}」写着「{found}」，但表后没有附页的文字。请把附页接在表后，或收齐附页。",
        "“{label}” says “{found}”, but no text is attached behind the form. "
        "Attach the pages, or collect them.",
        "warning",
    ),
    "form.crash": Message(
        "读取时程序出错（{kind}）。文件已保留，其他文件不受影响；请把这份文件交给维护人员。",
        "The program failed on this file ({kind}). The file is kept and the others went on; "
        "hand it to whoever maintains docgen.",
    ),
    "roster.column-missing": Message(
        "名单缺少「{column}」一列。请补上；已有这一列而名称不同的，请把列名改成「{column}」。",
        "The roster has no column “{column}”. Add it, or give it that head if it has another.",
    ),
    "roster.column-unknown": Message(
        "「{column}」这一列像是「{near}」，但写得不一样，没有读。是的请照写，不是的请删去或改名。",
        "The column “{column}” looks like “{near}” but is not named so. If it is, name it so; if "
        "not, delete or rename it.",
    ),
    "roster.columns-left": Message(
        "没有读「{columns}」：评定不需要这些列，可以保留。",
        "The columns “{columns}” were not read: nothing asks for them. They may stay.",
        "warning",
    ),
    "roster.total-left": Message(
        "这一行是合计，没有当作申报单位读入。",
        "This row is a total and was not read as an applicant.",
        "warning",
    ),
    "roster.column-twice": Message(
        "「{column}」这一列出现了两次。请删去一列。",
        "The column “{column}” occurs twice. Delete one.",
    ),
    "roster.name-missing": Message(
        "没有填「{column}」。请填写。",
        "“{column}” is blank. Fill it in.",
    ),
    "roster.unsafe-name": Message(
        "名称「{found}」含有不能用的字符。请改正。",
        "The name “{found}” has characters that cannot be used. Correct it.",
    ),
    "roster.applicant-twice": Message(
        "「{name}」与第{row}行重复。请删去一行。",
        "“{name}” stands in row {row} as well. Delete one of them.",
    ),
    "roster.fact-unread": Message(
        "「{label}」写着「{found}」，不是{what_zh}，没有读。请改正；不清楚的请留空。",
        "“{label}” says “{found}”, which is no {what_en}. Correct it, or leave it blank where it "
        "is not known.",
    ),
    "roster.variant-missing": Message(
        "没有填「{column}」。请填写下列之一：{known}。",
        "“{column}” is blank. Write one of: {known}.",
    ),
    "roster.variant-unknown": Message(
        "没有名为「{found}」的{column}。请改为下列之一：{known}。",
        "There is no kind “{found}” ({column}). Write one of: {known}.",
    ),
    "roster.not-of-variant": Message(
        "「{label}」不用于「{variant}」，这里写的「{found}」没有采用。请核对{column}，或删去这一格。",
        "“{label}” is not asked of “{variant}”, so that “{found}” was not used. Check its kind "
        "({column}), or clear the cell.",
        "warning",
    ),
    "form.other-variant": Message(
        "这份表是「{found}」用的，而名单中「{name}」属于「{expected}」。请用它自己的表重新填报，"
        "或改正名单。",
        "This form is one for “{found}”, but on the roster {name} is “{expected}”. Fill in its own "
        "form, or correct the roster.",
    ),
    "form.fact-outdated": Message(
        "表中「{label}」是「{found}」，名单中是「{expected}」。以名单为准；如有误，请改正名单。",
        "“{label}” is “{found}” in this file and “{expected}” on the roster. The roster counts; "
        "correct it if it is wrong.",
        "warning",
    ),
    "roster.empty": Message(
        "名单中没有申报单位。请至少填写一行。",
        "The roster lists no applicant. Fill in at least one row.",
    ),
    "roster.unit-without-quota": Message(
        "「{unit}」在名额分配表中没有名额。请核对单位名称，或在 round.yaml 的 "
        "stages.{stage}.places 中补上。",
        "“{unit}” has no quota. Check the name, or add it to stages.{stage}.places in round.yaml.",
    ),
    "roster.sample": Message(
        "名单中有{count}个单位的名称带“示例”，如「{name}」。请换成实际参评的单位。",
        "{count} applicants on the roster are samples (示例), such as “{name}”. Replace them by "
        "those that take part.",
        "warning",
    ),
    "shortlist.decision-missing": Message(
        "「{name}」没有作出决定。请选择「推荐」或「不推荐」。",
        "No decision was made on “{name}”. Choose 推荐 or 不推荐.",
    ),
    "shortlist.row-added": Message(
        "这一行是后来加的，写着「{found}」，但不知道是对谁的决定，没有采用。"
        "请删去这一行；该列入的单位，请重新生成名单。",
        "This row was added and says “{found}”, but nothing tells on whom; it was not taken. "
        "Delete it; for an applicant that belongs on the list, make the list anew.",
    ),
    "shortlist.decision-unclear": Message(
        "对「{name}」的决定「{found}」看不明白。请选择「推荐」或「不推荐」。",
        "The decision “{found}” on “{name}” is neither 推荐 nor 不推荐. Choose one.",
    ),
}
