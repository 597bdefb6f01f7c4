"""Seccomp: which system calls a process may make, decided by itself and for good.

A small classic BPF program is built here and handed to the kernel. It refuses what
a learner's code has no business with: other processes, sockets, the modes, owners,
times and attributes of files, watching files, memory that no bound counts, and the
kernel's own affairs. Threads, the contents of files and memory are left alone: other
bounds hold them.
"""

import ctypes
import errno
import os
import platform
import struct
import sys

__all__ = ["is_available", "restrict"]

# Numbers of x86_64 and of the generic table that aarch64 uses.
_CALLS = {
    "x86_64": {
        "socket": 41, "connect": 42, "accept": 43, "bind": 49,
        "listen": 50, "accept4": 288,
        "fork": 57, "vfork": 58, "execve": 59, "execveat": 322,
        "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311,
        "kcmp": 312, "process_madvise": 440,
        "pidfd_send_signal": 424, "pidfd_open": 434, "pidfd_getfd": 438,
        "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297, "tkill": 200,
        "setpriority": 141, "sched_setparam": 142, "sched_setscheduler": 144,
        "sched_setattr": 314, "ioprio_set": 251, "migrate_pages": 256,
        "move_pages": 279,
        "shmget": 29, "shmat": 30, "shmctl": 31,
        "semget": 64, "semop": 65, "semctl": 66, "semtimedop": 220,
        "msgget": 68, "msgsnd": 69, "msgrcv": 70, "msgctl": 71,
        "mq_open": 240, "mq_unlink": 241,
        "memfd_create": 319, "memfd_secret": 447,
        "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161,
        "unshare": 272, "setns": 308, "open_tree": 428, "move_mount": 429,
        "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433,
        "mount_setattr": 442, "quotactl_fd": 443,
        "name_to_handle_at": 303, "open_by_handle_at": 304,
        "init_module": 175, "delete_module": 176, "finit_module": 313,
        "kexec_load": 246, "kexec_file_load": 320, "reboot": 169,
        "swapon": 167, "swapoff": 168, "acct": 163, "settimeofday": 164,
        "clock_settime": 227, "adjtimex": 159, "clock_adjtime": 305,
        "sethostname": 170, "setdomainname": 171, "iopl": 172, "ioperm": 173,
        "add_key": 248, "request_key": 249, "keyctl": 250,
        "bpf": 321, "perf_event_open": 298, "userfaultfd": 323,
        "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
        "syslog": 103, "quotactl": 179, "lookup_dcookie": 212,
        "fanotify_init": 300, "inotify_init": 253, "inotify_init1": 294,
        "inotify_add_watch": 254,
        "personality": 135, "vhangup": 153, "modify_ldt": 154,
        "setsid": 112, "setpgid": 109,
        "chmod": 90, "fchmod": 91, "fchmodat": 268, "fchmodat2": 452,
        "chown": 92, "fchown": 93, "lchown": 94, "fchownat": 260,
        "utime": 132, "utimes": 235, "futimesat": 261, "utimensat": 280,
        "truncate": 76,
        "setxattr": 188, "lsetxattr": 189, "fsetxattr": 190, "setxattrat": 463,
        "removexattr": 197, "lremovexattr": 198, "fremovexattr": 199,
        "removexattrat": 466, "file_setattr": 469,
    },
    "aarch64": {
        "socket": 198, "connect": 203, "accept": 202, "bind": 200,
        "listen": 201, "accept4": 242,
        "execve": 221, "execveat": 281,
        "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271,
        "kcmp": 272, "process_madvise": 440,
        "pidfd_send_signal": 424, "pidfd_open": 434, "pidfd_getfd": 438,
        "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240, "tkill": 130,
        "setpriority": 140, "sched_setparam": 118, "sched_setscheduler": 119,
        "sched_setattr": 274, "ioprio_set": 30, "migrate_pages": 238,
        "move_pages": 239,
        "shmget": 194, "shmat": 196, "shmctl": 195,
        "semget": 190, "semop": 193, "semctl": 191, "semtimedop": 192,
        "msgget": 186, "msgsnd": 189, "msgrcv": 188, "msgctl": 187,
        "mq_open": 180, "mq_unlink": 181,
        "memfd_create": 279, "memfd_secret": 447,
        "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51,
        "unshare": 97, "setns": 268, "open_tree": 428, "move_mount": 429,
        "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433,
        "mount_setattr": 442, "quotactl_fd": 443,
        "name_to_handle_at": 264, "open_by_handle_at": 265,
        "init_module": 105, "delete_module": 106, "finit_module": 273,
        "kexec_load": 104, "kexec_file_load": 294, "reboot": 142,
        "swapon": 224, "swapoff": 225, "acct": 89, "settimeofday": 170,
        "clock_settime": 112, "adjtimex": 171, "clock_adjtime": 266,
        "sethostname": 161, "setdomainname": 162,
        "add_key": 217, "request_key": 218, "keyctl": 219,
        "bpf": 280, "perf_event_open": 241, "userfaultfd": 282,
        "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
        "syslog": 116, "quotactl": 60, "lookup_dcookie": 18,
        "fanotify_init": 262, "inotify_init1": 26, "inotify_add_watch": 27,
        "personality": 92, "vhangup": 58,
        "setsid": 157, "setpgid": 154,
        "fchmod": 52, "fchmodat": 53, "fchmodat2": 452,
        "fchown": 55, "fchownat": 54, "utimensat": 88, "truncate": 45,
        "setxattr": 5, "lsetxattr": 6, "fsetxattr": 7, "setxattrat": 463,
        "removexattr": 14, "lremovexattr": 15, "fremovexattr": 16,
        "removexattrat": 466, "file_setattr": 469,
    },
}  # fmt: skip
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_KILL = {"x86_64": (62, 234), "aarch64": (129, 131)}  # kill, tgkill
_PRLIMIT = {"x86_64": 302, "aarch64": 261}
_AFFINITY = {"x86_64": 203, "aarch64": 122}
_SOCKETPAIR = {"x86_64": 53, "aarch64": 199}
_FCNTL = {"x86_64": 72, "aarch64": 25}
_IOCTL = {"x86_64": 16, "aarch64": 29}
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000
_UNIX, _NOT_STREAM = 1, 0b110  # of the types of sockets, streams alone are 0b001
# Commands that make the kernel send signals to a process of one's choice, or type
# into its terminal: F_SETOWN, F_SETSIG, F_SETOWN_EX, F_NOTIFY; FIOSETOWN, SIOCSPGRP,
# TIOCSTI.
_SIGNALS = {"fcntl": (8, 10, 15, 1026), "ioctl": (0x8901, 0x8902, 0x5412)}

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24
_ALLOW, _KILL_PROCESS = 0x7FFF0000, 0x80000000
_REFUSE = 0x00050000 | errno.EPERM
_UNKNOWN = 0x00050000 | errno.ENOSYS


_Instructions = list[tuple[int, int, int, int]]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def is_available() -> bool:
    """Say whether filters work here: Linux on an architecture that is known."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return False
    # PR_GET_SECCOMP answers 0 where the kernel knows seccomp and no filter is set.
    return int(ctypes.CDLL(None, use_errno=True).prctl(21, 0, 0, 0, 0)) >= 0


def restrict() -> None:
    """Refuse this process, and its threads, all but harmless system calls.

    Raises
    ------
    OSError
        If the kernel does not take the filter.
    """
    code = _filter(platform.machine(), os.getpid())
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_seccomp, by_filter = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.prctl(
        set_seccomp, by_filter, ctypes.byref(program), 0, 0
    ):
        code_of_error = ctypes.get_errno()
        raise OSError(code_of_error, os.strerror(code_of_error))


def _filter(machine: str, pid: int) -> bytes:
    """Return the program: refuse by number, and some calls by an argument."""
    program = [
        (_LOAD, 0, 0, _ARCH),
        (_EQUAL, 1, 0, _ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        program += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _REFUSE)]
    for number in sorted(_CALLS[machine].values()):
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    # glibc falls back from clone3, whose flags a filter cannot see, to clone.
    program += [(_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _UNKNOWN)]
    program += _by_argument(_CLONE[machine], _ANY_BIT, _CLONE_THREAD)
    for number in _KILL[machine]:
        program += _by_argument(number, _EQUAL, pid)
    program += _by_argument(_PRLIMIT[machine], _EQUAL, 0)
    program += _by_argument(_AFFINITY[machine], _EQUAL, 0)
    program += _streams_only(_SOCKETPAIR[machine])
    program += _but_for(_FCNTL[machine], _SIGNALS["fcntl"])
    program += _but_for(_IOCTL[machine], _SIGNALS["ioctl"])
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _by_argument(number: int, test: int, value: int) -> _Instructions:
    """Allow a call when its first argument passes a test, else refuse it."""
    return [
        (_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (test, 0, 1, value),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]


def _streams_only(number: int) -> _Instructions:
    """Allow pairs of connected streams: a datagram can be sent to any address."""
    return [
        (_EQUAL, 0, 6, number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 0, 3, _UNIX),
        (_LOAD, 0, 0, _SECOND_ARGUMENT),
        (_ANY_BIT, 1, 0, _NOT_STREAM),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]


def _but_for(number: int, commands: tuple[int, ...]) -> _Instructions:
    """Allow a call unless its second argument is one of these commands."""
    tests = [
        line
        for command in commands
        for line in ((_EQUAL, 0, 1, command), (_RETURN, 0, 0, _REFUSE))
    ]
    return [
        (_EQUAL, 0, len(tests) + 2, number),
        (_LOAD, 0, 0, _SECOND_ARGUMENT),
        *tests,
        (_RETURN, 0, 0, _ALLOW),
    ]
