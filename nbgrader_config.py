"""nbgrader's configuration of this course: its folders and our plug-ins."""

from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader provides it)
root = Path(__file__).resolve().parent

c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "calibration-and-thresholding"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "lessons"
for step in ("submitted", "autograded", "feedback"):
    c.CourseDirectory[f"{step}_directory"] = f"classroom/{step}"
c.CourseDirectory.db_url = f"sqlite:///{root / 'classroom' / 'gradebook.db'}"
c.ClearSolutions.code_stub = {"python": "# your code here"}
c.ClearSolutions.text_stub = (
    "Your answer here: double-click this cell, replace these words, and run the cell."
)

# The verdict comes from outside the learner's process: see grader/classroom/plugins.py.
c.Autograde.exporter_class = "grader.classroom.plugins.SubmissionExporter"
c.Autograde.pre_convert_hook = "grader.classroom.plugins.know_the_unit"
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "grader.classroom.plugins.MarkByProbes",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Feedback is a learner's text on a teacher's site: no script runs on its page.
c.GenerateFeedback.exporter_class = "grader.classroom.pages.FeedbackExporter"
