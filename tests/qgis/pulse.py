"""Pulse: how long the window stood still, seen by a timer that wants to fire every five milliseconds."""

from __future__ import annotations

import time

from qgis.PyQt.QtCore import QObject, Qt, QTimer

BEAT_MS = 5


class Pulse(QObject):
    """Feels the main thread while it is entered; `longest_ms` is the longest gap between two beats."""

    def __init__(self):
        super().__init__()
        self.gaps = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    @property
    def longest_ms(self):
        return max(self.gaps, default=0.0)

    def _beat(self):
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000.0)
        self._last = now

    def __enter__(self):
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_):
        self._beat()
        self._timer.stop()
