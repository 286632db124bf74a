"""Where files from outside are opened: little memory, few files, nobody to talk to, no orphans.

On Linux the kernel holds a process to that: Landlock hides files (from 5.13 on), seccomp refuses
sockets, or else a network of its own that leads nowhere. Elsewhere only the rest holds. This file
is also the program that starts another one so, and ends it when whoever wanted it has gone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # system calls
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_NO_NEW_PRIVILEGES, _ADOPT_ORPHANS, _SIGNAL_WITH_PARENT = 38, 36, 1
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000

_READ: Final = 0b1101  # execute, read a file, list a folder
_FILE: Final = 0b0110  # write and read
_MAKE_SOCKET: Final = 1 << 9
_REMOVE_FILE: Final = 1 << 5
# What the kernel can forbid from each version on: 13 rights, then to move, to truncate, to steer.
_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK: Final = 0b11  # from version 4 on: to listen and to connect by TCP
_SCOPES: Final = 0b11  # from version 6 on: sockets without a file, and signals to others
# Bytes of a ruleset that a version knows: one member, two, three.
_SIZES: Final = {1: 8, 4: 16, 6: 24}

SYSTEM: Final = (
    *("/bin", "/lib", "/lib32", "/lib64", "/usr", "/gnu/store", "/nix/store"),
    *("/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/etc/locale.alias", "/etc/alternatives"),
    "/etc/mime.types",  # which libraries open as soon as they see it
    "/var/cache/fontconfig",
)
"""Where systems keep programs, libraries and fonts, and the settings that these need."""

_OFFICE: Final = (
    *("/etc/libreoffice", "/etc/papersize", "/etc/passwd", "/etc/nsswitch.conf"),
    *("/var/lib/libreoffice", "/var/spool/libreoffice"),
    *("/proc/filesystems", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat"),
)
# Fonts of the user, and where they are said to be.
_OF_THE_USER: Final = (".fonts", ".fonts.conf", ".local/share/fonts", ".config/fontconfig")
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_SOCKETS: Final = "/tmp"  # where LibreOffice listens, wherever its temporary files are

# What a program has to be told: where programs are, language, time, fonts; and what Windows wants.
_TOLD: Final = frozenset(
    {
        *("PATH", "LANG", "LANGUAGE", "TZ", "FONTCONFIG_FILE", "FONTCONFIG_PATH"),
        *("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "TEMP", "TMP"),
        *("PROGRAMFILES", "PROGRAMDATA", "APPDATA", "LOCALAPPDATA", "USERPROFILE"),
    }
)
_LOCALE: Final = "LC_"

_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000  # what seccomp does
_OTHER_THAN: Final = 1
# To speak to somebody, and to look into another process.
_TALKING: Final = ("connect", "sendto", "sendmsg", "sendmmsg", "io_uring_setup")
_PRYING: Final = ("ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd")
_LARGEST_FILE: Final = 1 << 30  # bytes
_BROKEN: Final = 126  # the exit code of a program that could not be started


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


class _Comparison(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("value", ctypes.c_uint64),
        ("more", ctypes.c_uint64),
    )


def environment(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What a program is told that opens files from outside: nothing that could be secret.

    Args:
        variables: The variables of this process.
    """
    return {
        name: value
        for name, value in variables.items()
        if name.upper() in _TOLD or name.startswith(_LOCALE)
    }


def confined(command: Sequence[str], folder: Path, megabytes: int, left: Path) -> list[str]:
    """The command that starts a program confined, and ends it when its own input ends.

    It is to be started with ``environment()`` and with a pipe for its input, which closes when
    whoever started it has ended, however it ended.

    Args:
        command: The program's path and its arguments.
        folder: The only folder that it may write to; else it reads what belongs to the system.
        megabytes: Memory of its own that it may use, libraries and mapped files not counted.
        left: What the program leaves behind where it is killed.
    """
    if sys.platform == "win32":
        return list(command)
    start = (sys.executable, "-I", "-S", __file__)
    return [*start, str(folder), str(megabytes), str(left), *command]


def restrict(
    readable: Iterable[str], writable: str | None = None, *, sockets: bool = False
) -> None:
    """Leave this process only what it needs, as far as the kernel can, and for good.

    Args:
        readable: Files and folders that it may read, as far as they are there.
        writable: The folder that it may write to; none if not given.
        sockets: Whether it may listen where nobody is spoken to.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if not _refuse_talking(sockets):
        _leave_networks()
    _hide_files(readable, writable, sockets)


def end_with_parent(parent: int) -> None:
    """Let the kernel kill this process when its parent ends, where it can.

    Args:
        parent: The number of the parent's process, which may have ended already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(_BROKEN)


def _refuse_talking(sockets: bool) -> bool:
    """Have system calls refused that make connections; whether it could be done."""
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return False
    library.seccomp_init.restype = ctypes.c_void_p
    rules = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(_ALLOW)))
    if not rules:
        return False
    refuse = ctypes.c_uint32(_REFUSE | errno.EACCES)
    others = _Comparison(0, _OTHER_THAN, socket.AF_UNIX, 0)
    for name in ("socket", *_TALKING, *_PRYING):
        number = library.seccomp_syscall_resolve_name(name.encode())
        some = int(sockets and name == "socket")
        library.seccomp_rule_add_array(rules, refuse, number, some, ctypes.byref(others))
    done: int = library.seccomp_load(rules)
    library.seccomp_release(rules)
    return done == 0


def _leave_networks() -> None:
    """Move to a network that leads nowhere, where users may make one; they stay who they are."""
    users = {"uid_map": os.getuid(), "gid_map": os.getgid()}
    if ctypes.CDLL(None).unshare(_NEW_USERS | _NEW_NETWORK) == 0:
        with suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            for name, own in users.items():
                Path("/proc/self", name).write_text(f"{own} {own} 1", encoding="ascii")


def _hide_files(readable: Iterable[str], writable: str | None, sockets: bool) -> None:
    system = ctypes.CDLL(None).syscall
    version = system(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return
    rights = _RIGHTS[max(one for one in _RIGHTS if one <= version)]
    ruleset = _Ruleset(rights, _NETWORK, _SCOPES)
    size = ctypes.c_size_t(_SIZES[max(one for one in _SIZES if one <= version)])
    rules = system(_CREATE_RULESET, ctypes.byref(ruleset), size, 0)
    allowed = dict.fromkeys(readable, _READ) | dict.fromkeys(_DEVICES, _FILE)
    if writable is not None:
        allowed[writable] = rights
    if sockets:
        allowed[_SOCKETS] = _MAKE_SOCKET | _REMOVE_FILE
    for path, granted in allowed.items():
        try:
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        if not Path(path).is_dir():
            granted &= _READ & ~0b1000 | _FILE  # what can be said of a file
        beneath = _Beneath(granted & rights, opened)
        system(_ADD_RULE, rules, _PATH_BENEATH, ctypes.byref(beneath), 0)
        os.close(opened)
    system(_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _main(folder: str, megabytes: str, left: str, *command: str) -> None:
    """Start a program, and see it and all that it starts to their end."""
    from threading import Thread

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    parent = os.getpid()
    child = os.fork()
    if not child:
        try:
            end_with_parent(parent)
            _start(folder, int(megabytes), command)
        finally:
            os._exit(_BROKEN)
    Thread(target=_end_when_orphaned, args=(child,), daemon=True).start()
    _, status = os.waitpid(child, 0)
    _end_children()
    Path(left).unlink(missing_ok=True)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _start(folder: str, megabytes: int, command: Sequence[str]) -> None:
    import resource  # Windows has none

    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    limits = (
        (resource.RLIMIT_DATA, megabytes << 20),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    fonts = _fonts(Path(folder))
    os.environ |= {"HOME": folder, "TMPDIR": folder}
    home = os.path.realpath(command[0]).rpartition("/")[0].removesuffix("/program")
    restrict([*SYSTEM, *_OFFICE, *fonts, home], folder, sockets=True)
    os.execv(command[0], list(command))


def _fonts(folder: Path) -> list[str]:
    """Where the user's fonts are: a program whose home is the folder finds them there too."""
    import pwd  # Windows has none
    import re

    found = [os.environ[name] for name in ("FONTCONFIG_PATH",) if name in os.environ]
    for name in _OF_THE_USER:
        with suppress(OSError, KeyError):
            own = Path(pwd.getpwuid(os.getuid()).pw_dir, name)
            if own.exists():
                link = folder / name
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(own)
                found.append(str(own))
    with suppress(OSError, KeyError):
        settings = Path(os.environ["FONTCONFIG_FILE"])
        text = settings.read_text(encoding="utf-8")
        found += [str(settings), *re.findall(r"<(?:cache)?dir>([^<]*)<", text)]
    return found


def _end_when_orphaned(child: int) -> None:
    """Wait for the end of the input, then end the program; what it started ends behind it."""
    with suppress(OSError):
        while os.read(0, 1):
            pass
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    if sys.platform != "linux":
        os.killpg(0, signal.SIGKILL)


def _end_children() -> None:
    """End what this process started, and what those started in turn: they become its own."""
    while children := _children():
        for one in children:
            with suppress(OSError):
                os.kill(one, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(-1, 0)


def _children() -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            # Behind the name, which may hold anything: state and parent.
            _, parent = status.read_text("utf-8", "replace").rpartition(")")[2].split()[:2]
            if int(parent) == os.getpid():
                found.append(int(status.parent.name))
    return found


if __name__ == "__main__":
    _main(*sys.argv[1:])
