"""The account PostgreSQL runs as when Pakten is started by root, which PostgreSQL refuses to serve."""

import os
import pwd
import struct
import subprocess
import sys
from pathlib import Path

NAMES = ("pakten-db", "nobody")
ACL = "system.posix_acl_access"
USER_OBJ, USER, GROUP_OBJ, MASK, OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
NO_ID = 0xFFFFFFFF


def account() -> pwd.struct_passwd | None:
    """The account for the server's processes; None when the caller's own will do."""
    if os.geteuid() != 0:
        return None
    return _known(NAMES[0]) or _created(NAMES[0]) or _known(NAMES[1])


def let_through(path: Path, user: pwd.struct_passwd) -> None:
    """Let the account pass the folders above `path` (pass only: not list or read them)."""
    for folder in reversed(path.resolve().parents):
        if not _may_pass(folder, user):
            _grant_passage(folder, user)


def let_read(tree: Path) -> None:
    """Make a tree of programs readable by all, as where a strict umask installed it."""
    for folder, _folders, files in os.walk(tree):
        Path(folder).chmod(Path(folder).stat().st_mode | 0o055)
        for name in files:
            file = Path(folder) / name
            mode = file.stat().st_mode
            file.chmod(mode | 0o044 | (0o011 if mode & 0o100 else 0))


def _known(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _created(name: str) -> pwd.struct_passwd | None:
    words = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    try:
        subprocess.run(words, capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return _known(name)


def _may_pass(folder: Path, user: pwd.struct_passwd) -> bool:
    facts = folder.stat()
    if facts.st_uid == user.pw_uid:
        return bool(facts.st_mode & 0o100)
    if facts.st_gid == user.pw_gid:
        return bool(facts.st_mode & 0o010)
    entries = _acl(folder)
    # A chmod after the grant narrows the mask, and the grant counts only as far as the mask goes.
    mask = next((right for tag, right, _person in entries if tag == MASK), 7)
    return bool(facts.st_mode & 0o001) or any(
        tag == USER and person == user.pw_uid and right & mask & 1 for tag, right, person in entries
    )


def _grant_passage(folder: Path, user: pwd.struct_passwd) -> None:
    """By an access list entry for this one account; for everyone only where lists are not kept."""
    entries = [e for e in _acl(folder) if e[0] != MASK and (e[0], e[2]) != (USER, user.pw_uid)]
    entries.append((USER, 1, user.pw_uid))
    mask = 0
    for tag, right, _person in entries:
        mask |= right if tag not in (USER_OBJ, OTHER) else 0
    entries.append((MASK, mask, NO_ID))
    value = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *e) for e in sorted(entries))
    try:
        if sys.platform != "linux":
            raise OSError("no access lists")
        os.setxattr(folder, ACL, value)
    except OSError:
        folder.chmod(folder.stat().st_mode | 0o001)


def _acl(folder: Path) -> list[tuple[int, int, int]]:
    """The access list as (tag, rights, id), made from the mode where there is none."""
    if sys.platform == "linux":
        try:
            return list(struct.iter_unpack("<HHI", os.getxattr(folder, ACL)[4:]))
        except OSError:
            pass
    mode = folder.stat().st_mode
    return [
        (USER_OBJ, mode >> 6 & 7, NO_ID),
        (GROUP_OBJ, mode >> 3 & 7, NO_ID),
        (OTHER, mode & 7, NO_ID),
    ]
