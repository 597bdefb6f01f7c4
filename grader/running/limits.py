"""How much a submission may use."""

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one submission.

    Parameters
    ----------
    cell_seconds, ask_seconds
        Wall-clock time for one cell and for one question.
    total_seconds
        Wall-clock and processor time for the whole submission.
    memory_bytes
        Address space of the process.
    file_bytes
        Size of any file that it writes.
    scratch_bytes, scratch_files
        What all its files take on the disk, and how many files and folders there
        are; looked at every few hundredths of a second.
    output_bytes, all_output_bytes
        What is kept of one cell's outputs, and of all together.
    all_answer_bytes
        What is kept of the answers to all questions.
    open_files
        Files and sockets open at once.
    threads
        Threads at once; looked at as the files are.
    """

    cell_seconds: float = 10.0
    ask_seconds: float = 3.0
    total_seconds: float = 60.0
    memory_bytes: int = 4 * 2**30
    file_bytes: int = 16 * 2**20
    scratch_bytes: int = 64 * 2**20
    scratch_files: int = 2_000
    output_bytes: int = 2**20
    all_output_bytes: int = 8 * 2**20
    all_answer_bytes: int = 64 * 2**20
    open_files: int = 128
    threads: int = 64
