from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.ui import fonts
from app.ui.controls.cutting import elided
from app.ui.look import Look
from app.ui.reading.quote import Quote

LONG = "قالت الباحثة إن المياه صارت أدفأ، وإن الصيد تراجع في كل مرافئ الساحل بلا استثناء هذا العام"


def test_words_are_cut_between_words(qapp: QApplication):
    assert fonts.load() == []
    font = Look("light").font("reading.quote")
    cut = elided(LONG, font, 160)
    assert cut.endswith("…")
    assert QFontMetricsF(font).horizontalAdvance(cut) <= 160
    assert LONG.startswith(cut[:-1])
    assert LONG[len(cut) - 1] in " ،"
    assert elided("ثلاث كلمات فقط", font, 400) == "ثلاث كلمات فقط"


def test_a_quote_keeps_to_its_lines(qapp: QApplication, qtbot):
    quote = Quote(Look("light"), 2)
    qtbot.addWidget(quote)
    quote.resize(160, 100)
    quote.say(LONG)
    assert quote.heightForWidth(160) == 56
    assert quote.toolTip() == LONG
    quote.limit(9)
    assert quote.toolTip() == ""
    assert "".join(quote._lines).replace(" ", "") == LONG.replace(" ", "")
