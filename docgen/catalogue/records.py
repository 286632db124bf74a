"""Messages about the database of the records, and about what is on record."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "store.failed": Message(
        "记录数据库出错（{symbol}）。请检查数据库所在的磁盘和服务，再运行一次。",
        "The database of the records failed ({symbol}). Check its disk and its server, and run "
        "this again.",
    ),
    "store.url": Message(
        "不是可用的数据库地址。请写成 sqlite:///records.db 或 "
        "postgresql+psycopg://用户@主机/库名 的样子。",
        "This is no URL of a database that can be used. Write it like sqlite:///records.db or "
        "postgresql+psycopg://user@host/name.",
    ),
    "store.driver-missing": Message(
        "没有安装这种数据库的组件。PostgreSQL 请运行 pip install 'docgen[postgresql]'。",
        "The library for this kind of database is not installed. For PostgreSQL run "
        "pip install 'docgen[postgresql]'.",
    ),
    "store.unreachable": Message(
        "连不上记录数据库：它没有应答，或不接受这个用户、密码或库名。"
        "请核对地址、用户名和密码，并确认数据库已启动。",
        "The database of the records cannot be reached: it does not answer, or does not take this "
        "user, password or name. Check them, and that it is running.",
    ),
    "store.held": Message(
        "记录数据库被其他程序占用，等了{seconds}秒。请等那个程序结束（或把它关闭），再运行一次。",
        "Another program has held the database of the records for {seconds} seconds. Wait for it "
        "to end, or close it, and run this again.",
    ),
    "store.read-only": Message(
        "记录数据库是只读的，不能写入。请检查文件和所在文件夹的权限，或数据库用户的权限。",
        "The database of the records is read-only. Check the rights to its file and folder, or "
        "those of the database’s user.",
    ),
    "store.disk-full": Message(
        "记录没有写入：数据库所在的磁盘已满。以前的记录不受影响；请腾出空间，再运行一次。",
        "The records were not written: the disk of the database is full. Records of before are "
        "not affected; make room and run this again.",
    ),
    "store.damaged": Message(
        "记录数据库已损坏，或缺少数据表。请把它移走（如 records.db 改名），"
        "放回 docgen backup 做的备份并再运行 docgen read；没有备份的，直接运行 docgen read，"
        "收到过的文件会全部重新读入，记录就重建了。",
        "The database of the records is damaged, or tables are missing. Move it away (rename "
        "records.db), put a copy made by docgen backup in its place and run docgen read; without "
        "one, just run docgen read: it reads every file that was received again and rebuilds the "
        "records.",
    ),
    "store.newer": Message(
        "记录数据库是较新版本的 docgen 写的（第{found}版，本程序只到第{known}版）。请升级 docgen；"
        "不能升级的，把数据库移走，运行 docgen read，收到过的文件会全部重新读入，记录就重建了。",
        "A newer docgen wrote this database (version {found}; this one knows up to {known}). "
        "Update docgen; or move the database away and run docgen read: it reads every file that "
        "was received again and rebuilds the records.",
    ),
    "store.lost": Message(
        "记录是空的，但 received 文件夹里有{count}个收到的文件：数据库可能丢失、被清空，"
        "或换了地址。请放回备份；没有备份的，运行 docgen read，"
        "收到过的文件会全部重新读入，记录就重建了。",
        "There are no records, but the folder received holds {count} files: the database may "
        "have been lost, emptied, or be another one. Put its backup back; without one, run "
        "docgen read: it reads every file that was received again and rebuilds the records.",
    ),
    "store.rebuilt": Message(
        "记录原来是空的，received 文件夹里以前收到的{count}个文件已重新读入，记录已重建。"
        "请用 docgen status 核对。",
        "The records were empty: {count} files of before in the folder received were read again, "
        "and the records rebuilt. Check with docgen status.",
        "warning",
    ),
    "store.list-not-taken": Message(
        "重建记录时，这份以前收到的审定名单没有采用：{why_zh}请重新生成名单，审定后读入。",
        "While the records were rebuilt, this list of before was not taken: {why_en} "
        "Make the list anew, decide on it, and read it.",
    ),
    "store.unknown-kind": Message(
        "这份表的种类「{kind}」本版本不认识，没有使用。请升级 docgen，或重新读入这份文件。",
        "This form’s kind “{kind}” is not known to this version and was not used. Update docgen, "
        "or read the file again.",
        "warning",
    ),
    "store.unknown-record": Message(
        "这份表的记录是其他版本写的，本版本看不懂，没有使用。请升级 docgen，或重新读入这份文件。",
        "The record of this form was written by another version and cannot be understood; it was "
        "not used. Update docgen, or read the file again.",
        "warning",
    ),
    "store.unknown-error": Message(
        "其他版本报告的问题（{code}）：{facts}。请重新读入这份文件，看现在怎么说。",
        "A problem that another version reported ({code}): {facts}. Read the file again to see "
        "what is said now.",
    ),
    "store.unknown-warning": Message(
        "其他版本的提醒（{code}）：{facts}。请重新读入这份文件，看现在怎么说。",
        "A warning of another version ({code}): {facts}. Read the file again to see what is said "
        "now.",
        "warning",
    ),
    "backup.exists": Message(
        "已经有这个文件，没有覆盖。请换一个文件名。",
        "There is a file of this name already; it was left as it is. Choose another name.",
    ),
    "backup.not-written": Message(
        "{why_zh}备份没有写成。",
        "{why_en} The backup was not written.",
    ),
    "record.off-roster": Message(
        "「{name}」不在名单中，但{what_zh}。名称改过的，请在名单中改回原名，或用新名称重新填报、"
        "重新审定；不再参评的，请运行 docgen read received 重新判读收到过的文件，再重新生成名单。",
        "“{name}” is not on the roster, but {what_en}. If its name was changed, change it back in "
        "the roster, or have forms and lists made and read under the new name; if it takes part "
        "no more, run docgen read received, which judges what was received anew, and make the "
        "lists anew.",
        "warning",
    ),
    "decision.overtaken": Message(
        "{stage_zh}对「{name}」的推荐不再有效：{below_zh}没有（或不再）推荐它。"
        "请用 docgen shortlist {stage} 重新生成名单，审定后读入。",
        "The {stage_en} level’s recommendation of “{name}” does not stand any more: the "
        "{below_en} level does not recommend it (any more). Make the list anew with "
        "docgen shortlist {stage}, decide on it, and read it.",
        "warning",
    ),
    "decision.without-form": Message(
        "{stage_zh}推荐了「{name}」，但它没有可用的考核表。请读入考核表，或不予推荐。",
        "The {stage_en} level recommends “{name}”, of which there is no good score sheet. "
        "Read one, or do not recommend it.",
        "warning",
    ),
    "decision.withdrawn": Message(
        "「{name}」已不在{stage_zh}审定之列，{stage_zh}以前对它的决定已撤去。请核对。",
        "“{name}” is not before the {stage_en} level any more; the level’s former decision on it "
        "was taken off the record. Check that this is right.",
        "warning",
    ),
}
