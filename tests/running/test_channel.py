"""Messages arrive whole, in time, or not at all."""

import socket

import pytest

from grader.running.worker.channel import Channel, Closed, TimedOut


@pytest.fixture
def pair():
    """Two connected ends; the second is a bare socket."""
    ours, theirs = socket.socketpair()
    yield Channel(ours, max_bytes=1000), theirs
    ours.close()
    theirs.close()


def test_a_message_arrives_as_it_was_sent(pair):
    """What one side sends the other receives."""
    channel, theirs = pair
    Channel(theirs).send({"a": (1, [2.5, None])})

    assert channel.receive(5) == {"a": (1, [2.5, None])}


def test_silence_times_out(pair):
    """A side that says nothing does not hold the other for ever."""
    channel, _ = pair

    with pytest.raises(TimedOut):
        channel.receive(0.05)


def test_a_message_that_stops_half_way_times_out(pair):
    """Bytes that trickle in do not extend the time."""
    channel, theirs = pair
    theirs.sendall((100).to_bytes(8, "big") + b"x")

    with pytest.raises(TimedOut):
        channel.receive(0.05)


def test_an_oversized_message_is_not_read(pair):
    """A length beyond the bound closes the conversation before it is read."""
    channel, theirs = pair
    theirs.sendall((10**15).to_bytes(8, "big"))

    with pytest.raises(Closed, match="bytes"):
        channel.receive(1)


def test_garbage_closes_the_conversation(pair):
    """Bytes that are no plain data end in `Closed`."""
    channel, theirs = pair
    theirs.sendall((9).to_bytes(8, "big") + b"x" * 9)

    with pytest.raises(Closed):
        channel.receive(1)


def test_an_end_that_is_gone_is_noticed(pair):
    """A closed connection is an error on both verbs."""
    channel, theirs = pair
    theirs.close()

    with pytest.raises(Closed):
        channel.receive(1)
    with pytest.raises(Closed):
        channel.send("x" * 5_000_000)
