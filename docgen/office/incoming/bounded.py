"""Work on what cannot be trusted in a process of its own, bounded in time and memory.

This guards against files that make a library hang, swallow memory or crash; and what such a file
might make a library do in it is confined: it reads nothing but programs, and speaks to nobody.
It is a plain subprocess rather than multiprocessing, which refuses children to the daemonic
workers of a cluster and runs the main module of whoever calls it once more.
"""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TypeVar, TypeVarTuple

from docgen.office.incoming.sandbox import SYSTEM, end_with_parent, environment, restrict

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")

_MEGABYTE: Final = 1 << 20
# Isolated: what lies in the folder that the user works in is never imported.
_BEGIN: Final = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    f" from {__name__} import serve; serve()"
)
_CHILD: Final = (sys.executable, "-I", "-c", _BEGIN)


class CrashError(Exception):
    """A child ended without an answer: it crashed, or something else ended it."""


def bounded(
    function: Callable[[*Arguments], Result],
    /,
    *args: *Arguments,
    seconds: float,
    megabytes: int,
) -> Result:
    """Call a function in a child process, which takes some tenths of a second to start.

    Args:
        function: What to call: a function that can be imported by its name.
        args: Its arguments, which can be pickled, as its result can.
        seconds: How long it may take, its start included.
        megabytes: How much memory it may use; not enforced on Windows.

    Raises:
        TimeoutError: It took too long and was stopped.
        MemoryError: It needed more memory.
        CrashError: It ended without an answer.
        Exception: Whatever the function raises, the child's traceback in a note.
    """
    path = [one for one in sys.path if one]  # what is empty is the folder of the user
    limits = os.getpid(), math.ceil(seconds), megabytes * _MEGABYTE
    setting = pickle.dumps(path) + pickle.dumps(limits)
    call = pickle.dumps((function, args))
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        _CHILD, stdin=pipe, stdout=pipe, stderr=nowhere, env=environment()
    ) as child:
        try:
            answer, _ = child.communicate(setting + call, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"not done within {seconds:g} seconds") from None
        finally:
            child.kill()
    if child.returncode or not answer:
        raise CrashError(f"ended with exit code {child.returncode}")
    result: Result
    error: Exception | None
    result, error = pickle.loads(answer)
    if error is not None:
        raise error
    return result


def serve() -> None:
    """The child: call what standard input says, and answer on standard output."""
    parent, seconds, size = pickle.load(sys.stdin.buffer)
    end_with_parent(parent)
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # nothing that a library prints gets into the answer
        _limit(seconds, size)
        restrict([*SYSTEM, *sys.path, sys.prefix, sys.base_prefix])
        answers.write(_answer())


def _answer() -> bytes:
    try:
        function, args = pickle.load(sys.stdin.buffer)
        return pickle.dumps((function(*args), None))
    except MemoryError:
        return pickle.dumps((None, MemoryError("out of memory")))
    except Exception as error:
        told = "".join(traceback.format_exception(error))
        try:
            error.add_note(told)
            answer = pickle.dumps((None, error))
            pickle.loads(answer)
        except Exception:  # an error that cannot be handed over tells its story all the same
            answer = pickle.dumps((None, RuntimeError(told)))
        return answer


def _limit(seconds: int, size: int) -> None:
    if sys.platform != "win32":
        import resource

        # Where it does not end with its parent, its time ends. macOS knows no limit of memory.
        for limit, most in ((resource.RLIMIT_CPU, seconds + 1), (resource.RLIMIT_AS, size)):
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))
