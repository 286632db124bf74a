"""Messages about what is active in files that came back, none of which goes out again."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "active.macro": Message(
        "带有宏或会运行宏的内容（{what}，共{count}处）。读取时没有运行，退回的副本里已去掉。"
        "请改用不带宏的空白表填写。",
        "The file holds macros, or what runs them ({what}; {count} in all). Nothing was run, and a"
        " returned copy is without them. Fill in the blank form, which has none.",
        "warning",
    ),
    "active.object": Message(
        "嵌有其他程序的文件或对象（{what}，共{count}处）。读取时没有打开，退回的副本里已去掉。"
        "需要的内容请直接填进表里。",
        "Files or objects of other programs are embedded ({what}; {count} in all). They were not"
        " opened, and a returned copy is without them. Write what matters into the form itself.",
        "warning",
    ),
    "active.control": Message(
        "带有 ActiveX 控件（{what}，共{count}处）。读取时没有运行，退回的副本里已去掉。"
        "请在空白表里填写。",
        "The file holds ActiveX controls ({what}; {count} in all). They were not run, and a"
        " returned copy is without them. Fill in the blank form.",
        "warning",
    ),
    "active.dde": Message(
        "带有会启动其他程序的 DDE 内容（{what}，共{count}处）。读取时没有启动，"
        "退回的副本里已去掉，只留下显示的文字。请核实文件来源。",
        "The file holds DDE, which starts other programs ({what}; {count} in all). Nothing was"
        " started, and a returned copy keeps only the text that was shown."
        " Check where the file comes from.",
        "warning",
    ),
    "active.template": Message(
        "附加了别处的模板（{what}，共{count}处）。读取时没有打开，退回的副本里已去掉。"
        "请核实文件来源。",
        "A template from elsewhere is attached ({what}; {count} in all). It was not opened, and a"
        " returned copy is without it. Check where the file comes from.",
        "warning",
    ),
    "active.link": Message(
        "链接着文件以外的内容（{what}，共{count}处），如别的工作簿、网上的图片。"
        "读取时没有打开，退回的副本里已去掉，只留下原有的数值。请把内容直接填进表里。",
        "Content is linked from outside the file ({what}; {count} in all), such as another workbook"
        " or a picture on the web. It was not fetched, and a returned copy keeps only the values"
        " that were there. Write the content into the form itself.",
        "warning",
    ),
    "active.file-link": Message(
        "有指向本机或局域网文件、程序的超链接（{what}，共{count}处）。没有打开，"
        "退回的副本里只留文字。请删去这些链接。",
        "Hyperlinks lead to files or programs ({what}; {count} in all). None was followed, and a"
        " returned copy keeps only their text. Delete them.",
        "warning",
    ),
    "active.included": Message(
        "会插入别的文件（{what}，共{count}处）。读取时没有插入，退回的副本里已去掉，"
        "只留下显示的文字。请把内容直接填进表里。",
        "Other files are included ({what}; {count} in all). None was read, and a returned copy"
        " keeps only the text that was shown. Write the content into the form itself.",
        "warning",
    ),
    "active.query": Message(
        "带有查询、数据连接或数据模型（{what}，共{count}处）。没有连接，退回的副本里已去掉，"
        "只留下原有的数值。请把数值直接填进表里。",
        "The file holds queries, connections or a data model ({what}; {count} in all). Nothing was"
        " connected, and a returned copy keeps only the values that were there."
        " Write them into the form itself.",
        "warning",
    ),
    "active.add-in": Message(
        "带有加载项或自定义的菜单（{what}，共{count}处）。没有运行，退回的副本里已去掉。"
        "请核实文件来源。",
        "The file brings add-ins or menus of its own ({what}; {count} in all). They were not run,"
        " and a returned copy is without them. Check where the file comes from.",
        "warning",
    ),
    "active.binding": Message(
        "有内容与别处的数据绑定（{what}，共{count}处）。没有连接，退回的副本里已去掉。"
        "请核实文件来源。",
        "Content is bound to data elsewhere ({what}; {count} in all). Nothing was connected, and a"
        " returned copy is without it. Check where the file comes from.",
        "warning",
    ),
    "active.unknown": Message(
        "这一部分已损坏，看不出是否带有宏等内容，因此没有做退回的副本。"
        "请用 Word、WPS 或 Excel 打开后另存，再提交。",
        "This part is damaged, so that it cannot be told whether there are macros or the like, and"
        " no copy is returned. Open the file with Word, WPS or Excel, save it under a new name and"
        " hand that in.",
        "warning",
    ),
}
