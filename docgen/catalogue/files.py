"""Messages about files as such, and about the cluster."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "file.missing": Message(
        "找不到文件「{path}」。请检查文件名和所在文件夹。",
        "There is no file “{path}”. Check its name and folder.",
    ),
    "file.unreadable": Message(
        "打不开这个文件：{reason}。请关闭正在使用它的程序，或检查权限，再读入一次。",
        "The file cannot be opened: {reason}. Close the program that uses it, or check your "
        "rights to it, and read it again.",
    ),
    "file.is-folder": Message(
        "这个文件夹里的文件没有读入：没有打开的权限，或者它只是一个链接。请把文件复制到这里。",
        "The files in this folder were not read: it may not be opened, or is only a link. "
        "Copy them here.",
    ),
    "file.not-kept": Message(
        "没有读入：原件存不进 received 文件夹（{reason}）。请检查磁盘空间和权限，再读入一次。",
        "It was not read: the file as it came cannot be kept in the folder received ({reason}). "
        "Check the disk’s free space and your rights, and read it again.",
    ),
    "file.not-returned": Message(
        "退回的副本（或问题清单）没有写成：{reason}。读入的记录不受影响；"
        "请检查 returned 文件夹和磁盘空间，再读入一次。",
        "The copy to hand back (or the list of problems) could not be made: {reason}. "
        "What was read is kept. Check the folder returned and the disk’s free space, "
        "and read again.",
    ),
    "file.return-crash": Message(
        "制作退回的副本时程序出错（{reason}），副本没有写成。读入的记录和其他文件不受影响；"
        "请把这份文件交给维护人员。",
        "The program failed while it made the copy to hand back ({reason}); there is none. What "
        "was read is kept and the others went on; hand the file to whoever maintains docgen.",
    ),
    "cluster.not-installed": Message(
        "没有安装集群组件。请运行 pip install 'docgen[cluster]'。",
        "The cluster's library is not installed. Run pip install 'docgen[cluster]'.",
    ),
    "cluster.unreachable": Message(
        "连不上集群 {address}：{reason}。请核对地址，并确认调度程序已启动。",
        "The cluster at {address} cannot be reached: {reason}. "
        "Check the address, and that its scheduler is running.",
    ),
    "file.not-made": Message(
        "没有生成：{reason}。其他文件不受影响。",
        "It could not be made: {reason}. The other files were.",
    ),
    "file.changed-by-hand": Message(
        "文件生成以后被改动过，没有覆盖。要重新生成，请先把它移走或删除，再运行一次。",
        "It was changed since it was made, and was not overwritten. To have it made anew, move it "
        "away or delete it, and run this again.",
        "warning",
    ),
    "file.exists": Message(
        "这个文件夹里已经有一轮评选。请换一个空文件夹。",
        "There is a round in this folder already. Choose an empty one.",
    ),
    "file.format": Message(
        "不能导出为「{found}」。请用 .xlsx、.csv 或 .json 作扩展名。",
        "Cannot export as “{found}”. End the name in .xlsx, .csv or .json.",
    ),
}
