"""Looking at the preview: pages, keys, zoom, themes. One window for all, on the sample."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.change import Gesture
from app.domain.worksheet import Kind
from app.services import sampling, styling
from app.services.workspace import Workspace
from app.ui import fonts
from app.ui.theme import NAMES
from app.ui.worksheet.preview import Preview
from tests.gestures.grading_window import GradingWindow
from tests.ui.worksheet.test_preview import PATIENCE, seen, settled, sheet


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GradingWindow]:
    assert fonts.load() == []
    folder: Path = tmp_path_factory.mktemp("looking")
    with Workspace.open(folder / "class.bayyina") as workspace:
        workspace.do(Gesture.ADD_SAMPLE, sampling.add_sample)
        made = GradingWindow(workspace, folder)
        made.open("worksheet")
        yield made
        made.close()


@pytest.fixture
def preview(window: GradingWindow, qtbot: QtBot) -> Preview:
    """As it was at first."""
    made = window.sheets.preview
    window.look.wear("light")
    made.view.set_zoom(None)
    made.view.go_to(0)
    qtbot.waitUntil(lambda: settled(made), timeout=PATIENCE)
    return made


def test_keys_and_zoom(window: GradingWindow, preview: Preview, qtbot: QtBot) -> None:
    view = preview.view
    view.setFocus()
    assert view.fits_width
    assert view.horizontalScrollBar().maximum() == 0
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view, Qt.Key.Key_Plus, control)
    assert not view.fits_width
    larger = view.zoom
    QTest.keyClick(view, Qt.Key.Key_Minus, control)
    assert view.zoom < larger
    for _ in range(20):
        view.zoom_in()
    assert view.zoom == 4.0
    for _ in range(20):
        view.zoom_out()
    assert view.zoom == 0.5
    window.click(preview.bar.percent)
    assert view.zoom == 1.0
    assert preview.bar.percent.text() == "١٠٠٪"
    down = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert down.value() == down.maximum()
    assert view.page == view.count - 1
    assert preview.bar.place.words() == f"صفحة {window.language.number(view.count)} من " + (
        window.language.number(view.count)
    )
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert (down.value(), view.page) == (0, 0)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert down.value() > 100
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert down.value() == 0
    window.click(preview.bar.fit)
    assert view.fits_width
    qtbot.waitUntil(lambda: settled(preview), timeout=PATIENCE)


def test_control_and_the_wheel_zoom(preview: Preview) -> None:
    view = preview.view
    before = view.zoom
    middle = QPointF(200, 200)
    event = QWheelEvent(
        middle, view.viewport().mapToGlobal(middle), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    assert view.zoom > before


def test_paper_stays_white_and_framed(window: GradingWindow, preview: Preview) -> None:
    for theme in NAMES:
        window.look.wear(theme)
        box = preview.view._box(0)
        image = seen(preview)
        assert image.pixelColor(box.center().x(), box.top() + 4) == QColor(Qt.GlobalColor.white)
        frame = window.look.color("border.default")
        assert image.pixelColor(box.center().x(), box.top() - 1) == frame


def test_what_is_out_of_date_is_dimmed(window: GradingWindow, preview: Preview) -> None:
    box, before = preview.view._box(0), seen(preview)
    preview.view.show_stale(True)
    dimmed = seen(preview)

    def darkest(image: QImage) -> int:
        row = box.top() + 60
        return min(image.pixelColor(x, row).lightness() for x in range(box.left(), box.right()))

    assert darkest(before) < 60
    assert darkest(dimmed) > 120
    preview.view.show_stale(False)
    assert seen(preview) == before


def test_pixels_are_not_scaled(preview: Preview) -> None:
    drawn, box = preview.view.image(0), preview.view._box(0)
    assert drawn is not None
    visible = preview.view.viewport().rect().intersected(box)
    painted = seen(preview).copy(visible).convertToFormat(QImage.Format.Format_RGB32)
    source = visible.translated(-box.topLeft())
    assert painted == drawn.image.copy(source).convertToFormat(QImage.Format.Format_RGB32)


def test_an_old_answer_is_not_shown(preview: Preview) -> None:
    """What was asked for before the last asking comes too late."""
    before = sheet(preview)
    preview.previewer._serial += 5
    late = {"shown": preview.previewer._serial - 1, "sheet": 999, "sizes": [[1, 1]]}
    preview.previewer._take(json.loads(json.dumps(late)))
    assert sheet(preview) == before
    assert preview.previewer.waiting


def test_a_job_says_all_that_is_chosen(window: GradingWindow) -> None:
    job = window.sheets.job()
    assert job is not None
    assert json.loads(replace(job, school="م").line)["school"] == "م"


def test_fields_to_type_into_are_offered_where_there_can_be_any(window: GradingWindow) -> None:
    page = window.sheets
    offered: set[Kind] = set()
    for kind in page.form.kinds:
        page.form.choose_kind(kind)
        offered |= {kind} if page.form.fillable.isVisibleTo(page.form) else set()
    assert offered == {Kind.BLANK, Kind.STUDENT}
    page.form.fillable.click()
    job = page.job()
    assert job is not None
    assert job.fillable
    assert styling.choices_of(window.workspace, "ar", "arab").fillable
