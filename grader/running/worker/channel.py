"""Framed messages over a socket: eight bytes of length, then the payload."""

import socket
import time
from typing import Any

from .codec import Unreadable, decode, encode

__all__ = ["Channel", "Closed", "TimedOut"]


class Closed(ConnectionError):  # noqa: N818 (says what happened)
    """The other side is gone, or says what no honest side would say."""


class TimedOut(TimeoutError):  # noqa: N818
    """The other side did not answer within the time that it was given."""


class Channel:
    """One end of a conversation in plain data.

    Parameters
    ----------
    connection
        A connected stream socket.
    max_bytes
        The longest message that is read; a longer one counts as `Closed`.
    """

    def __init__(self, connection: socket.socket, max_bytes: int = 128 * 2**20) -> None:
        self._socket = connection
        self._max_bytes = max_bytes

    def send(self, message: Any) -> None:
        """Send one message of plain data."""
        data = encode(message)
        try:
            self._socket.sendall(len(data).to_bytes(8, "big") + data)
        except TimeoutError:
            raise TimedOut from None
        except OSError as error:
            raise Closed(str(error)) from None

    def receive(self, seconds: float | None = None) -> Any:
        """Wait for one message, at most so many seconds (None: without end)."""
        deadline = None if seconds is None else time.monotonic() + seconds
        size = int.from_bytes(self._read(8, deadline), "big")
        if size > self._max_bytes:
            raise Closed(f"a message of {size} bytes")
        try:
            return decode(self._read(size, deadline))
        except Unreadable as error:
            raise Closed(str(error)) from None

    def close(self) -> None:
        """Close this end."""
        self._socket.close()

    def _read(self, size: int, deadline: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            remaining = None if deadline is None else deadline - time.monotonic()
            if remaining is not None and remaining <= 0:
                raise TimedOut
            try:
                self._socket.settimeout(remaining)
                part = self._socket.recv(min(size - len(parts), 2**20))
            except TimeoutError:
                raise TimedOut from None
            except OSError as error:
                raise Closed(str(error)) from None
            if not part:
                raise Closed("the connection ended")
            parts += part
        return bytes(parts)
