"""Badges in the leading margin: where they stand, and how they are drawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from app.domain.annotation import Tag
from app.ui.theme import Theme

FROM_TEXT = 15  # the text's edge to the badge
KEY_GAP = 7  # the student's badge to the key's
STEP = 20  # from one badge to the next, where a line has two
_CENTRE = 0.32  # of the reading size, over the baseline


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge of the document: of one claim, or «+N» of those that found no room."""

    top: int
    ids: tuple[str, ...]

    @property
    def is_group(self) -> bool:
        return len(self.ids) > 1


def place(starts: Iterable[tuple[int, str]], size: int, height: int) -> list[Badge]:
    """Badges for claims that start on lines with these baselines, from above.

    Two on one line stand one under the other; what would drift further than that from its line is
    gathered in the badge before it.
    """
    badges: list[Badge] = []
    for baseline, claim_id in starts:
        wanted = baseline - round(_CENTRE * size) - height // 2
        top = max(wanted, badges[-1].top + STEP) if badges else wanted
        if badges and top - wanted > STEP:
            last = badges[-1]
            badges[-1] = Badge(last.top, (*last.ids, claim_id))
        else:
            badges.append(Badge(top, (claim_id,)))
    return badges


class BadgeArtist:
    """Draws badges, each kind once: a picture is kept until theme, digits or screen change."""

    def __init__(self, theme: Theme, figures: Callable[[str], str], *, right_to_left: bool) -> None:
        self.theme = theme
        self.figures = figures
        self.right_to_left = right_to_left
        self.height = int(theme.number("lane", "badge_height"))
        self._least = int(theme.number("lane", "badge_width"))
        self._kept: dict[tuple[Tag | None, int, bool, float], QPixmap] = {}
        self._widths: dict[int, int] = {}
        self._figure_font = _font(theme, QFont.Weight.DemiBold)
        self._letter_font = _font(theme, QFont.Weight.Bold)

    def width(self, number: int) -> int:
        """A badge's width: the usual one, or more where the number needs it."""
        if number not in self._widths:
            needed = QFontMetricsF(self._figure_font).horizontalAdvance(self.figures(str(number)))
            self._widths[number] = max(self._least, round(needed) + self.height + 10)
        return self._widths[number]

    def draw(self, painter: QPainter, at: QRect, tag: Tag, number: int, *, strong: bool) -> None:
        """The letter in ink on the leading side, the number in tint."""
        ratio = painter.device().devicePixelRatio()
        key = (tag, number, strong, ratio)
        if key not in self._kept:
            self._kept[key] = self._picture(
                at, ratio, lambda p, r: self._tag(p, r, tag, number, strong)
            )
        painter.drawPixmap(at.topLeft(), self._kept[key])

    def draw_group(self, painter: QPainter, at: QRect, count: int) -> None:
        """«+N»: several claims that start here."""
        ratio = painter.device().devicePixelRatio()
        key = (None, count, False, ratio)
        if key not in self._kept:
            self._kept[key] = self._picture(at, ratio, lambda p, r: self._group(p, r, count))
        painter.drawPixmap(at.topLeft(), self._kept[key])

    def draw_key(self, painter: QPainter, at: QRect, tag: Tag) -> None:
        """The key's: an outlined letter."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.theme.color("reader.key_line")
        radius = self.theme.radius("mark")
        painter.setPen(QPen(ink, 1))
        painter.setBrush(self.theme.color("surface.paper"))
        painter.drawRoundedRect(QRectF(at).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        _centre(painter, QRectF(at), self.theme.tag(tag).letter, self._letter_font, ink)

    def draw_frame(self, painter: QPainter, at: QRect) -> None:
        """Round a chosen badge: 2 px of ink, 1 px away."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("text.primary"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self.theme.radius("mark") + 2
        painter.drawRoundedRect(QRectF(at).adjusted(-2, -2, 2, 2), radius, radius)

    def _picture(
        self, at: QRect, ratio: float, paint: Callable[[QPainter, QRectF], None]
    ) -> QPixmap:
        picture = QPixmap(round(at.width() * ratio), round(at.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRectF(0, 0, at.width(), at.height()))
        painter.end()
        return picture

    def _tag(self, painter: QPainter, rect: QRectF, tag: Tag, number: int, strong: bool) -> None:
        mark = self.theme.tag(tag)
        letter, figure = QRectF(rect), QRectF(rect)
        half = min(rect.height(), rect.width() / 2)
        if self.right_to_left:
            letter.setLeft(rect.right() - half)
            figure.setRight(letter.left())
        else:
            letter.setRight(rect.left() + half)
            figure.setLeft(letter.right())
        outline = QPainterPath()
        radius = self.theme.radius("mark")
        outline.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(outline, mark.tint_strong if strong else mark.tint)
        painter.setClipPath(outline)
        painter.fillRect(letter, mark.ink)
        painter.setClipping(False)
        painter.setPen(QPen(mark.ink, 1))
        painter.drawPath(outline)
        _centre(painter, letter, mark.letter, self._letter_font, mark.on_ink)
        text = self.figures(str(number))
        _centre(painter, figure, text, self._figure_font, mark.ink, like=self.figures("8"))

    def _group(self, painter: QPainter, rect: QRectF, count: int) -> None:
        radius = self.theme.radius("mark")
        painter.setPen(QPen(self.theme.color("border.control"), 1))
        painter.setBrush(self.theme.color("surface.paper"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        text = more_text(self.figures, count)
        _centre(painter, rect, text, self._figure_font, self.theme.color("text.secondary"))


def more_text(figures: Callable[[str], str], count: int) -> str:
    """«+N», the sign first in reading order."""
    return figures(f"\u2067+{count}\u2069") if figures("1") != "1" else f"+{count}"


def _font(theme: Theme, weight: QFont.Weight) -> QFont:
    font = theme.font("interface.caption")
    font.setWeight(weight)
    return font


def _centre(
    painter: QPainter, rect: QRectF, text: str, font: QFont, color: QColor, *, like: str = ""
) -> None:
    """Centre by the ink: Arabic letters sit unevenly in their line. ``like`` gives the height."""
    metrics = QFontMetricsF(font)
    x = rect.center().x() - metrics.tightBoundingRect(text).center().x()
    y = rect.center().y() - metrics.tightBoundingRect(like or text).center().y()
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(QPointF(x, y), text)
