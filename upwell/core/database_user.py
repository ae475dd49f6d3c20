"""Who the embedded database runs as.

PostgreSQL refuses to run as root. Started by root (a container, a small server), Upwell therefore runs it as a system user
of its own, who has to be able to walk to the data folder and to the programs, even where they lie under a closed home.
"""

import os
import pwd
import shutil
import stat
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEM_USER = "upwell-db"

ACCESS_LIST = "system.posix_acl_access"
ACCESS_LIST_VERSION = 2
USER_OBJECT, USER, GROUP_OBJECT, MASK, OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
NOBODY_IN_PARTICULAR = 0xFFFFFFFF
SEARCH = 1
Entry = tuple[int, int, int]  # kind, rights, whose: as the kernel keeps them, see acl(5)


@dataclass(frozen=True)
class Owner:
    """Whom the database's processes and files belong to; nobody else than oneself unless one is root."""

    user: int | None = None
    group: int | None = None

    def as_arguments(self) -> dict[str, Any]:
        """What makes subprocess start a program as this user."""
        return {} if self.user is None else {"user": self.user, "group": self.group, "extra_groups": []}


def owner_of(home: Path) -> Owner:
    """Oneself; for root whoever owns the database already, or the system user made for it."""
    if os.geteuid() != 0:
        return Owner()
    if home.exists() and home.stat().st_uid != 0:
        return Owner(home.stat().st_uid, home.stat().st_gid)
    entry = _system_user()
    return Owner(entry.pw_uid, entry.pw_gid)


def make_folder(folder: Path, owner: Owner, *, closed_to: Path) -> None:
    """Make a folder that is open to its owner alone, and the ways to it and to the programs that work in it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), owner.user}:
        raise PermissionError(0, f"{folder} belongs to somebody else")
    folder.chmod(0o700)
    if owner.user is not None and owner.group is not None:
        os.chown(folder, owner.user, owner.group)
    open_way(folder, owner)
    open_way(closed_to, owner)


def remove_folder(folder: Path) -> None:
    """Remove what a first start that was cut off has left."""
    if folder.exists():
        shutil.rmtree(folder)


def open_way(target: Path, owner: Owner) -> None:
    """Let the owner pass through every closed folder on the way to the target: pass, not list, and nobody else."""
    if owner.user is None:
        return
    for folder in reversed(target.resolve().parents):
        if not _may_pass(folder, owner):
            _let_pass(folder, owner.user)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = [
            "useradd",
            "--system",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
            "--shell",
            "/usr/sbin/nologin",
        ]
        subprocess.run([*command, SYSTEM_USER], check=True, capture_output=True)
        return pwd.getpwnam(SYSTEM_USER)


def _may_pass(folder: Path, owner: Owner) -> bool:
    status = folder.stat()
    if status.st_uid == owner.user:
        return bool(status.st_mode & stat.S_IXUSR)
    return bool(status.st_mode & stat.S_IXOTH)


def _let_pass(folder: Path, user: int) -> None:
    entries = _access_list_of(folder)
    allowed = sorted(
        {entry[::2]: entry for entry in [*entries, (USER, SEARCH, user)]}.values(), key=lambda entry: entry[::2]
    )
    if allowed != entries:
        packed = b"".join(struct.pack("<HHI", *entry) for entry in allowed)
        os.setxattr(folder, ACCESS_LIST, struct.pack("<I", ACCESS_LIST_VERSION) + packed)


def _access_list_of(folder: Path) -> list[Entry]:
    try:
        packed = os.getxattr(folder, ACCESS_LIST)
        entries = list(struct.iter_unpack("<HHI", packed[4:]))
    except OSError:
        mode = folder.stat().st_mode
        entries = [
            (kind, mode >> shift & 7, NOBODY_IN_PARTICULAR)
            for kind, shift in ((USER_OBJECT, 6), (GROUP_OBJECT, 3), (OTHER, 0))
        ]
    if not any(kind == MASK for kind, _, _ in entries):
        group = next(rights for kind, rights, _ in entries if kind == GROUP_OBJECT)
        entries.append((MASK, group, NOBODY_IN_PARTICULAR))
    return sorted(
        ((kind, rights | SEARCH if kind == MASK else rights, whose) for kind, rights, whose in entries),
        key=lambda entry: entry[::2],
    )
