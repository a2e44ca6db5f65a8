"""The report in a real window: figures, the way to the words, the key answered, two votes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QDeadlineTimer, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.annotation import Annotation, Tag
from app.domain.change import Gesture
from app.domain.classroom import Student
from app.domain.language import CODES, Code
from app.services import debating, grading, reporting
from app.services.workspace import Workspace
from app.ui.theme import NAMES as THEMES
from app.ui.theme import ThemeName
from tests.gestures.report_window import NAMES, ReportWindow, add_class

S, U, O = Tag.SOURCED, Tag.UNVERIFIED, Tag.OPINION  # noqa: E741
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
Opened = Callable[..., ReportWindow]


@pytest.fixture
def opened(faces: None, workspace: Workspace, tmp_path: Path) -> Iterator[Opened]:
    made: list[ReportWindow] = []

    def open(code: Code = "ar", theme: ThemeName = "light", **place: str) -> ReportWindow:
        made.append(ReportWindow(workspace, tmp_path, code=code, theme=theme))
        made[-1].open(**place)
        return made[-1]

    yield open
    for window in made:
        window.close()


@pytest.fixture
def window(opened: Opened, workspace: Workspace) -> ReportWindow:
    add_class(workspace)
    return opened()


def told(workspace: Workspace) -> reporting.ClassReport:
    return workspace.read(reporting.report_of, "dam")


def test_it_shows_the_figures_of_the_class(window: ReportWindow, workspace: Workspace) -> None:
    report = told(workspace).report
    page, number = window.page, window.language.number
    assert page.title() == "تقرير الصف: من شرب ماء السدّ؟"
    assert page.caption() == "\u2068الصف التاسع ب\u2069 · ٤ مارس ٢٠٢٦"
    shown = [(cell.large.words().strip("\u200f"), cell.small.words(), cell.warm.words())
             for cell in page.board.figures.cells]  # fmt: skip
    assert report.found is not None
    assert report.alpha is not None
    assert shown == [
        ("٢٧", "من ٣٠", ""),
        (number(report.mean_of(20) or 0, 1), "من ٢٠", ""),
        (number(round(100 * report.found)) + "٪", "", ""),
        (number(report.alpha), "", "تستحق نقاشًا"),
    ]
    assert "قرعة" in page.board.figures.cells[3].toolTip()  # what the figure means
    assert [alarm.claim.number for alarm in page.board.alarms] == [3]
    rows = page.board.missed.entries
    assert len(rows) == 7
    assert [row.claim for row in rows] == [one.key.id for one in report.most_missed[:7]]
    assert all(row.rest == "/٢٧" for row in rows)
    window.click(page.board.all_claims)
    assert len(page.board.missed.entries) == 11
    window.click(page.board.all_claims)
    assert len(page.board.missed.entries) == 7


def test_the_figures_have_twins_in_words(window: ReportWindow, workspace: Workspace) -> None:
    report, board = told(workspace).report, window.page.board
    for key in Tag:
        counts = [report.confusion[key, given] for given in Tag]
        line = board.matrix.accessibleName().split("\n")[list(Tag).index(key)]
        assert [int(n) for n in re.findall(r"\d+", line.translate(ASCII))] == counts
    assert "مُسنَد" in board.alarms[0].bar.accessibleName()
    first = board.missed.rows
    spoken = first.data(first.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("الادعاء ")
    assert "من ٢٧" in spoken
    worst = report.worst_confusion
    assert worst is not None
    assert window.language.say(f"report.confused.{worst.key}.{worst.given}") in board.mixed.words()


ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def test_the_words_that_nobody_marked_are_paper_and_the_others_glow(window: ReportWindow) -> None:
    text, heat = window.page.pane.text, window.look.theme.heat
    image = text.viewport().grab().toImage()
    colors = {_color(image, x, y) for x in range(20, image.width() - 20, 3)
              for y in range(20, image.height() - 20, 3)}  # fmt: skip
    shown = {stretch.step for stretch in text._stretches if stretch.start < 250}
    assert len(shown) > 1
    assert {heat[step].name() for step in shown} <= colors
    assert heat[0].name() in colors
    assert window.look.theme.tag(S).tint.name() not in colors  # no tag is told by the heat


def _color(image: QImage, x: int, y: int) -> str:
    return QColor(image.pixel(x, y)).name()


def test_a_row_leads_to_its_words_in_another_article(window: ReportWindow) -> None:
    page = window.page
    assert page.pane.article is not None
    assert page.pane.article.id == "a1"
    lines = page.board.missed.rows
    at = next(n for n, row in enumerate(lines.entries) if row.tag is U and row.claim == "key-9")
    page.board.missed.setFocus()
    page.board.missed.setCurrentIndex(lines.index(at))
    window.press(Key.Key_Return)
    assert page.pane.article.id == "a2"
    assert page.pane.text._framed is not None
    window.press(Key.Key_PageUp, CTRL)  # the article before
    assert page.pane.article.id == "a1"
    window.press(Key.Key_PageDown, CTRL)
    window.press(Key.Key_PageDown, CTRL)  # there is none after it
    assert page.pane.article.id == "a2"
    names = [action.text() for action in page.pane.articles_menu().actions()]
    assert len(names) == 2
    assert "سدّ الوادي" in names[0]


def test_words_that_are_pressed_mark_their_row(window: ReportWindow) -> None:
    page = window.page
    window.click(page.board.all_claims)
    words = "القرى القريبة"
    text = page.pane.text
    cursor = text.textCursor()
    cursor.setPosition(text.toPlainText().index(words) + 3)
    QTest.mouseClick(
        text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center()
    )
    window.settle()
    current = page.board.missed.currentIndex()
    assert page.board.missed.entries[current.row()].claim == "key-1"
    assert [share.id for share in text._shares if share.chosen] == ["key-1"]
    figure = next(r for share, r in places(text) if share.id == "key-0")
    scrolled = text.verticalScrollBar().value()
    place = figure.center() - QPointF(0, scrolled).toPoint()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    window.settle()
    assert [share.id for share in text._shares if share.chosen] == ["key-0"]


def places(text):
    """Every share in the margin with its rectangle in the document."""
    boxes = text._geometry.boxes_between(0, 10_000)
    return [found for box in boxes for found in text._places(box)]


def test_shares_of_the_key_stand_in_the_margin(window: ReportWindow, workspace: Workspace) -> None:
    found = {share.id: share.text for share, _ in places(window.page.pane.text)}
    claims = told(workspace).claims_in("a1")
    assert set(found) == {one.key.id for one in claims}
    for one in claims:
        assert found[one.key.id].translate(ASCII) == f"{int(100 * one.share + 0.5)}٪"
    rects = [rect for _, rect in places(window.page.pane.text)]
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[:n])


def test_the_alarm_is_answered_in_place_and_undone(
    window: ReportWindow, workspace: Workspace
) -> None:
    before = told(workspace).report
    alarm = window.page.board.alarms[0]
    assert alarm.accept.text() == "قبول «مُسنَد» بالنصف"
    window.click(alarm.accept)
    assert window.page.board.alarms == []
    key = workspace.read(lambda tx: tx.get(Annotation, "key-2"))
    assert key.acceptable == {S: 0.5}
    assert workspace.next_undo is not None
    assert workspace.next_undo.gesture is Gesture.EDIT_KEY
    after = told(workspace).report
    assert (after.mean or 0) > (before.mean or 0)
    mean = window.page.board.figures.cells[1].large.words().strip("\u200f")
    assert mean == window.language.number(after.mean_of(20) or 0, 1)
    window.press(Key.Key_Z, CTRL)
    assert [one.claim.number for one in window.page.board.alarms] == [3]
    assert told(workspace).report == before


def test_the_words_of_an_alarm_lead_to_their_place(window: ReportWindow) -> None:
    window.page.show_article("a2")
    window.click(window.page.board.alarms[0].quote)
    assert window.page.pane.article is not None
    assert window.page.pane.article.id == "a1"


def test_the_key_is_reviewed_where_it_is_made(window: ReportWindow) -> None:
    window.click(window.page.board.alarms[0].review)
    assert window.frame.current == "assignments"
    assert window.elsewhere["assignments"].place == {
        "assignment_id": "dam", "tab": "key", "claim_id": "key-2",
    }  # fmt: skip


def test_without_a_key_there_is_the_heat_and_the_way_to_one(
    opened: Opened, workspace: Workspace
) -> None:
    add_class(workspace, key=False)
    window = opened()
    board = window.page.board
    shown = [cell for cell in board.figures.cells if not cell.isHidden()]
    assert [cell.large.words().strip("\u200f") for cell in shown] == ["٢٧"]
    assert board.make_key.isVisible()
    assert not board.missed.isVisible()
    assert places(window.page.pane.text) == []
    assert window.page.pane.text._stretches
    window.press(Key.Key_F8)
    window.press(Key.Key_D)
    assert "لا ادعاء" in window.debate.quote.words()
    for key in (Key.Key_Return, Key.Key_1, Key.Key_Down, Key.Key_K):
        window.press(key)
    window.press(Key.Key_Escape)
    window.click(board.make_key)
    assert window.elsewhere["assignments"].place == {"assignment_id": "dam", "tab": "key"}


def test_before_anything_is_collected_it_leads_there(opened: Opened, workspace: Workspace) -> None:
    window = opened()
    assert window.page.title() == "التقرير"
    assert any("لا واجب" in words for words in window.words())
    assert not window.page.export_button.isEnabled()
    add_class(workspace, work=0)
    window.settle()
    assert any("لم يصل عمل أحد" in words for words in window.words())
    window.press(Key.Key_F8)
    assert window.page.projector is None
    button = next(
        one for one in window.page.findChildren(type(window.page.export_button))
        if one.isVisible() and one.text() == "الجمع"
    )  # fmt: skip
    window.click(button)
    assert window.elsewhere["collect"].place == {"assignment_id": "dam"}


def test_two_students_are_no_class_to_measure(opened: Opened, workspace: Workspace) -> None:
    add_class(workspace, work=2)
    window = opened()
    cell = window.page.board.figures.cells[3]
    assert cell.large.words().strip("\u200f") == "—"
    assert "٣ طلاب" in cell.toolTip()
    assert window.page.board.alarms == []


def test_the_projector_names_nobody_and_covers_the_window(window: ReportWindow) -> None:
    window.click(window.page.head.projector)
    assert window.projector.isVisible()
    assert window.projector.geometry() == window.frame.rect()
    assert window.projector.view == "heat"
    for stage in range(4):
        said = " ".join(window.words(window.projector))
        assert not any(name.split()[0] in said for name in NAMES), stage
        window.press(Key.Key_D if not stage else Key.Key_Return)
    window.frame.resize(1000, 700)
    window.settle()
    assert window.projector.geometry() == window.frame.rect()
    window.press(Key.Key_Tab)
    assert window.projector.isAncestorOf(window.projector.focusWidget())
    window.press(Key.Key_Escape)
    assert window.page.projector is None
    assert window.page.head.projector.hasFocus()


def test_hands_are_counted_and_the_first_vote_is_hidden_meanwhile(
    window: ReportWindow, workspace: Workspace
) -> None:
    window.press(Key.Key_F8)
    window.press(Key.Key_D)
    debate, split = window.debate, told(workspace).report.most_split
    assert debate.claim is not None
    assert debate.claim.key.id == split[0].key.id  # the one that is proposed
    window.press(Key.Key_Down)
    assert debate.claim.key.id == split[1].key.id
    window.press(Key.Key_Up)
    assert debate.bars.isVisible()
    window.press(Key.Key_Return)
    assert not debate.bars.isVisible()
    assert not debate.result.isVisible()
    place = "dam", split[0].key.id
    for key, times in ((Key.Key_1, 9), (Key.Key_2, 12), (Key.Key_3, 3)):
        for _ in range(times):
            window.press(key)
    window.press(Key.Key_3, SHIFT)
    assert workspace.read(debating.hands_on, *place) == {S: 9, U: 12, O: 2}
    assert workspace.next_undo is not None
    assert workspace.next_undo.gesture is Gesture.VOTE
    window.press(Key.Key_Z, CTRL)
    assert workspace.read(debating.hands_on, *place) == {S: 9, U: 12, O: 3}
    assert debate.progress.words() == "٢٤ صوتًا من ٣٠"
    for _ in range(7):
        window.press(Key.Key_1)
    assert debate.progress.words() == "٣١ صوتًا من ٣٠ · أكثر من عدد الصف، يُعاد العدّ"
    for _ in range(7):
        window.press(Key.Key_1, SHIFT)
    assert debate.progress.words() == "٢٤ صوتًا من ٣٠"
    window.press(Key.Key_Return)
    assert debate.result.isVisible()
    assert "الأيدي" in debate.moves.words()
    assert not debate.key.isVisible()
    window.press(Key.Key_K)
    assert debate.key.isVisible()


def test_students_vote_by_number_and_it_is_told_what_moved(
    window: ReportWindow, workspace: Workspace
) -> None:
    window.press(Key.Key_F8)
    window.press(Key.Key_D)
    debate = window.debate
    assert debate.claim is not None
    first, place = dict(debate.claim.tags), ("dam", debate.claim.key.id)
    window.press(Key.Key_Return)
    window.click(debate.ways.segment("by_student"))
    assert [tile.student for tile in debate.tiles.tiles][:3] == ["s01", "s02", "s03"]
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_1):
        window.press(key)  # the focus goes on by itself
    window.press(Key.Key_Right)  # back to the one before: the window runs from the right
    window.press(Key.Key_2)
    votes = {"s01": S, "s02": U, "s03": O, "s04": U}
    assert workspace.read(debating.votes_on, *place) == votes
    current = debate.tiles.current()
    assert current is not None
    assert current.student == "s05"
    assert [tile.voted for tile in debate.tiles.tiles[:5]] == [True] * 4 + [False]
    assert not any(letter in debate.tiles.tiles[0].accessibleName() for letter in ("مُسنَد", "رأي"))
    window.press(Key.Key_Return)
    moved = sum(first.get(student) not in (None, tag) for student, tag in votes.items())
    new = sum(student not in first for student in votes)
    told_moves = debate.moves.words()
    assert window.language.count("debate.moved", moved) in told_moves
    assert not new or window.language.count("debate.new", new) in told_moves
    assert not re.search(r"s\d\d", told_moves)
    window.press(Key.Key_Backspace)
    window.click(debate.clear)
    assert workspace.read(debating.votes_on, *place) == {}
    window.press(Key.Key_Z, CTRL)
    assert workspace.read(debating.votes_on, *place) == votes


def test_votes_leave_the_grades_alone(window: ReportWindow, workspace: Workspace) -> None:
    before = [(s.id, g) for s, g in workspace.read(grading.grade_class, "dam")]
    window.press(Key.Key_F8)
    window.press(Key.Key_D)
    window.press(Key.Key_Return)
    window.press(Key.Key_1)
    assert [(s.id, g) for s, g in workspace.read(grading.grade_class, "dam")] == before


def test_words_on_the_projector_lead_to_their_debate(window: ReportWindow) -> None:
    window.press(Key.Key_F8)
    text = window.projector.text
    cursor = text.textCursor()
    cursor.setPosition(text.toPlainText().index("القرى القريبة") + 3)
    QTest.mouseClick(
        text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center()
    )
    window.settle()
    assert window.projector.view == "debate"
    assert window.debate.claim is not None
    assert window.debate.claim.key.id == "key-1"
    window.press(Key.Key_H)
    assert window.projector.view == "heat"
    window.press(Key.Key_Left)  # the next article
    assert window.projector._article_id == "a2"


def test_the_report_is_written_by_a_worker(window: ReportWindow, tmp_path: Path) -> None:
    page = window.page
    assert page.desk.told is not None
    file = tmp_path / "تقرير.pdf"
    page.exporting.write(page.desk.told, file)
    assert page.exporting.running
    deadline = QDeadlineTimer(60_000)
    while page.exporting.running and not deadline.hasExpired():
        window.settle()
        QTest.qWait(20)
    assert len(PdfReader(file).pages) > 2
    assert "تقرير.pdf" in window.frame.undo_strip.words()
    assert "فهد السعدي" not in PdfReader(file).pages[-1].extract_text()
    plain, named = page.export_menu().actions()
    assert ("بلا أسماء" in plain.text(), "بالأسماء" in named.text()) == (True, True)
    page.exporting.write(page.desk.told, file, named=True)
    while page.exporting.running and not deadline.hasExpired():
        window.settle()
        QTest.qWait(20)
    assert "فهد السعدي" in PdfReader(file).pages[-1].extract_text()
    page.exporting.write(page.desk.told, file / "under")
    while page.exporting.running and not deadline.hasExpired():
        window.settle()
        QTest.qWait(20)
    assert "تتعذّر كتابة التقرير" in window.frame.strip.words()


@pytest.mark.parametrize(("code", "theme"), list(zip(CODES, THEMES, strict=True)))
def test_every_language_and_theme_fits(
    opened: Opened, workspace: Workspace, code: Code, theme: ThemeName
) -> None:
    add_class(workspace)
    window = opened(code, theme)
    for size in ((1366, 768), (1024, 640), (2560, 1440)):
        window.frame.resize(*size)
        window.settle()
        board = window.page.board
        assert board.area.widget().width() <= board.area.viewport().width()
        inside = board.area.widget()
        assert inside.minimumSizeHint().width() <= board.area.viewport().width(), size
    window.press(Key.Key_F8)
    window.press(Key.Key_D)
    for _ in range(3):
        window.settle()
        debate = window.debate
        assert debate.minimumSizeHint().height() <= window.frame.height()
        window.press(Key.Key_Return)


def test_it_can_be_walked_by_keyboard(window: ReportWindow) -> None:
    page = window.page
    page.board.missed.setFocus()
    window.press(Key.Key_Home)
    window.press(Key.Key_Down)
    lines = page.board.missed.rows
    claim = next(one for one in page.desk.told.report.claims  # type: ignore[union-attr]
                 if one.key.id == lines.entries[1].claim)  # fmt: skip
    assert page.pane.article is not None
    assert page.pane.article.id == claim.key.article_id
    window.click(page.board.sure_link)
    assert page.board.sure.hasFocus()


def test_the_course_of_the_class_comes_by_itself(opened: Opened, workspace: Workspace) -> None:
    assignment = add_class(workspace)
    workspace.do(
        Gesture.CREATE_ASSIGNMENT,
        lambda tx: tx.add(replace(assignment, id="first", name="تمهيد", created="2026-01-01")),
    )
    window = opened(assignment_id="dam")
    course = window.page.board.course
    mean = told(workspace).report.mean or 0
    assert course.accessibleName().split("\n")[1].startswith("من شرب ماء السدّ؟: المتوسط")
    deadline = QDeadlineTimer(20_000)
    while "تمهيد: لا متوسط" in course.accessibleName() and not deadline.hasExpired():
        window.settle()
        QTest.qWait(10)
    shown = f"{int(mean + 0.5)}٪"
    assert [shown in line.translate(ASCII) for line in course.accessibleName().split("\n")] == [
        True, True,
    ]  # fmt: skip


def test_all_that_takes_the_focus_has_a_name(window: ReportWindow) -> None:
    def nameless(root: QWidget) -> list[QWidget]:
        return [
            widget
            for widget in root.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisibleTo(root)
            and not widget.accessibleName()
        ]

    assert nameless(window.page) == []
    window.press(Key.Key_F8)
    assert nameless(window.projector) == []
    window.press(Key.Key_D)
    for _ in range(3):
        assert nameless(window.projector) == []
        window.press(Key.Key_Return)
    window.click(window.debate.back)
    window.click(window.debate.ways.segment("by_student"))
    assert nameless(window.projector) == []


def test_a_vote_that_cannot_be_kept_is_told_where_it_is_seen(
    opened: Opened, workspace: Workspace, tmp_path: Path
) -> None:
    add_class(workspace)
    with Workspace.open(workspace.path, read_only=True) as beside:
        window = ReportWindow(beside, tmp_path)
        try:
            window.open()
            assert not window.page.board.alarms[0].accept.isEnabled()
            for key in (Key.Key_F8, Key.Key_D, Key.Key_Return, Key.Key_1):
                window.press(key)
            assert window.page.projector is None
            assert "للقراءة فقط" in window.frame.strip.words()
        finally:
            window.close()


def test_a_class_of_sixty_has_room_to_vote(opened: Opened, workspace: Workspace) -> None:
    assignment = add_class(workspace)

    def enrol(tx) -> None:
        for position in range(31, 61):
            tx.add(
                Student(
                    id=f"s{position}", classroom_id=assignment.classroom_id or "",
                    name=f"طالب {position}", position=position,
                )
            )  # fmt: skip

    workspace.do(Gesture.ENROL, enrol)
    window = opened()
    window.frame.resize(1024, 640)
    for key in (Key.Key_F8, Key.Key_D, Key.Key_Return):
        window.press(key)
    window.click(window.debate.ways.segment("by_student"))
    window.debate.tiles.tiles[55].setFocus()
    for _ in range(5):
        window.press(Key.Key_2)
    assert [tile.voted for tile in window.debate.tiles.tiles] == [False] * 55 + [True] * 5
    last = window.debate.tiles.tiles[-1]
    area = window.debate.tiles.area.viewport()
    assert area.rect().contains(last.mapTo(area, last.rect().center()))
    assert window.projector.rect().contains(window.debate.on.mapTo(
        window.projector, window.debate.on.rect().center()))  # fmt: skip
