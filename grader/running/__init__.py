"""Where a learner's code runs: knows cells and questions, nothing of exercises.

The way through: `run_job` takes a `Job`, finds this process's `WarmWorker`, has
it fork a child, sends the cells and then, one at a time, the questions, and
brings back plain data. Which walls there are is told by `detect_isolation`: the
child raises two around itself (``worker/hardening.py``), one stands around the
worker (``warm.py``); ``places.py`` says what may be seen through them.
"""

from grader.running.isolation import Isolation, NoWall, detect_isolation
from grader.running.job import Job, JobRun, RunCell, run_job
from grader.running.limits import Limits
from grader.running.pool import JobLost, Pool, default_workers, run_jobs
from grader.running.stage import Stage
from grader.running.warm import WorkerFailed, prepare_worker
from grader.running.worker.answering import Ask, Reply, answer, is_same
from grader.running.worker.codec import room_of

__all__ = [
    "Ask",
    "Isolation",
    "Job",
    "JobLost",
    "JobRun",
    "Limits",
    "NoWall",
    "Pool",
    "Reply",
    "RunCell",
    "Stage",
    "WorkerFailed",
    "answer",
    "default_workers",
    "detect_isolation",
    "is_same",
    "prepare_worker",
    "room_of",
    "run_job",
    "run_jobs",
]
