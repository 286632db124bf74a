"""Messages about the standard, and about answers that cannot be."""

from docgen.catalogue.message import Message

_STANDARD: dict[str, Message] = {
    "standard.pass-mark-too-high": Message(
        "合格线{pass_mark}分高于总分{points}分。请改小合格线。",
        "The pass mark of {pass_mark} is above all {points} points together. Lower it.",
    ),
    "standard.period-reversed": Message(
        "考核期的最后一天早于第一天。请检查两个日期。",
        "The period's last day is before its first. Check both dates.",
    ),
    "standard.points-do-not-add-up": Message(
        "「{title}」为{points}分，但其下各项合计{total}分。请改正其中的分值。",
        "“{title}” has {points} points, but its parts add up to {total}. Correct the points.",
    ),
    "standard.nothing-assessed": Message(
        "标准中没有任何指标。请写上 groups（分组），或直接写上 indicators（指标）。",
        "The standard has no indicators. Write groups, or indicators alone.",
    ),
    "standard.groups-and-indicators": Message(
        "「{title}」下既有分组（groups）又有指标（indicators）。请只留一种。",
        "“{title}” holds both groups and indicators. Keep one of them.",
    ),
    "standard.group-empty": Message(
        "分组「{title}」下没有任何内容。请写上 groups（分组）或 indicators（指标），或删去它。",
        "The group “{title}” holds nothing. Write groups or indicators in it, or delete it.",
    ),
    "standard.group-heads": Message(
        "分组应占{wanted}列，表头 groups 却有{count}个。请写{wanted}个。",
        "Groups take {wanted} columns, but groups has {count} heads. Write {wanted}.",
    ),
    "standard.unknown-variant": Message(
        "没有键为「{key}」的申报类型。请检查拼写，或在 variants 中补上。",
        "There is no kind of applicant “{key}”. Check the spelling, or add it to variants.",
    ),
    "standard.variant-empty": Message(
        "没有任何指标适用于申报类型「{key}」。请检查 only，或删去这个类型。",
        "No indicator is for the kind of applicant “{key}”. Check only, or delete the kind.",
    ),
    "standard.too-fine": Message(
        "分值、权重和 rounding 太细，电子表格无法精确计算总分。请减少小数位数，或改大 rounding。",
        "Points, weights and rounding are too fine for a spreadsheet to compute the total exactly. "
        "Use fewer decimals, or a larger rounding.",
    ),
    "standard.grades-order": Message(
        "等级「{title}」的总分不低于它上面的等级。请从高到低排列。",
        "The total of the grade “{title}” is not below the one above it. List the highest first.",
    ),
    "standard.grade-twice": Message(
        "等级「{title}」写了不止一次。请改写名称。",
        "There is more than one grade “{title}”. Reword it.",
    ),
    "standard.grade-out-of-reach": Message(
        "「{title}」要求{least}分，但最多只能得{most}分。请改小要求。",
        "“{title}” asks for {least} points, but no more than {most} can be reached. Ask for less.",
    ),
    "standard.unknown-group": Message(
        "没有编号为「{id}」的分组。请检查编号，或在 groups 中补上。",
        "There is no group “{id}”. Check the number, or add it to groups.",
    ),
    "standard.pass-mark-and-grades": Message(
        "合格线{pass_mark}分与最低等级的{total}分不同。请删去 pass_mark，或改成{total}。",
        "The pass mark of {pass_mark} is not the lowest grade's {total}. Delete pass_mark, or make "
        "it {total}.",
    ),
    "standard.gate-unclear": Message(
        "「{title}」应写 when（出现则不能申报）或 unless（不具备则不能申报），只写一个。",
        "“{title}” needs when (what bars) or unless (what is required), and not both.",
    ),
    "standard.unknown-fact": Message(
        "没有键为「{key}」的登记信息。请检查拼写，或在 facts 中补上。",
        "There is no fact “{key}”. Check the spelling, or add it to facts.",
    ),
    "standard.fact-kind": Message(
        "登记信息「{key}」的类型是 {kind}，这里只能用 {expected}。请换一个，或改它的类型。",
        "The fact “{key}” is a {kind}; here it must be {expected}. Use another, or change its "
        "kind.",
    ),
    "standard.unused-fact": Message(
        "没有任何条件用到登记信息「{key}」。请删去它，或在条件中使用它。",
        "No condition uses the fact “{key}”. Delete it, or use it in one.",
    ),
    "standard.duplicate-key": Message(
        "键「{key}」用了不止一次。请改用另一个键。",
        "The key “{key}” is used more than once. Choose another.",
    ),
    "standard.duplicate-label": Message(
        "名称「{label}」用了不止一次，填表人无法区分。请改写名称。",
        "More than one thing is labelled “{label}”, so nobody can tell them apart. Reword it.",
    ),
    "standard.duplicate-id": Message(
        "编号「{id}」用了不止一次。请重新编号。",
        "The number “{id}” is used more than once. Renumber.",
    ),
    "standard.unknown-measure": Message(
        "没有键为「{key}」的数据项。请检查拼写，或在 measures 中补上。",
        "There is no measure “{key}”. Check the spelling, or add it to measures.",
    ),
    "standard.unknown-rate": Message(
        "没有键为「{key}」的比率。请检查拼写，或在 rates 中补上。",
        "There is no rate “{key}”. Check the spelling, or add it to rates.",
    ),
    "standard.unused-measure": Message(
        "没有任何指标用到数据项「{key}」。请删去它，或在评分规则中使用它。",
        "No indicator uses the measure “{key}”. Delete it, or use it in a rule.",
    ),
    "standard.unused-rate": Message(
        "没有任何指标用到比率「{key}」。请删去它，或在评分规则中使用它。",
        "No indicator uses the rate “{key}”. Delete it, or use it in a rule.",
    ),
    "standard.wrong-kind": Message(
        "数据项「{key}」的类型是 {kind}，这里只能用 {expected}。请换一个数据项，或改它的类型。",
        "The measure “{key}” is a {kind}; here it must be {expected}. Use another, or change its "
        "kind.",
    ),
    "standard.score-declared": Message(
        "数据项「{key}」不能声明为 score：由人评的分来自 judged 规则。请删去它，或改它的类型。",
        "The measure “{key}” cannot be declared a score: scores come from judged terms. Delete it, "
        "or change its kind.",
    ),
    "standard.limit-not-a-number": Message(
        "「{key}」不能以「{other}」为上限：两者都必须是数字。请改正 at_most。",
        "“{key}” cannot be limited by “{other}”: both must be numbers. Correct at_most.",
    ),
    "standard.limit-cycle": Message(
        "「{key}」的上限绕回到了它自己。请去掉其中一个 at_most。",
        "The limits of “{key}” lead back to itself. Remove one at_most.",
    ),
    "standard.rate-above-whole": Message(
        "比率「{rate}」可能超过100%：请给「{part}」加上 at_most，其值为分母「{whole}」中的一项。",
        "The rate “{rate}” could exceed 100 %: give “{part}” an at_most that "
        "names one of “{whole}”.",
    ),
    "standard.bar-above-maximum": Message(
        "「{key}」最大为{limit}，永远达不到{bar}。请改正 bar 或 maximum。",
        "“{key}” is at most {limit} and never reaches {bar}. Correct bar or maximum.",
    ),
    "standard.bar-below-minimum": Message(
        "「{key}」最小为{limit}，总是高于{bar}。请改正 bar 或 minimum。",
        "“{key}” is at least {limit} and always above {bar}. Correct bar or minimum.",
    ),
    "standard.bar-outside-share": Message(
        "比率「{rate}」是占比，在0到100%之间，不能与{bar}%比较。请改正这个数，或改它的 kind。",
        "The rate “{rate}” is a share, from 0 to 100 %, and cannot be measured by {bar} %. Correct "
        "the number, or its kind.",
    ),
    "standard.whole-below-zero": Message(
        "「{key}」可能是负数，不能作比率「{rate}」的分母。请改正它的 minimum，或换一个数据项。",
        "“{key}” may be negative, so it cannot be the whole of the rate “{rate}”. Correct its "
        "minimum, or use another measure.",
    ),
    "standard.limits-reversed": Message(
        "「{key}」的最小值{min}不小于最大值{max}。请改正 minimum 或 maximum。",
        "The minimum {min} of “{key}” is not below its maximum {max}. Correct one of them.",
    ),
    "standard.minimum-of-count": Message(
        "只有 decimal 类型的数据项可以是负数，「{key}」不是。请改正 minimum 或类型。",
        "Only a decimal may be negative, and “{key}” is none. Correct its minimum or its kind.",
    ),
    "standard.options-missing": Message(
        "选择项「{key}」至少要有两个选项。请在 options 中列出。",
        "The choice “{key}” needs two options or more. List them in options.",
    ),
    "standard.options-idle": Message(
        "「{key}」不是选择项，不用列选项。请删去 options，或把类型改为 choice。",
        "“{key}” is no choice and offers no options. Delete options, or make its kind choice.",
    ),
    "standard.options-alike": Message(
        "选项「{option}」与「{other}」写法太像，填表人写出来无法区分。请改写其中一个。",
        "The options “{option}” and “{other}” are written alike, so that nobody can tell them "
        "apart in a form. Reword one of them.",
    ),
    "standard.options-too-long": Message(
        "「{key}」的选项合起来太长，下拉列表放不下。请改用简短的选项，含义写在 label 中。",
        "The options of “{key}” are too long together for a spreadsheet's list. Make them short, "
        "and say in their labels what they mean.",
    ),
    "standard.unknown-option": Message(
        "「{key}」没有「{option}」这个选项。请检查拼写，或在 options 中补上。",
        "“{key}” has no option “{option}”. Check the spelling, or add it to options.",
    ),
    "standard.option-without-points": Message(
        "「{key}」的选项「{options}」没有分值。请补上，不得分的写0。",
        "The options “{options}” of “{key}” have no points. Add them; 0 for none.",
    ),
    "standard.optional-needed": Message(
        "「{key}」要用来评分，不能是选填的。请删去 optional，或不在规则中使用它。",
        "“{key}” is needed for points and cannot be optional. Delete optional, or do not use it in "
        "a rule.",
    ),
    "standard.rate-or-measure": Message(
        "这条规则要么写 rate，要么写 measure，且只能写一个。请改正。",
        "This rule needs either a rate or a measure, and not both. Correct it.",
    ),
    "standard.points-or-percent": Message(
        "这条规则要么写 points，要么写 percent，且只能写一个。请改正。",
        "This rule needs either points or percent, and not both. Correct it.",
    ),
    "standard.max-or-ranges": Message(
        "由人评分的规则要么写 max（可加 min），要么写 ranges。请改正。",
        "A judged rule needs either a max (and a min, if you like) or ranges. Correct it.",
    ),
    "standard.range-reversed": Message(
        "评分范围的下限{low}高于上限{high}。请改正。",
        "The range's lower end {low} is above its upper end {high}. Correct it.",
    ),
    "standard.ranges-overlap": Message(
        "评分范围从{low}起，与前一个到{before}为止的范围重叠。请从低到高排列，互不重叠。",
        "A range begins at {low}, but the one before it ends at {before}. Sort them from the "
        "lowest, none over another.",
    ),
    "standard.bands-unsorted": Message(
        "档次{bar}排在{before}之后，永远轮不到。请从最好的一档排起。",
        "The bar {bar} comes after {before} and is never reached. Sort the bars, the best first.",
    ),
    "standard.bands-points-rise": Message(
        "较差的一档得{points}分，不低于较好一档的{before}分。请改正分值。",
        "A worse band has {points} points, not fewer than the {before} of the better one. Correct "
        "the points.",
    ),
    "standard.share-of-nothing": Message(
        "目标的0%总能完成。请把 share 改为大于0的百分数。",
        "0 % of a target is always reached. Make share more than 0.",
    ),
    "standard.condition-idle": Message(
        "条件成立与否得分相同。请改正 points 或 otherwise。",
        "The points are the same whether the condition holds or not. Correct points or otherwise.",
    ),
    "standard.points-of-nothing": Message(
        "这条规则永远是0分。请改正分值，或删去它。",
        "This rule always gives 0 points. Correct the points, or delete it.",
    ),
    "standard.cap-reversed": Message(
        "最少{min}分高于最多{max}分。请改正 min 或 max。",
        "The least {min} is above the most {max}. Correct min or max.",
    ),
    "standard.cap-never-reached": Message(
        "这条规则最多只到{limit}分，{cap}分的限制不起作用。请改正或删去。",
        "This rule does not pass {limit}, so that a cap of {cap} does nothing. Correct or delete "
        "it.",
    ),
    "standard.cap-always-reached": Message(
        "{cap}分的限制使这条规则总是同一个分数（它不会越过{limit}分）。请改正。",
        "With a cap of {cap} this rule always gives the same, as it does not pass {limit}. Correct "
        "the cap.",
    ),
    "standard.never-best": Message(
        "这一条永远不会是其中最高的。请改正分值，或删去它。",
        "This one is never the best of them. Correct its points, or delete it.",
    ),
    "standard.numbers-too-large": Message(
        "指标{id}可能用到过大的数，电子表格算不准。请给数据项写上较小的 maximum，或减少小数位。",
        "The rule of indicator {id} may compute with numbers that are too large for a spreadsheet "
        "to be exact. Give its measures a smaller maximum, or use fewer decimals.",
    ),
    "standard.condition-too-large": Message(
        "这个条件可能用到过大的数，电子表格算不准。请给数据项写上较小的 maximum，或减少小数位。",
        "This condition may compute with numbers that are too large for a spreadsheet to be exact. "
        "Give its measures a smaller maximum, or use fewer decimals.",
    ),
    "standard.formula-too-long": Message(
        "指标{id}的公式有{length}个字符，电子表格最多只能用{most}个。请简化规则，或缩短数据项的键。",
        "The formula of indicator {id} has {length} characters, and spreadsheets take {most} at "
        "most. Make the rule simpler, or the keys of its measures shorter.",
    ),
    "standard.judged-twice": Message(
        "指标{id}有不止一个 judged 规则。请合并成一个。",
        "Indicator {id} has more than one judged term. Make them one.",
    ),
    "standard.points-out-of-reach": Message(
        "指标{id}有{points}分，但按评分规则最多只能得{reach}分。请改正规则或分值。",
        "Indicator {id} has {points} points, but its rule reaches {reach} at most. Correct the "
        "rule or the points.",
    ),
    "standard.points-exceeded": Message(
        "指标{id}有{points}分，但按评分规则可得{reach}分以上。请改正规则或分值。",
        "Indicator {id} has {points} points, but its rule gives {reach} or more. Correct the rule "
        "or the points.",
    ),
}

_ANSWERS: dict[str, Message] = {
    "answer.not-a-number": Message(
        "「{label}」应填数字，不能是「{found}」。请改填数字。",
        "“{label}” must be a number, not “{found}”. Enter a number.",
    ),
    "answer.not-yes-or-no": Message(
        "「{label}」应填“是”或“否”，不能是「{found}」。请从中选填一个。",
        "“{label}” must be 是 (yes) or 否 (no), not “{found}”. Choose one of them.",
    ),
    "answer.not-an-option": Message(
        "「{label}」应填{options}中的一项，不能是「{found}」。请从中选填一个。",
        "“{label}” must be one of {options}, not “{found}”. Choose one of them.",
    ),
    "answer.not-a-date": Message(
        "「{label}」应填日期，不能是「{found}」。请改填，如2017-09-20。",
        "“{label}” must be a day, not “{found}”. Enter one, such as 2017-09-20.",
    ),
    "answer.not-a-text": Message(
        "「{label}」应填文字，不能是「{found}」。请改填文字。",
        "“{label}” must be text, not “{found}”. Enter a text.",
    ),
    "answer.day-too-early": Message(
        "「{label}」的日期{found}早于1900年3月，电子表格无法表示。请核对后改正。",
        "The day {found} of “{label}” is before March 1900, which spreadsheets cannot tell. Check "
        "and correct it.",
    ),
    "answer.not-whole": Message(
        "「{label}」应为整数，不能是{found}。请改填整数。",
        "“{label}” must be a whole number, not {found}. Enter a whole number.",
    ),
    "answer.too-many-decimals": Message(
        "「{label}」最多{places}位小数，不能是{found}。请四舍五入后填写。",
        "“{label}” may have at most {places} decimals, so it cannot be {found}. Round it.",
    ),
    "answer.negative": Message(
        "「{label}」不能是负数{found}。请核对后改正。",
        "“{label}” cannot be negative, as {found} is. Check and correct it.",
    ),
    "answer.below-minimum": Message(
        "「{label}」不能低于{minimum}，现为{found}。请核对后改正。",
        "“{label}” cannot be below {minimum}, as {found} is. Check and correct it.",
    ),
    "answer.outside-ranges": Message(
        "「{label}」只能评{ranges}，不能是{found}分。请核对后改正。",
        "“{label}” can be given {ranges} (分: points) only, not {found}. Check and correct it.",
    ),
    "answer.above-maximum": Message(
        "「{label}」不能超过{maximum}，现为{found}。请核对后改正。",
        "“{label}” cannot be above {maximum}, as {found} is. Check and correct it.",
    ),
    "answer.above-other": Message(
        "「{label}」为{found}，不能多于「{other}」的{limit}。请核对这两个数。",
        "“{label}” is {found} and cannot exceed “{other}”, which is {limit}. Check both figures.",
    ),
}

MESSAGES: dict[str, Message] = {**_STANDARD, **_ANSWERS}
