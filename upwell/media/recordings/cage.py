"""Starts one program so that it can do nothing but its work: read the one file, write into the one folder, and end in time.

Run as a file of its own, by path and without anything of Upwell's: `python -I -S cage.py LIMITS PROGRAM ARGUMENTS...`, where
LIMITS is JSON: `reads` and `writes` are paths, `seconds` of a processor, `memory_bytes`, `file_bytes`. Limits of the system
hold everywhere; Landlock (Linux 5.13 and newer, https://docs.kernel.org/userspace-api/landlock.html) also hides all other
files and, from 6.7 on, the network. Where the kernel does not know it, the limits and the program's own switches remain.
"""

import ctypes
import json
import os
import resource
import signal
import struct
import sys

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
PATH_BENEATH = 1
NO_NEW_PRIVILEGES, PARENT_DEATH_SIGNAL = 38, 1  # of prctl
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
REMOVE_FILE, MAKE_FILE = 1 << 5, 1 << 8
NICENESS = 10  # pages come first
PROGRAMS = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache")  # where a system's program finds its libraries
DEVICES = ("/dev/null", "/dev/urandom", "/dev/zero")

_libc = ctypes.CDLL(None, use_errno=True)


def main(arguments: list[str]) -> None:
    """Close the cage from inside, then become the program."""
    limits = json.loads(arguments[0])
    program = arguments[1]
    _libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    os.nice(NICENESS)
    _limit(resource.RLIMIT_CPU, limits["seconds"])
    _limit(resource.RLIMIT_AS, limits["memory_bytes"])
    _limit(resource.RLIMIT_FSIZE, limits["file_bytes"])
    _limit(resource.RLIMIT_NOFILE, 64)
    _limit(resource.RLIMIT_CORE, 0)
    _hide([program, *PROGRAMS, *limits["reads"]], limits["writes"])
    os.execv(program, arguments[1:])  # noqa: S606 - by list, and not by shell


def _limit(what: int, most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    bounded = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (bounded, bounded))


def _hide(reads: list[str], writes: list[str]) -> None:
    """Let nothing be opened but these, where the kernel can do that."""
    version = _libc.syscall(CREATE_RULESET, None, 0, 1)
    if version < 1:
        return
    files = (1 << 13) - 1 | (1 << 13 if version >= 2 else 0) | (TRUNCATE if version >= 3 else 0)
    network = 3 if version >= 4 else 0  # binding and connecting
    asked = struct.pack("QQ", files, network) if version >= 4 else struct.pack("Q", files)
    rules = _libc.syscall(CREATE_RULESET, asked, len(asked), 0)
    if rules < 0:
        return
    for path in [*reads, *DEVICES]:
        _allow(rules, path, (EXECUTE | READ_FILE | READ_DIR) & files)
    for path in [*writes, "/dev/null"]:
        change = WRITE_FILE | READ_FILE | READ_DIR | TRUNCATE | REMOVE_FILE | MAKE_FILE
        _allow(rules, path, change & files)
    _libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if _libc.syscall(RESTRICT_SELF, rules, 0):
        raise OSError(ctypes.get_errno(), "the cage does not close")


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this machine
    if not os.path.isdir(path):
        rights &= EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
    _libc.syscall(ADD_RULE, rules, PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    os.close(place)


if __name__ == "__main__":
    main(sys.argv[1:])
