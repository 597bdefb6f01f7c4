"""nbgrader's feedback as a page on which nothing can run."""

import re
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

__all__ = ["POLICY", "FeedbackExporter"]

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'"
)
"""No script, no frame, no form and nothing from elsewhere."""

_META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
_SCRIPTS = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)


class FeedbackExporter(HTMLExporter):  # type: ignore[misc]
    """Makes the page by nbgrader's template, under a policy that allows no script.

    The template's own scripts, which a network would be needed for, are left out.
    """

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **options: Any
    ) -> tuple[str, Any]:
        """Convert a marked notebook."""
        page, resources = super().from_notebook_node(nb, resources, **options)
        return _SCRIPTS.sub("", page).replace("<head>", f"<head>{_META}", 1), resources
