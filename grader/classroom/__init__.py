"""For teachers: release, collect, grade, feedback, report, export, through nbgrader.

`plugins` is our part inside nbgrader's own commands; everything else here calls
nbgrader's own steps and reads its gradebook.
"""
