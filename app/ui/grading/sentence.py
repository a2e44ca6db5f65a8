"""A sentence that explains a score, with the letters of tags standing in it."""

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.annotation import Tag
from app.domain.explaining import explain
from app.domain.grade import Reason
from app.domain.language import Language
from app.ui.look import Look
from app.ui.reading import marks

_LETTER = 20
_OPENING = '«“"'


class Sentence(QWidget):
    """Wraps to its width. A tag's letter stands before its name: filled the student's, outlined
    the key's."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._reason: Reason | None = None
        self._text = ""
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.theme_changed.connect(self._write)

    def explain(self, reason: Reason) -> None:
        self._reason = reason
        self._text = explain(reason, self._language)
        self.setAccessibleName(self._text)
        self._write()

    def say(self, text: str) -> None:
        self._reason, self._text = None, text
        self.setAccessibleName(text)
        self._write()

    def words(self) -> str:
        return self._text

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._document.setTextWidth(max(1, width))
        return round(self._document.size().height())

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._document.setTextWidth(max(1, self.width()))
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Layouts ask for other widths in between.
        self._document.setTextWidth(max(1, self.width()))
        painter = QPainter(self)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, self._look.color("text.primary"))
        context.palette = palette  # type: ignore[attr-defined]
        context.clip = QRectF(self.rect())  # type: ignore[attr-defined]
        self._document.documentLayout().draw(painter, context)
        painter.end()

    def _write(self) -> None:
        """The sentence as a document: line height of the interface, letters as pictures."""
        document = self._document
        mirrored = self._look.right_to_left
        option = QTextOption()
        rightward = Qt.LayoutDirection.RightToLeft
        option.setTextDirection(rightward if mirrored else Qt.LayoutDirection.LeftToRight)
        document.setDefaultTextOption(option)
        font = self._look.font("interface.body")
        font.setPixelSize(13)
        document.setDefaultFont(font)
        body = _escaped(self._text)
        for name, tag in _tags(self._reason):
            body = self._with_letter(body, tag, filled=name != "key")
        height = self._look.theme.face("interface.body").line_height
        document.setHtml(f'<p style="margin:0; line-height:{height}px">{body}</p>')
        document.setTextWidth(max(1, self.width()))
        self.updateGeometry()
        self.update()

    def _with_letter(self, body: str, tag: Tag, *, filled: bool) -> str:
        """Set the letter before the tag's name, outside its quotes."""
        label = _escaped(self._language.say(f"tag.{tag}"))
        at = body.find(label)
        if at < 0:
            return body
        if body[:at].rstrip()[-1:] and body[:at].rstrip()[-1] in _OPENING:
            at = len(body[:at].rstrip()) - 1
        url = f"letter:{tag}-{int(filled)}"
        self._document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(url), self._letter(tag, filled)
        )
        picture = f'<img src="{url}" width="{_LETTER}" height="18" style="vertical-align:middle"/>'
        return f"{body[:at]}{picture} {body[at:]}"

    def _letter(self, tag: Tag, filled: bool) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(_LETTER * ratio), round(18 * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        box = QRectF((_LETTER - 18) / 2, 0, 18, 18)
        marks.paint_letter(painter, self._look.theme, box, tag, filled=filled)
        painter.end()
        return pixmap


def _tags(reason: Reason | None) -> list[tuple[str, Tag]]:
    values = reason.values.items() if reason else ()
    return [(name, value) for name, value in values if isinstance(value, Tag)]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
