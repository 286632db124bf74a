"""Starting a program that opens files from outside: it gets little memory and sees few files.

On Linux the kernel holds it to that (Landlock, from 5.13 on; no network from 6.7 on); elsewhere
the program starts as usual.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # system calls
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_NO_NEW_PRIVILEGES: Final = 38

_READ: Final = 0b1101  # execute, read a file, list a folder
_FILE: Final = 0b0110  # write and read
_MAKE_SOCKET: Final = 1 << 9
_REMOVE_FILE: Final = 1 << 5
# What the kernel can forbid from each version on: 13 rights, then to move, then to truncate.
_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
_NETWORK: Final = 0b11  # from version 4 on: to listen and to connect by TCP
_NETWORK_SINCE: Final = 4

# Where systems keep programs, libraries, fonts and settings.
_SYSTEM: Final = (
    *("/bin", "/etc", "/gnu", "/lib", "/lib64", "/nix", "/opt", "/proc", "/snap", "/sys", "/usr"),
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
)
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_SOCKETS: Final = "/tmp"  # where LibreOffice listens, wherever its temporary files are


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def confined(command: Sequence[str], folder: Path, megabytes: int) -> list[str]:
    """The command that starts a program confined.

    Args:
        command: The program's path and its arguments.
        folder: The only folder that it may write to; else it reads what belongs to the system.
        megabytes: Memory of its own that it may use, libraries and mapped files not counted.
    """
    if sys.platform != "linux":
        return list(command)
    return [sys.executable, "-I", "-S", __file__, str(folder), str(megabytes), *command]


def _start(folder: str, megabytes: str, *command: str) -> None:
    import resource  # Windows has none

    for kind, most in ((resource.RLIMIT_DATA, int(megabytes) << 20), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    os.environ |= {"HOME": folder, "TMPDIR": folder}
    _restrict([*_SYSTEM, _home(os.path.realpath(command[0]))], folder)
    os.execv(command[0], command)


def _home(program: str) -> str:
    """Where a program is installed: around the ``program`` folder, if it has one."""
    return program.rpartition("/")[0].removesuffix("/program")


def _restrict(readable: Iterable[str], folder: str) -> None:
    """Leave this process only what it needs, as far as the kernel can."""
    system = ctypes.CDLL(None).syscall
    version = system(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return
    rights = _RIGHTS[min(version, max(_RIGHTS))]
    ruleset = _Ruleset(rights, _NETWORK if version >= _NETWORK_SINCE else 0)
    # Older kernels know the first member only.
    size = ctypes.sizeof(_Ruleset) if version >= _NETWORK_SINCE else ctypes.sizeof(ctypes.c_uint64)
    rules = system(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), 0)
    allowed = {
        folder: rights,
        _SOCKETS: _MAKE_SOCKET | _REMOVE_FILE,
        **dict.fromkeys(readable, _READ),
        **dict.fromkeys(_DEVICES, _FILE),
    }
    for path, granted in allowed.items():
        try:
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        beneath = _Beneath(granted & rights, opened)
        system(_ADD_RULE, rules, _PATH_BENEATH, ctypes.byref(beneath), 0)
        os.close(opened)
    ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    system(_RESTRICT_SELF, rules, 0)


if __name__ == "__main__":
    _start(*sys.argv[1:])
