"""Messages about files as such, and about the cluster."""

from docgen.catalogue.message import Message

MESSAGES: dict[str, Message] = {
    "file.missing": Message(
        "找不到文件「{path}」。请检查文件名和所在文件夹。",
        "There is no file “{path}”. Check its name and folder.",
    ),
    "file.disk-full": Message(
        "磁盘已满，或超出了配额。请腾出空间，再运行一次；已经写成的文件不受影响。",
        "The disk is full, or your share of it is. Make room and run this again; files that were "
        "finished are not affected.",
    ),
    "file.read-only": Message(
        "所在的磁盘或共享文件夹是只读的。请换一个可以写的文件夹，或解除只读。",
        "Its disk or shared folder is read-only. Choose a folder that can be written, or have it "
        "made writable.",
    ),
    "file.no-right": Message(
        "没有打开或写入的权限。请检查文件和所在文件夹的权限、是否只读，或换一个文件夹。",
        "You may not open or write it. Check the rights to it and to its folder, whether it is "
        "read-only, or choose another folder.",
    ),
    "file.in-use": Message(
        "正在被其他程序（如 Excel、WPS）使用。请把它关闭，再运行一次。",
        "It is open in another program, such as Excel or WPS. Close it there and run this again.",
    ),
    "file.path-is-folder": Message(
        "这是一个文件夹，应当是文件。请换一个名字，或把文件夹移走。",
        "This is a folder where a file should be. Choose another name, or move the folder away.",
    ),
    "file.path-is-file": Message(
        "「{path}」是一个文件，这里应当是文件夹。请把它移走或改名，再运行一次。",
        "“{path}” is a file where a folder should be. Move or rename it, and run this again.",
    ),
    "file.link-nowhere": Message(
        "「{path}」是一个链接（快捷方式），它指向的文件或文件夹不存在。请删去它，"
        "或放上真正的文件。",
        "“{path}” is a link to something that is not there. Remove it, or put the real file in "
        "its place.",
    ),
    "file.link-loop": Message(
        "「{path}」是一个绕回自己的链接。请删去它，放上真正的文件。",
        "“{path}” is a link that leads back to itself. Remove it, and put the real file there.",
    ),
    "file.name-too-long": Message(
        "名称或路径太长，系统不能保存（每段最多255个字节，约85个汉字）。请缩短名称。",
        "The name or path is longer than the system takes (255 bytes for each part, some 85 "
        "Chinese characters). Shorten it.",
    ),
    "file.name-refused": Message(
        '系统不接受这个名称。请换一个名称，不要用 < > : " / \\ | ? * 等符号。',
        "The system does not take this name. Choose another, without "
        '< > : " / \\ | ? * and the like.',
    ),
    "file.too-many-open": Message(
        "同时打开的文件太多，系统不再打开。请关闭其他程序，或用 --jobs 1 再运行一次。",
        "Too many files are open at once. Close other programs, or run this again with --jobs 1.",
    ),
    "file.too-large-for-disk": Message(
        "超过了这个磁盘或账户允许的文件大小。请换一个磁盘再运行一次。",
        "It is larger than a file may be on this disk or for this user. Use another disk.",
    ),
    "file.disk-failing": Message(
        "磁盘或网络出错（{symbol}）。请检查磁盘和网络连接，再运行一次。",
        "The disk or the network failed ({symbol}). Check them, and run this again.",
    ),
    "file.refused": Message(
        "系统拒绝读写（{symbol}）。请检查这个文件夹，或换一个文件夹再运行一次。",
        "The system refused to read or write it ({symbol}). Check its folder, or choose another, "
        "and run this again.",
    ),
    "file.not-regular": Message(
        "它不是普通文件（是管道、设备之类），没有读入。请把文件本身复制到这里。",
        "This is no ordinary file but a pipe, a device or the like, and was not read. Copy the "
        "file itself here.",
    ),
    "file.is-folder": Message(
        "这个文件夹里的文件没有读入：没有打开的权限，或者它只是一个链接。请把文件复制到这里。",
        "The files in this folder were not read: it may not be opened, or is only a link. "
        "Copy them here.",
    ),
    "file.folder-empty": Message(
        "这个文件夹是空的，没有读入什么。如果应当有文件，请放进来再读入。",
        "This folder is empty; nothing was read from it. If it should hold files, put them here "
        "and read again.",
        "warning",
    ),
    "file.left-behind": Message(
        "没有读入：这是系统或办公软件留下的文件，不是填报的表。如果它是，请改名，"
        "不要以“.”或“~$”开头，再读入。",
        "It was not read: the system or an office program left it here, and it is no form. If it "
        "is one, give it a name that does not begin with “.” or “~$”, and read it.",
        "warning",
    ),
    "file.open-elsewhere": Message(
        "这是一个标记：它旁边的同名文件正在 Excel、WPS 等程序中打开，读入的是上次保存的内容。"
        "请保存并关闭那个文件，再读入一次。",
        "This is a mark: the file beside it is open in Excel, WPS or the like, and what was read "
        "is what was saved last. Save and close that file, and read it again.",
        "warning",
    ),
    "file.not-kept": Message(
        "{why_zh}原件存不进 received 文件夹，所以没有读入。",
        "{why_en} The file as it came cannot be kept in the folder received, so it was not read.",
    ),
    "file.not-returned": Message(
        "{why_zh}退回的副本（或问题清单）没有写成，读入的记录不受影响。",
        "{why_en} The copy to hand back (or the list of problems) could not be made; what was "
        "read is kept.",
    ),
    "file.return-crash": Message(
        "制作退回的副本时程序出错（{kind}），副本没有写成。读入的记录和其他文件不受影响；"
        "请把这份文件交给维护人员。",
        "The program failed while it made the copy to hand back ({kind}); there is none. What "
        "was read is kept and the others went on; hand the file to whoever maintains docgen.",
    ),
    "name.too-long": Message(
        "按名单生成的文件名「{name}」太长（{count}个字节），系统最多255个字节，约85个汉字。"
        "请在名单中缩短名称。",
        "The file name made from the roster, “{name}”, has {count} bytes; systems take 255, some "
        "85 Chinese characters. Shorten the name in the roster.",
    ),
    "name.device": Message(
        "「{name}」是 Windows 的设备名，不能用作文件名。请在名单中改写这个名称。",
        "“{name}” is the name of a device in Windows, which gives it to no file. Write the name "
        "otherwise in the roster.",
    ),
    "name.ends": Message(
        "「{name}」以空格、句点或“~$”开头或结尾，系统不能用作文件名，或不当它是文件。"
        "请在名单中改正。",
        "“{name}” begins or ends with a blank, a full stop or “~$”: systems take it for no file’s "
        "name, or the file for none. Correct the name in the roster.",
    ),
    "name.characters": Message(
        "「{name}」里有不能用在文件名中的字符。请在名单中改正。",
        "“{name}” has characters that no file name may have. Correct the name in the roster.",
    ),
    "name.alike": Message(
        "「{name}」和「{other}」只差大小写或写法，在 Windows 和 macOS 上是同一个文件名，"
        "后生成的会盖掉先生成的。请在名单中把它们分清。",
        "“{name}” and “{other}” differ by case or by the way a letter is written only, and are "
        "one file name on Windows and macOS. Tell them apart in the roster.",
    ),
    "cluster.not-installed": Message(
        "没有安装集群组件。请运行 pip install 'docgen[cluster]'。",
        "The cluster's library is not installed. Run pip install 'docgen[cluster]'.",
    ),
    "cluster.unreachable": Message(
        "连不上集群 {address}，{seconds}秒内没有应答。请核对地址，并确认调度程序已启动。",
        "The cluster at {address} did not answer within {seconds} seconds. Check the address, and "
        "that its scheduler is running.",
    ),
    "cluster.address": Message(
        "「{address}」不是集群的地址。请写成 tcp://主机:8786 的样子。",
        "“{address}” is no address of a cluster. Write it like tcp://host:8786.",
    ),
    "cluster.no-workers": Message(
        "集群 {address} 没有可用的工作进程，等了{seconds}秒。请启动工作进程（dask worker），"
        "再运行一次；已经完成的都在。",
        "The cluster at {address} has had no workers for {seconds} seconds. Start some (dask "
        "worker) and run this again; what was done is there.",
    ),
    "cluster.lost": Message(
        "与集群的连接断了，或者它的工作进程接连出错。已经完成的都在；请检查集群，再运行一次。",
        "The connection to the cluster was lost, or its workers ended again and again. What was "
        "done is there; check the cluster and run this again.",
    ),
    "work.worker-ended": Message(
        "一个工作进程意外结束，多半是内存不够，或被其他程序结束。已经完成的都在；"
        "请用 --jobs 1 再运行一次。",
        "A worker process ended unexpectedly: there was too little memory, or something ended "
        "it. What was done is there; run this again with --jobs 1.",
    ),
    "file.not-made": Message(
        "{why_zh}这一份没有生成，已生成的不受影响。",
        "{why_en} This one was not made; those that were are not affected.",
    ),
    "file.make-crash": Message(
        "生成时程序出错（{kind}），没有生成，其他文件不受影响。请把它交给维护人员。",
        "The program failed while it made this ({kind}); the others went on. Hand this to "
        "whoever maintains docgen.",
    ),
    "file.list-not-written": Message(
        "{why_zh}文件已生成，但清单没有写成，下次运行会核对这些文件。",
        "{why_en} The files were made, but not the list of them; the next run goes over them "
        "again.",
    ),
    "desk.busy": Message(
        "另一个 docgen 正在处理这个文件夹，等了{seconds}秒它还没有结束。请等它结束，再运行一次。",
        "Another docgen is at work in this folder and did not end within {seconds} seconds. Wait "
        "for it, and run this again.",
    ),
    "desk.bug": Message(
        "程序出错（{kind}），没有做完；已经写成的都在。详情记在 {log}，请把它交给维护人员。",
        "The program failed ({kind}) and did not finish; what was written is there. Details are "
        "in {log}; hand it to whoever maintains docgen.",
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
