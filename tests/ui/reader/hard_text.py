"""Paragraphs of our own that are hard to lay out, and how Qt itself paints a stretch of them."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QTextCharFormat, QTextLayout

PARAGRAPHS = (
    "قالت الجريدة إن الباخرة «نسيم» رست عند الفجر (بعد يومين من التأخير)، ثم فُتحت مخازنها كلها.",
    "اشترت المدرسة 24 حاسوبًا من طراز EduBook-X2 بسعر 3.75% أقل من [السوق]، وفق example.org اليوم.",
    "مُحَمَّدٌ كَتَبَ لِلصَّحِيفَةِ رِسَالَةً طَوِيلَةً عَنِ الْبَحْرِ وَالْمَدِينَةِ، وَلَمْ يَنْشُرْهَا أَحَدٌ.",
    "تقول شركة Blue Harbor Ltd. إن «البحر الأزرق» (2019) أول مشاريعها، ثم The Second Wave بعده.",
    "الطول 12\u00a0كم والعرض 5\u00a0كم، والعمق\u00a0نحو\u00a0300\u00a0متر عند أبعد نقطة من الساحل.",
    "انظر https://example.org/a/long/path?page=12&lang=ar#section-4 ثم عُد إلى الصفحة الأولى.",
    "تطبيق رقم 7 (v2.1): بلا كلال، إلا الأمل؛ mail و disk و«لا لله» بالله الله أكبر، 50/50.",
    "The English paragraph says «مرحبا بكم» twice, then goes on with 3.5 km and a comma, as usual.",
    'وصل ١٢ زائرًا يوم ٢٠٢٥/٣/٧، وقال أحدهم: «رأيتُ "الميناء القديم"…» ثم مضى - بلا وداع - إليه.',
)
FOREIGN = (
    "أرسل 😀 إلى الصديق 👨‍👩‍👧 رسالة من Москва فيها ☎✓ رقم الهاتف، وعلم 🇱🇧 صغير في آخرها.",
    "اسم الشركة 深度求索 بالصينية، وبالعبرية שלום، ثم تعود الجملة إلى العربية من جديد حتى آخرها.",
)


def painted_columns(layout: QTextLayout, start: int, end: int, y: float, width: int) -> set[int]:
    """The pixel columns that Qt fills when ``start``–``end`` is selected, at a height."""
    image = QImage(width, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    chosen = QTextLayout.FormatRange()
    look = QTextCharFormat()
    look.setBackground(Qt.GlobalColor.black)
    look.setForeground(Qt.GlobalColor.black)
    chosen.start, chosen.length, chosen.format = start, end - start, look
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.white)
    layout.draw(painter, QPointF(0, -layout.position().y() - y), [chosen])
    painter.end()
    row = bytes(image.constScanLine(1))[: 4 * width : 4]
    return {x for x, value in enumerate(row) if value == 0}
