"""Run cells as Jupyter would: IPython's shell, its displays, its tracebacks."""

import _sitebuiltins
import builtins
import io
import os
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets import Instance, Type
from traitlets.config import Config

__all__ = ["CellRunner"]


_SIZE_OF_OUTPUT = 100  # of one that says nothing


class Outputs:
    """A cell's outputs in nbformat's shape, cut at a number of bytes."""

    def __init__(self) -> None:
        self.limit = 2**20
        self.clear()

    def clear(self) -> None:
        """Forget the last cell's outputs."""
        self.items: list[dict[str, Any]] = []
        self.size = 0

    def add(self, output: dict[str, Any], size: int) -> None:
        """Add one output unless the limit is reached."""
        self.size += size + _SIZE_OF_OUTPUT
        if self.size <= self.limit:
            self.items.append(output)

    def stream(self, name: str, text: str) -> None:
        """Add text to the stream of this name."""
        room = max(self.limit - self.size, 0)
        self.size += len(text)
        last = self.items[-1] if self.items else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text[:room]
        elif room:
            self.size += _SIZE_OF_OUTPUT
            item = {"output_type": "stream", "name": name, "text": text[:room]}
            self.items.append(item)


class _Stream(io.TextIOBase):
    """A text file that writes into a cell's outputs."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name = f"<{name}>"
        self._name = name
        self._outputs = outputs

    def write(self, text: str) -> int:
        self._outputs.stream(self._name, str(text))
        return len(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        """Return what C code would write to; nobody reads there."""
        return 2 if self._name == "stderr" else 1


def _as_mime(data: Any) -> dict[str, Any]:
    return {key: value for key, value in dict(data).items() if isinstance(key, str)}


def _size(data: dict[str, Any]) -> int:
    return sum(len(v) if isinstance(v, (str, bytes)) else 200 for v in data.values())


def _texts(data: dict[str, Any]) -> dict[str, str]:
    """Keep what nbformat stores as text; bytes as base64, as Jupyter sends them."""
    import base64  # noqa: PLC0415 (here it is not among the worker's globals)

    kept = {}
    for key, value in data.items():
        if isinstance(value, bytes):
            kept[key] = base64.b64encode(value).decode("ascii")
        elif isinstance(value, str):
            kept[key] = value
    return kept


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    """Collects what `display` publishes."""

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        *,
        update: bool = False,
        **_: Any,
    ) -> None:
        del metadata
        if not update:
            texts = _texts(_as_mime(data))
            item = {"output_type": "display_data", "data": texts, "metadata": {}}
            self.shell.outputs.add(item, _size(texts))

    def clear_output(self, wait: bool = False) -> None:
        del wait
        self.shell.outputs.clear()


class _Hook(DisplayHook):  # type: ignore[misc]
    """Collects a cell's last value."""

    def __call__(self, result: Any = None) -> None:
        if result is None or self.quiet():
            return
        format_dict, _ = self.compute_format_data(result)
        self.update_user_ns(result)
        texts = _texts(_as_mime(format_dict))
        item = {
            "output_type": "execute_result",
            "data": texts,
            "metadata": {},
            "execution_count": self.prompt_count,
        }
        self.shell.outputs.add(item, _size(texts))


class _Shell(InteractiveShell):  # type: ignore[misc]
    """IPython's shell with its outputs collected."""

    outputs = Instance(Outputs, ())
    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def enable_gui(self, gui: str | None = None) -> None:
        """Take ``%matplotlib inline`` for what it is: there is no event loop."""

    def system(self, cmd: str) -> None:
        """Say that there are no programs here, as a failing ``!ls`` would."""
        print(f"{cmd}: other programs cannot be run here", file=sys.stderr)
        self.user_ns["_exit_code"] = 127

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Give what a program that does not run has to say."""
        del depth
        self.system(cmd)
        return SList() if split else ""

    def ask_exit(self) -> None:
        """End what called ``exit()``, as far as one cell or answer goes."""
        raise SystemExit

    def _showtraceback(
        self, etype: type, evalue: BaseException, stb: list[str]
    ) -> None:
        lines = [str(line) for line in stb]
        item = {
            "output_type": "error",
            "ename": etype.__name__,
            "evalue": str(evalue),
            "traceback": lines,
        }
        self.outputs.add(item, sum(map(len, lines)))


class CellRunner:
    """One namespace in which cells run, one after the other.

    Made once in the warm worker; each forked child has its own copy.
    """

    def __init__(self) -> None:
        builtins.help = _sitebuiltins._Helper()  # which a start without site lacks
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "linux"
        self._shell = _Shell.instance(config=config)
        self._outputs = self._shell.outputs
        os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"

    @property
    def namespace(self) -> dict[str, Any]:
        """The names that the cells have defined."""
        names: dict[str, Any] = self._shell.user_ns
        return names

    def warm_up(self, source: str) -> None:
        """Do once, before forking, what every child would do again.

        Raises
        ------
        RuntimeError
            If the code does not run.
        """
        names = set(self.namespace)
        for code in ("import numpy\nimport matplotlib.pyplot", source):
            if self.run(code)["raised"]:
                raise RuntimeError(f"the warm-up raised: {self._outputs.items}")
        self.run("1 / 0")
        for name in set(self.namespace) - names:
            del self.namespace[name]
        self._shell.execution_count = 1

    def run(self, source: str, limit: int = 2**20) -> dict[str, Any]:
        """Run one cell and return its outputs and whether it raised."""
        self._outputs.clear()
        self._outputs.limit = limit
        ours = _Stream("stdout", self._outputs), _Stream("stderr", self._outputs)
        kept = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = ours
        try:
            result = self._shell.run_cell(source, store_history=True)
        finally:
            sys.stdout, sys.stderr = kept
        return {"outputs": self._outputs.items, "raised": not result.success}
