"""The code that runs beside a learner's: loaded alone, with nothing of the course.

The parent copies this package into the worker's stage under another name, so
its modules import each other relatively and nothing else but the standard
library, NumPy and IPython.
"""
