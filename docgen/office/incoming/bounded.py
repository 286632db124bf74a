"""Work on what cannot be trusted in a process of its own, bounded in time and memory.

This guards against files that make a library hang, swallow memory or crash; it is no sandbox.
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

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")

_MEGABYTE: Final = 1 << 20
# Isolated: what lies in the folder that the user works in is never imported.
_CHILD: Final = (sys.executable, "-I", __file__)


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
    setting = pickle.dumps((sys.path, math.ceil(seconds), megabytes * _MEGABYTE))
    call = pickle.dumps((function, args))
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(_CHILD, stdin=pipe, stdout=pipe, stderr=nowhere) as child:
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


def _serve() -> None:
    """The child: call what standard input says, and answer on standard output."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # nothing that a library prints gets into the answer
        path, seconds, size = pickle.load(sys.stdin.buffer)
        sys.path[:] = path
        _limit(seconds, size)
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

        # A child whose parent was killed ends by its limit of time. macOS knows none of memory.
        for limit, most in ((resource.RLIMIT_CPU, seconds + 1), (resource.RLIMIT_AS, size)):
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    _serve()
