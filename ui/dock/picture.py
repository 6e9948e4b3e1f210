"""ChipPicture: the picture a model sees, as wide as the dock, with the box outlined as on the canvas."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray
from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

LINE, HALO = QColor(255, 196, 0), QColor(20, 24, 32, 190)
"""The colours of the box on the canvas; pictures look the same in every theme."""
HIGHEST = 16
"""Lines of text that the picture is high at most, so that the answer keeps its room."""
EMPTY = 4
"""Lines of text that the place for a picture is high while there is none."""


def image_of(pixels: NDArray[np.uint8]) -> QImage:
    """H x W x 3 bytes as a picture of its own memory."""
    rows = np.ascontiguousarray(pixels)
    height, width = rows.shape[:2]
    return QImage(rows.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class ChipPicture(QWidget):
    """Enlarged pixels stay pixels, reduced ones are smooth."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._image: Optional[QImage] = None
        self._corners: Sequence[Tuple[float, float]] = ()
        self._words = ""
        self._scaled: Optional[QPixmap] = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def image(self) -> Optional[QImage]:
        """What is shown, None while there is nothing."""
        return self._image

    def show_picture(self, pixels: NDArray[np.uint8], corners: Sequence[Tuple[float, float]]) -> None:
        """A picture and the box's corners in it."""
        self._image = image_of(pixels)
        self.setAccessibleDescription("")
        self._corners = tuple(corners)
        self._scaled = None
        self.updateGeometry()
        self.update()

    def show_words(self, words: str) -> None:
        """No picture; why, or what leads to one."""
        self._image, self._scaled, self._corners, self._words = None, None, (), words
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Pictures keep their proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the picture, within bounds."""
        line = int(self.fontMetrics().lineSpacing())
        if self._image is None:
            return EMPTY * line
        return min(round(width * self._image.height() / self._image.width()), HIGHEST * line)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """Small pictures are pictures, too."""
        return QSize(80, EMPTY * int(self.fontMetrics().lineSpacing()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture in the middle, or the words."""
        painter = QPainter(self)
        if self._image is None:
            self._paint_words(painter)
        else:
            self._paint_picture(painter, self._image)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1, Qt.PenStyle.DashLine))
        painter.drawRect(frame)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(frame.adjusted(8, 4, -8, -4),
                         Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)

    def _paint_picture(self, painter: QPainter, image: QImage) -> None:
        factor = min(self.width() / image.width(), self.height() / image.height())
        wide, high = image.width() * factor, image.height() * factor
        left, top = (self.width() - wide) / 2, (self.height() - high) / 2
        ratio = self.devicePixelRatioF()
        size = QSize(max(1, round(wide * ratio)), max(1, round(high * ratio)))
        if self._scaled is None or self._scaled.size() != size:
            how = Qt.TransformationMode.FastTransformation if factor * ratio > 1.0 \
                else Qt.TransformationMode.SmoothTransformation
            self._scaled = QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, how))
        painter.drawPixmap(QRectF(left, top, wide, high), self._scaled, QRectF(self._scaled.rect()))
        outline = QPolygonF([QPointF(left + x * factor, top + y * factor) for x, y in self._corners])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRectF(left, top, wide, high))
        for colour, width in ((HALO, 4.0), (LINE, 2.0)):
            pen = QPen(colour, width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawPolygon(outline)
