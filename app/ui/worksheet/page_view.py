"""The pages of a worksheet, one under the other, as sharp as the screen is."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.ui import keys
from app.ui.look import Look
from app.ui.worksheet.previewer import Drawn, Shown

_MARGIN, _GAP = 20, 14
_PIXELS_A_POINT = 96 / 72
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_AHEAD = 1  # pages drawn before they are seen
_WIDEST_FIT = 1.5  # on a large screen a page as wide as the window would be all letters
_STALE = 0.45  # how strong what is out of date is still painted


class PageView(QAbstractScrollArea):
    """``pages_wanted`` asks for pages of a sheet at a scale in device pixels a point;
    ``page_changed`` tells which page is looked at, from 0, ``zoom_changed`` the zoom (1.0: as on
    paper). Paper stays white in every theme.
    """

    pages_wanted = Signal(int, object, float)
    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: Shown | None = None
        self._images: dict[int, Drawn] = {}
        self._zoom: float | None = None  # None: as wide as the window
        self._stale = False
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self._want = QTimer(self, singleShot=True, interval=0)
        self._want.timeout.connect(self._ask)
        look.theme_changed.connect(self.viewport().update)

    # What is shown.

    def show_sheet(self, shown: Shown, *, other: bool) -> None:
        """Another sheet, or the same student's after a change (then the place is kept)."""
        self._shown = shown
        self._stale = False
        if other:
            self._images.clear()
            self.verticalScrollBar().setValue(0)
        self._images = {n: one for n, one in self._images.items() if n < len(shown.sizes)}
        self._spread()

    def show_page(self, drawn: Drawn) -> None:
        """Pixels that were asked for."""
        if self._shown is not None and drawn.sheet == self._shown.sheet:
            self._images[drawn.page] = drawn
            self.viewport().update(self._box(drawn.page))

    def show_stale(self, stale: bool) -> None:
        """Whether what is seen is out of date."""
        if stale != self._stale:
            self._stale = stale
            self.viewport().update()

    def clear(self) -> None:
        """Nothing to show."""
        self._shown = None
        self._images.clear()
        self._spread()

    @property
    def count(self) -> int:
        return len(self._shown.sizes) if self._shown else 0

    @property
    def page(self) -> int:
        """The page that is looked at, from 0."""
        return self._page

    @property
    def sharp(self) -> bool:
        """Whether every page in sight is drawn as it is now, at the scale of the screen."""
        return bool(self._shown) and not any(self._lacks(page) for page in self._in_sight())

    def image(self, page: int) -> Drawn | None:
        """What is painted of a page."""
        return self._images.get(page)

    # Zoom.

    @property
    def zoom(self) -> float:
        """1.0: a centimetre of paper is one on a screen of 96 dots an inch."""
        if self._zoom is not None:
            return self._zoom
        sizes = self._shown.sizes if self._shown else ()
        widest = max((width for width, _ in sizes), default=595)
        room = self.viewport().width() - 2 * _MARGIN
        return max(0.2, min(_WIDEST_FIT, room / (widest * _PIXELS_A_POINT)))

    @property
    def fits_width(self) -> bool:
        return self._zoom is None

    def set_zoom(self, zoom: float | None) -> None:
        """None: as wide as the window. What is in the middle stays there."""
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(1, self._height())
        self._zoom = zoom
        self._spread()
        bar.setValue(round(middle * self._height() - self.viewport().height() / 2))

    def zoom_in(self) -> None:
        now = self.zoom + 0.01
        self.set_zoom(next((zoom for zoom in _ZOOMS if zoom > now), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        now = self.zoom - 0.01
        self.set_zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < now), _ZOOMS[0]))

    # Places.

    def go_to(self, page: int, points: float = 0) -> None:
        """Bring a page to the top, or what is ``points`` under its head into sight."""
        if not 0 <= page < self.count:
            return
        top = self._tops()[page] - _GAP
        if points:
            top += round(points * self._scale() + _GAP) - self.viewport().height() // 3
        self.verticalScrollBar().setValue(top)

    def _scale(self) -> float:
        """Pixels a point, as Qt counts them."""
        return self.zoom * _PIXELS_A_POINT

    def _sizes(self) -> list[tuple[int, int]]:
        scale = self._scale()
        sizes: Sequence[tuple[float, float]] = self._shown.sizes if self._shown else ()
        return [(round(width * scale), round(height * scale)) for width, height in sizes]

    def _tops(self) -> list[int]:
        tops: list[int] = []
        top = _MARGIN
        for _, height in self._sizes():
            tops.append(top)
            top += height + _GAP
        return tops

    def _height(self) -> int:
        return sum(height + _GAP for _, height in self._sizes()) - _GAP + 2 * _MARGIN

    def _width(self) -> int:
        return max((width for width, _ in self._sizes()), default=0) + 2 * _MARGIN

    def _box(self, page: int) -> QRect:
        """A page's place in the viewport."""
        width, height = self._sizes()[page]
        room = max(self._width(), self.viewport().width())
        x = (room - width) // 2 - self.horizontalScrollBar().value()
        return QRect(x, self._tops()[page] - self.verticalScrollBar().value(), width, height)

    def _in_sight(self) -> list[int]:
        seen = self.viewport().rect()
        return [page for page in range(self.count) if self._box(page).intersects(seen)]

    def _spread(self) -> None:
        """Fit the scroll bars to the pages."""
        view, down, across = self.viewport(), self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, self._height() - view.height()) if self.count else 0)
        down.setPageStep(view.height())
        across.setRange(0, max(0, self._width() - view.width()) if self.count else 0)
        across.setPageStep(view.width())
        if across.maximum():
            across.setValue(across.maximum() // 2)
        self.zoom_changed.emit(self.zoom)
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        self._want.start()
        middle = self.viewport().height() // 3
        page = 0
        for number, top in enumerate(self._tops()):
            if top - self.verticalScrollBar().value() <= middle:
                page = number
        at_end = self.verticalScrollBar().value() == self.verticalScrollBar().maximum()
        if at_end and self.count and self.verticalScrollBar().maximum():
            page = self.count - 1
        self._page = page
        self.page_changed.emit(page)

    # Drawing.

    def _device_scale(self) -> float:
        return self._scale() * self.devicePixelRatioF()

    def _lacks(self, page: int) -> bool:
        image = self._images.get(page)
        if image is None or self._shown is None or image.sheet != self._shown.sheet:
            return True
        return abs(image.scale - self._device_scale()) > 1e-6

    def _ask(self) -> None:
        """Have what is in sight drawn, then what comes next; let go what is far away."""
        if self._shown is None or not self.isVisible():
            return
        seen = self._in_sight()
        if not seen:
            return
        near = [*range(seen[-1] + 1, seen[-1] + 1 + _AHEAD), *range(seen[0] - _AHEAD, seen[0])]
        close = {*seen, *near}
        self._images = {n: one for n, one in self._images.items() if n in close}
        wanted = tuple(n for n in (*seen, *near) if 0 <= n < self.count and self._lacks(n))
        if wanted:
            self.pages_wanted.emit(self._shown.sheet, wanted, self._device_scale())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("surface.sunken"))
        frame = self._look.color("border.default")
        for page in self._in_sight():
            box = self._box(page)
            painter.setOpacity(1)
            painter.fillRect(box.adjusted(-1, -1, 1, 1), frame)
            painter.fillRect(box, Qt.GlobalColor.white)
            drawn = self._images.get(page)
            if drawn is None:
                continue
            if self._stale:
                painter.setOpacity(_STALE)
            self._paint_page(painter, box, drawn)
        painter.end()

    def _paint_page(self, painter: QPainter, box: QRect, drawn: Drawn) -> None:
        ratio = self.devicePixelRatioF()
        if abs(drawn.scale - self._device_scale()) < 1e-6:
            painter.save()  # pixel on pixel, on a screen of 150 % too
            painter.scale(1 / ratio, 1 / ratio)
            painter.drawImage(QPoint(round(box.x() * ratio), round(box.y() * ratio)), drawn.image)
            painter.restore()
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(box), drawn.image, QRectF(drawn.image.rect()))

    # What somebody does.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place = self._page
        self._spread()
        if self._zoom is None and event.oldSize().width() not in (-1, event.size().width()):
            self.go_to(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.press(keys.chord(event)):
            super().keyPressEvent(event)

    def press(self, chord: str) -> bool:
        """False for keys that mean nothing here."""
        bar = self.verticalScrollBar()
        steps = {"Up": -bar.singleStep(), "Down": bar.singleStep(), "Space": bar.pageStep() - 40}
        steps |= {"PgUp": 40 - bar.pageStep(), "PgDown": bar.pageStep() - 40}
        steps |= {"Home": -bar.maximum(), "End": bar.maximum()}
        if chord in steps:
            bar.setValue(bar.value() + steps[chord])
        elif chord in ("Ctrl+=", "Ctrl+Shift+=", "Ctrl++", "Ctrl+Shift++"):
            self.zoom_in()
        elif chord == "Ctrl+-":
            self.zoom_out()
        elif chord == "Ctrl+0":
            self.set_zoom(None)
        else:
            return False
        return True
