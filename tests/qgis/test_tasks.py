"""Streams: whatever a generator does in its thread, the main thread hears it in order and is never held up."""

from __future__ import annotations

import threading
import time

import pytest
from earthscribe.inference.errors import BoxMalformed
from earthscribe.ui.tasks import Streams, StreamTask, Watcher
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QThread, QThreadPool
from qgis.PyQt.QtTest import QTest

from .conftest import until
from .pulse import Pulse


class Listener(Watcher):
    def __init__(self):
        self.items, self.batches, self.done, self.errors, self.threads = [], 0, 0, [], set()

    def on_items(self, items):
        self.items.extend(items)
        self.batches += 1
        self.threads.add(threading.current_thread())

    def on_done(self):
        self.done += 1
        self.threads.add(threading.current_thread())

    def on_error(self, error):
        self.errors.append(error)

    @property
    def over(self):
        return bool(self.done or self.errors)


@pytest.fixture
def streams(qgis_app):
    made = Streams()
    yield made
    made.close()
    assert made.running == 0


def heard(streams, work):
    listener = Listener()
    streams.start("a test", work, listener)
    until(lambda: listener.over and streams.running == 0, "the stream is over")
    return listener


def test_everything_arrives_in_order_and_in_the_main_thread(streams):
    workers = set()

    def work(stop):
        for number in range(20_000):
            workers.add(threading.current_thread())
            yield number

    listener = heard(streams, work)
    assert listener.items == list(range(20_000))
    assert listener.done == 1
    assert listener.threads == {threading.main_thread()}
    assert threading.main_thread() not in workers
    assert listener.batches < 2_000


def test_nothing_to_say(streams):
    listener = heard(streams, lambda stop: iter(()))
    assert (listener.items, listener.done, listener.errors) == ([], 1, [])


def test_an_error_comes_after_what_was_said(streams):
    def work(stop):
        yield "before"
        raise BoxMalformed("of the test")

    listener = heard(streams, work)
    assert listener.items == ["before"]
    assert [type(error) for error in listener.errors] == [BoxMalformed]


@pytest.mark.parametrize("where", ["making", "running"])
def test_a_bug_is_told_like_an_error(streams, where):
    def fails():
        raise ZeroDivisionError("of the test")
        yield

    listener = heard(streams, lambda stop: fails() if where == "running" else 1 // 0)
    (error,) = listener.errors
    assert "ZeroDivisionError" in error.message
    assert isinstance(error.__cause__, ZeroDivisionError)


def endless(closed):
    def work(stop):
        try:
            while not stop():
                time.sleep(0.005)
                yield "x"
        finally:
            closed.append(threading.current_thread())
    return work


def test_stop_lets_it_end_by_itself(streams):
    closed, listener = [], Listener()
    task = streams.start("a test", endless(closed), listener)
    until(lambda: listener.items, "it speaks")
    task.stop()
    until(lambda: listener.over, "it is over")
    assert listener.done == 1
    assert threading.main_thread() not in closed


def test_forgotten_means_silent(streams):
    closed, listener = [], Listener()
    task = streams.start("a test", endless(closed), listener)
    until(lambda: listener.items, "it speaks")
    task.forget()
    heard_until_then = len(listener.items)
    until(lambda: closed and streams.running == 0, "it is over")
    assert len(listener.items) == heard_until_then
    assert not listener.over


def test_cancelled_in_the_task_list_of_qgis(streams):
    closed, listener = [], Listener()
    streams.start("a test", endless(closed), listener)
    until(lambda: listener.items, "it speaks")
    QgsApplication.taskManager().cancelAll()
    until(lambda: listener.over and streams.running == 0, "it is over")
    assert listener.errors == []


def test_close_with_many_waiting_for_a_thread(qgis_app):
    streams, closed = Streams(), []
    for _ in range(12):
        streams.start("a test", endless(closed), Listener())
    QTest.qWait(50)
    streams.close()
    until(lambda: streams.running == 0, "all are over")
    assert streams.running == 0, "none is left behind"


def test_a_fast_stream_does_not_hold_up_the_window(streams, capsys):
    def work(stop):
        for number in range(50_000):
            yield number
            if number % 500 == 0:
                time.sleep(0.001)

    with Pulse() as pulse:
        listener = heard(streams, work)
    with capsys.disabled():
        print(f" [longest gap {pulse.longest_ms:.0f} ms]", end="")
    assert len(listener.items) == 50_000
    assert len(pulse.gaps) > 3


def test_a_task_that_qgis_loses_is_given_again(streams):
    """QGIS now and then drops what waits for a thread; the pool can be told to."""
    pool, go = QThreadPool.globalInstance(), threading.Event()

    def busy(stop):
        while not go.wait(0.01) and not stop():
            pass
        return iter(())

    threads = max(pool.maxThreadCount(), QThread.idealThreadCount())
    others = [streams.start("another", busy, Listener()) for _ in range(threads)]
    until(lambda: sum(each.begun for each in others) == pool.maxThreadCount(), "no thread is free")
    listener = Listener()
    stream = streams.start("a test", lambda stop: iter("ab"), listener)
    pool.clear()
    QTest.qWait(1_000)
    assert not stream.begun, "nobody is hurried while QGIS has no thread to give"
    go.set()
    until(lambda: listener.over and streams.running == 0, "the stream is over")
    assert (listener.items, listener.done) == (["a", "b"], 1)


def test_a_task_that_was_only_late_is_not_ended_by_the_one_in_its_place(streams):
    go, listener = threading.Event(), Listener()

    def work(stop):
        yield "a"
        go.wait(10.0)
        yield "b"

    stream = streams.start("a test", work, listener)
    until(lambda: listener.items == ["a"], "it has begun")
    second = StreamTask("another for the same", stream)
    QgsApplication.taskManager().addTask(second)
    QTest.qWait(100)
    assert not listener.over
    go.set()
    until(lambda: listener.over and streams.running == 0, "the stream is over")
    assert (listener.items, listener.done) == (["a", "b"], 1)
