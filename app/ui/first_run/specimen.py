"""The pane beside the first questions: three claims, marked as the reader marks them."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QWidget

from app.domain.annotation import Tag
from app.domain.language import Language
from app.ui.controls.badge import paint_badge
from app.ui.controls.shapes import rounded, stroke
from app.ui.controls.sign import Sign
from app.ui.controls.words import Words
from app.ui.look import Look

# Articles are Arabic in every language of the interface; so is their specimen.
_CLAIMS = (
    ("أعلنت الشركة في تقريرها أن التدريب كلّف 5.6 مليون دولار", Tag.SOURCED),
    ("، ", None),
    ("ويُقال إن الرقم الحقيقي أضعاف ذلك", Tag.UNVERIFIED),
    (". وكتب المحرر في الختام: ", None),
    ("لا شيء في هذه الصناعة سيبقى كما كان", Tag.OPINION),
    (".", None),
)
_TEXT = "".join(words for words, _ in _CLAIMS)
_MARGIN = 64
_COLUMN = 404
_BADGES = 44
_SIZE, _LINE = 27, 52
_SMALL, _SMALL_LINE = 21, 40  # where the pane is narrow


class Specimen(QWidget):
    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.sign = Sign(look, 52, self)
        self.motto = Words(look, "", "reading.quote", "text.secondary", wrap="wrap", parent=self)
        font = look.font("interface.body")
        font.setPixelSize(16)
        self.motto.setFont(font)
        self.speak(language)
        self.setAccessibleName(_TEXT)
        look.theme_changed.connect(self.update)

    def speak(self, language: Language) -> None:
        """Say the motto in ``language``."""
        self._language = language
        self.motto.say(language.say("first_run.motto"))
        self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        hint, margin = self.sign.sizeHint(), self._margin()
        self.sign.setGeometry(self._mirror(QRect(margin, 41, hint.width(), hint.height())))
        width = self.width() - 2 * margin
        height = self.motto.heightForWidth(width)
        top = self.height() - height - 56
        self.motto.setGeometry(self._mirror(QRect(margin, top, width, height)))

    def _margin(self) -> int:
        return _MARGIN if self.width() > 480 else _MARGIN // 2

    def _column(self) -> int:
        """As wide as the picture has it, or as the pane allows beside the badges."""
        return min(_COLUMN, self.width() - self._margin() - _BADGES - _MARGIN // 2)

    def _type(self) -> tuple[int, int]:
        """Size and line height."""
        return (_SIZE, _LINE) if self._column() > 340 else (_SMALL, _SMALL_LINE)

    def _mirror(self, rect: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveLeft(self.width() - rect.x() - rect.width())
        return rect

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.paper"))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = QRect(0 if rtl else self.width() - 1, 0, 1, self.height())
        painter.fillRect(edge, self._look.color("border.default"))
        if self.height() > 460:
            self._paint_claims(painter)
        painter.end()

    def _paint_claims(self, painter: QPainter) -> None:
        layout = self._laid_out()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self._margin()
        if rtl:
            left = self.width() - self._margin() - _BADGES - self._column()
        origin = QPointF(left, max(190, round(self.height() * 0.332)))
        start = 0
        number = 0
        for words, tag in _CLAIMS:
            end = start + len(words)
            if tag is not None:
                number += 1
                self._paint_claim(painter, layout, origin, (start, end), tag, number)
            start = end
        painter.setPen(self._look.color("text.primary"))
        layout.draw(painter, origin)

    def _paint_claim(
        self,
        painter: QPainter,
        layout: QTextLayout,
        origin: QPointF,
        span: tuple[int, int],
        tag: Tag,
        number: int,
    ) -> None:
        mark = self._look.theme.tag(tag)
        size, _ = self._type()
        first = True
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            start = max(span[0], line.textStart())
            end = min(span[1], line.textStart() + line.textLength())
            if start >= end:
                continue
            left, right = _edges(line, start, end)
            base = origin.y() + line.y() + line.ascent()
            box = QRectF(origin.x() + left, base - 0.8 * size, right - left, 1.22 * size)
            outline = mark.ink if self._look.theme.band_outline else None
            rounded(painter, box.toRect(), 3, mark.tint, outline)
            y = round(base + 0.44 * size) + 1
            stroke(
                painter,
                QPointF(box.right(), y),
                QPointF(box.left(), y),
                mark.ink,
                2,
                mark.dash,
            )
            if first:
                badge = QRect(round(origin.x()) + self._column() + 9, round(base) - 18, 35, 18)
                figure = self._language.number(number)
                paint_badge(painter, badge, self._look, tag, figure)
                first = False

    def _laid_out(self) -> QTextLayout:
        font = self._look.font("reading.xlarge")
        size, line_height = self._type()
        font.setPixelSize(size)
        layout = QTextLayout(_TEXT, font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._column())
            line.setPosition(QPointF(0, y))
            y += line_height
        layout.endLayout()
        return layout


def _edges(line: QTextLine, start: int, end: int) -> tuple[float, float]:
    """Where the drawn glyphs of ``start:end`` (Qt positions) begin and end."""
    boxes = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    return min(box.left() for box in boxes), max(box.right() for box in boxes)
