"""Commands that are started in a session of their own, and killed with all their workers."""

import os
import signal
import subprocess


def start(command):
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def kill(process, after):
    """Kill a command with its workers, if it still runs by then."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False
