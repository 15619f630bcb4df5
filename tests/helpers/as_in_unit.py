"""Starts a program under the limits on system calls that the units in deploy/systemd set.

`python as_in_unit.py PROGRAM…`: systemd itself is not needed, only its list of calls and libseccomp. What
systemd does to the file system by mounting is not repeated here.
"""

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

UNITS = Path(__file__).resolve().parents[2] / "deploy" / "systemd"
EVERY_SERVICE = UNITS / "ombudsman-.service.d" / "every-service.conf"
ALLOW, REFUSE, MASKED_EQUAL = 0x7FFF0000, 0x00050001, 7  # of libseccomp; refused calls get EPERM
WRITE, EXECUTE = 2, 4  # of mmap and mprotect


class Comparison(ctypes.Structure):
    _fields_ = [
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("mask", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    ]


class Filter:
    def __init__(self, library, otherwise):
        self.library = library
        library.seccomp_init.restype = ctypes.c_void_p
        self.filter = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(otherwise)))

    def rule(self, action, name, *comparisons):
        number = self.library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:  # the others are of another architecture
            array = (Comparison * len(comparisons))(*comparisons)
            done = self.library.seccomp_rule_add_array(
                self.filter, ctypes.c_uint32(action), number, len(comparisons), array
            )
            if done:
                raise OSError(-done, name)

    def load(self):
        if done := self.library.seccomp_load(self.filter):
            raise OSError(-done, "seccomp_load")


def settings_of(unit):
    """[(name, value)] in their order."""
    return re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE)


def calls_by_set():
    listed = subprocess.run(
        ["systemd-analyze", "syscall-filter", "--no-pager"], capture_output=True, text=True, check=True
    ).stdout
    sets, name = {}, None
    for line in listed.splitlines():
        if line.startswith("@"):
            name = line.strip()
            sets[name] = []
        elif name and line.strip() and not line.strip().startswith("#"):
            sets[name].append(line.strip())
    return sets


def calls(name, sets):
    """The calls of a set with those of the sets in it, or the call itself."""
    if not name.startswith("@"):
        return {name}
    return set().union(*(calls(inner, sets) for inner in sets[name]))


def allowed_calls(unit):
    sets, allowed = calls_by_set(), set()
    for name, value in settings_of(unit):
        if name == "SystemCallFilter":
            named = set().union(*(calls(part, sets) for part in value.lstrip("~").split()))
            allowed = allowed - named if value.startswith("~") else allowed | named
    # Run by root, as tests may be and units never are, the site gives its files to the owner of the data.
    return allowed | calls("@default", sets) | (calls("@chown", sets) if os.getuid() == 0 else set())


def limit(unit):
    library = ctypes.CDLL("libseccomp.so.2")
    if ("MemoryDenyWriteExecute", "yes") in settings_of(unit):
        memory = Filter(library, ALLOW)
        both = WRITE | EXECUTE
        memory.rule(REFUSE, "mmap", Comparison(2, MASKED_EQUAL, both, both))
        memory.rule(REFUSE, "mprotect", Comparison(2, MASKED_EQUAL, EXECUTE, EXECUTE))
        memory.rule(REFUSE, "pkey_mprotect", Comparison(2, MASKED_EQUAL, EXECUTE, EXECUTE))
        memory.load()
    most = Filter(library, REFUSE)
    for name in allowed_calls(unit):
        most.rule(ALLOW, name)
    most.load()


if __name__ == "__main__":
    limit(EVERY_SERVICE.read_text())
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - the program that the test named
