"""From the double click on a pack to the receipt, counting what a student does; and after it."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.annotation import Annotation, SourceType
from app.domain.assignment import Mode
from app.domain.change import Gesture
from app.domain.language import isolate_path
from app.domain.relation import RelationType
from app.domain.submission import Feedback, Submission
from app.formats import submission_file
from app.services import collecting, relating, returning, tracking
from app.services.composing import Choices
from app.services.workspace import Workspace
from app.ui.library.banner import GoalView
from app.ui.settings.page import SettingsPage
from tests.gestures.handed_out import CLAIM, ID, make_pack
from tests.gestures.person import Person
from tests.gestures.test_opening import asked, begun
from tests.gestures.whole_window import WholeWindow

RETURN = Qt.Key.Key_Return


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "E"
    folder.mkdir()
    return make_pack(folder / "واجب القمح.bayyina-pack")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


def seated(whole: WholeWindow, pack: Path, id: str = "s01", *, stick: Path | None = None) -> Person:
    """A student who opened the pack and is at the text; ``stick``: where the work is kept too."""
    form = begun(whole, pack)
    if stick is not None:
        form.where.use(stick)
    student = Person(whole)
    student.types_id(id)
    student.presses_return()
    whole.wait_for_frame()
    return student


def receipts(whole: WholeWindow) -> list[Submission]:
    found = whole.context.workspace.read(tracking.standings, whole.context.author_id)
    return list(found[0].attempts)


def test_three_actions_to_the_text_and_two_clicks_to_the_receipt(
    whole: WholeWindow, pack: Path
) -> None:
    begun(whole, pack)  # the double click
    student = Person(whole)
    student.types_id("s01")
    student.presses_return()
    whole.wait_for_frame()
    student.drags_over(CLAIM)
    student.tags("1")
    # No click at all but the drag itself: the id is typed, Return begins, a key tags.
    assert student.actions == ["type the id", "Return", "drag", "key 1"]
    assert whole.context.workspace.read(lambda tx: tx.count(Annotation)) == 1

    student.actions.clear()
    student.clicks(student.reading.hand_in)
    page = student.handing_in
    assert "بقي: ادعاء واحد وصلة واحدة وملاحظة واحدة" in page.summary.left.words()
    assert page.place.folder == pack.parent  # the stick that the pack came from
    student.clicks(page.button)
    assert student.actions == ["click", "click"]
    [kept] = receipts(whole)
    code = f"{kept.receipt[:4]}-{kept.receipt[4:]}"
    assert page.receipt.isVisible()
    assert page.receipt.code.words() == code
    [file] = pack.parent.glob("*.bayyina-work")
    assert page.receipt.file.words() == isolate_path(str(file))
    handed = submission_file.read(file)
    assert handed.submission == kept
    assert handed.claims == 1
    student.clicks(page.receipt.copy)
    assert whole.qt.clipboard().text() == code


def test_a_mouse_alone_needs_three_clicks_too(
    whole: WholeWindow, pack: Path, qapp: QApplication
) -> None:
    """With an id that was used here before: the id, begin, then drag and press the tag."""
    seated(whole, pack)
    whole.window.close()
    again = WholeWindow(qapp, whole.home, None)
    form = begun(again, pack)
    student = Person(again)
    student.clicks(form.who.offers[0])
    student.clicks(form.start)
    again.wait_for_frame()
    student.drags_over(CLAIM)
    student.clicks(student.reading.tag_bar.tags[0])
    assert [a for a in student.actions if a == "click"] == ["click"] * 3
    assert again.context.workspace.read(lambda tx: tx.count(Annotation)) == 1
    again.close()


def test_the_keyboard_alone_hands_in(whole: WholeWindow, pack: Path) -> None:
    student = seated(whole, pack)
    reader = student.reading.readers.columns[0].reader
    whole.wait(reader.hasFocus)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for _ in range(3):
        whole.press(Qt.Key.Key_Left, held)
    student.tags("1")
    assert whole.context.workspace.read(lambda tx: tx.count(Annotation)) == 1
    whole.press(RETURN, Qt.KeyboardModifier.ControlModifier)
    page = student.handing_in
    whole.wait(page.button.hasFocus)
    student.presses_return()
    assert len(receipts(whole)) == 1
    whole.wait(page.receipt.copy.hasFocus)
    whole.press(Qt.Key.Key_Escape)
    assert whole.frame.current == "reading"


def test_all_of_it_has_a_name_to_be_read_out(whole: WholeWindow, pack: Path) -> None:
    student = seated(whole, pack)
    student.marks(CLAIM)
    student.clicks(student.reading.hand_in)
    page = student.handing_in
    for _ in range(2):  # before and after
        met: set[str] = set()
        page.setFocus()
        for _ in range(14):
            QTest.keyClick(whole.qt.focusWidget() or page, Qt.Key.Key_Tab)
            widget = whole.qt.focusWidget()
            assert widget is not None
            assert widget.accessibleName()
            met.add(widget.accessibleName())
        wanted = page.button if page.button.isVisible() else page.receipt.copy
        assert wanted.accessibleName() in met
        whole.click(page.button)
    assert page.receipt.code.accessibleName().startswith("رمز الإيصال")


def test_handed_in_again_both_receipts_are_listed(whole: WholeWindow, pack: Path) -> None:
    student = seated(whole, pack)
    student.marks(CLAIM)
    student.clicks(student.reading.hand_in)
    student.clicks(student.handing_in.button)
    page = student.handing_in
    assert not page.button.isVisible()  # nothing has changed since
    student.clicks(page.back)
    assert whole.frame.header.undo.isEnabled()  # undo goes on with what was marked
    student.marks("الأمطار «تأخرت شهرًا»", "2")
    student.clicks(student.reading.hand_in)
    assert "تغيّر العمل بعد التسليم" in page.changed.words()
    assert page.changed.isVisible()
    student.clicks(page.button)
    first, second = receipts(whole)
    assert page.receipt.code.words().replace("-", "") == second.receipt
    listed = page.receipt.earlier.itemAt(1).widget().words()  # under its heading
    assert f"{first.receipt[:4]}-{first.receipt[4:]}" in listed
    assert len(list(pack.parent.glob("*.bayyina-work"))) == 2
    # Taken back to what was handed in first: it is not what was handed in last.
    student.clicks(page.back)
    whole.frame.undo()
    standing = whole.context.workspace.read(tracking.standing, "s01", ID)
    assert standing is not None
    assert standing.changed
    whole.frame.redo()
    standing = whole.context.workspace.read(tracking.standing, "s01", ID)
    assert standing is not None
    assert not standing.changed


def test_a_pulled_stick_is_said_and_another_place_cures(
    whole: WholeWindow, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    student = seated(whole, pack)
    student.marks(CLAIM)
    student.clicks(student.reading.hand_in)
    page = student.handing_in
    shutil.rmtree(pack.parent)
    student.clicks(page.button)
    assert page.strip.isVisible()
    assert "نُزعت" in page.strip.words()
    assert receipts(whole) == []
    other = tmp_path / "share"
    other.mkdir()
    monkeypatch.setattr("app.ui.handing_in.place.choose_folder", lambda *_: other)
    page.strip.acted.emit()
    assert not page.strip.isVisible()
    assert page.receipt.isVisible()
    assert len(list(other.glob("*.bayyina-work"))) == 1
    assert whole.context.preferences.choices.layout["hand_in"] == str(other)


def test_the_library_says_what_is_left_and_hands_in(whole: WholeWindow, pack: Path) -> None:
    student = seated(whole, pack)
    library = whole.library
    assert library.work.isVisible()
    assert not library.banner.isVisible()
    assert library.work.state.words() == "بقي: ادعاءان وصلة واحدة وملاحظة واحدة"
    assert library.work.reading.text() == "متابعة القراءة"
    student.clicks(library.work.reading)
    claim = student.marks(CLAIM)
    student.marks("الأمطار «تأخرت شهرًا»", "2")
    desk = student.reading.desk
    desk._gestures.write_note(claim, "رقم بلا مصدر آخر", False)
    desk._gestures.star(claim, True)
    other = student.reading.shelf.claims(claim.article_id)[1]
    whole.context.do(Gesture.LINK, relating.link, "s01", claim.id, other.id, RelationType.QUALIFIES)
    library = whole.library
    assert library.work.state.words() == "بقي ادعاءان بلا جواب: من قال؟"
    assert library.work.reading.text() == "متابعة القراءة"
    for one in (claim, other):
        desk._gestures.attribute(one, SourceType.NONE, "")
    library = whole.library
    assert library.work.state.words() == ""
    assert library.work.handing_in.text() == "تسليم العمل"
    student.clicks(library.work.handing_in)  # now the filled one
    student.clicks(student.handing_in.button)
    library = whole.library
    assert "سُلِّم" in library.work.state.words()
    assert library.work.handing_in.text() == "إظهار الإيصال"


def test_goals_stand_level_with_and_without_a_figure(whole: WholeWindow, pack: Path) -> None:
    student = seated(whole, pack)
    student.marks(CLAIM)

    def level(goals: list[GoalView]) -> bool:
        whole.qt.processEvents()
        assert goals[0]._done.words() == "١"
        assert goals[1]._none.words() == "لا شيء"
        return len({goal._name.mapTo(whole.frame, QPoint(0, 0)).y() for goal in goals}) == 1

    banner = whole.library.work
    assert level(banner.goals)
    student.clicks(banner.handing_in)
    assert level(student.handing_in.summary.goals)


def test_two_assignments_are_switched_in_the_banner(
    whole: WholeWindow, pack: Path, tmp_path: Path
) -> None:
    student = seated(whole, pack)
    second = make_pack(tmp_path / "b.bayyina-pack", name="واجب آخر هنا", id="b" * 8)
    whole.window.receive([second])
    form = asked(whole)
    assert form.who.first.text() == "s01"  # whose window this is
    student.clicks(form.start)
    whole.wait_for_frame()
    library = whole.library
    assert library.work.others.text() == "واجب آخر"
    assert library.work.accessibleName().startswith("واجب آخر هنا")
    library.work.other_chosen.emit(ID)
    assert library.work.accessibleName().startswith("موسم القمح")
    student.clicks(library.work.handing_in)
    assert student.handing_in.caption() == "موسم القمح"


def test_kept_on_a_stick_that_is_pulled_and_comes_back(
    whole: WholeWindow, pack: Path, stick: Path, tmp_path: Path
) -> None:
    student = seated(whole, pack, stick=stick)
    mark = whole.frame.header.saved
    whole.wait(lambda: "وعلى \u2068STICK\u2069" in mark.words())
    [file] = stick.glob("*.bayyina-work")
    student.marks(CLAIM)
    whole.wait(lambda: submission_file.read(file).claims == 1)
    gone = tmp_path / "pulled"
    stick.rename(gone)
    student.marks("الأمطار «تأخرت شهرًا»", "2")
    whole.wait(lambda: whole.frame.kept_strip.isVisible())
    assert "العمل محفوظ" in whole.frame.kept_strip.words()
    assert "STICK" not in mark.words()
    # Who closes is told first, and nothing closes.
    whole.window.close()
    assert whole.window.isVisible()
    assert "مرة أخرى" in whole.frame.kept_strip.words()
    gone.rename(stick)
    whole.wait(lambda: not whole.frame.kept_strip.isVisible())
    whole.wait(lambda: "STICK" in mark.words())
    assert submission_file.read(file).claims == 2


def test_another_place_takes_the_work_when_the_stick_stays_away(
    whole: WholeWindow, pack: Path, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "SHARE"
    share.mkdir()
    student = seated(whole, pack, stick=stick)
    shutil.rmtree(stick)
    student.marks(CLAIM)
    whole.wait(lambda: whole.frame.kept_strip.isVisible())
    monkeypatch.setattr("app.ui.controls.file_choice.choose_folder", lambda *_: share)
    whole.frame.kept_strip.acted.emit()
    whole.wait(lambda: not whole.frame.kept_strip.isVisible())
    whole.wait(lambda: "SHARE" in whole.frame.header.saved.words())
    [file] = share.glob("*.bayyina-work")
    assert submission_file.read(file).claims == 1


def test_the_work_goes_on_tomorrow_on_another_computer(
    whole: WholeWindow,
    pack: Path,
    stick: Path,
    tmp_path: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    student = seated(whole, pack, stick=stick)
    marked_last = student.marks(CLAIM).article_id
    whole.window.close()
    [file] = stick.glob("*.bayyina-work")
    assert submission_file.read(file).claims == 1  # written before the window was gone

    home = tmp_path / "another computer"
    monkeypatch.setenv("BAYYINA_HOME", str(home))
    other = WholeWindow(qapp, home)
    form = begun(other, file)
    assert "\u2068s01\u2069" in form.pane.words()
    assert not form.who.isVisible()
    again = Person(other)
    again.presses_return()  # nothing to type: the file says whose it is
    other.wait_for_frame()
    assert other.frame.current == "reading"
    assert other.context.author_id == "s01"
    assert again.reading.readers.active_article == marked_last
    again.marks("الأمطار «تأخرت شهرًا»", "2")
    other.wait(lambda: submission_file.read(file).claims == 2)
    again.clicks(again.reading.hand_in)
    assert again.handing_in.place.folder == stick
    again.clicks(again.handing_in.button)
    assert receipts(other)[0].claims == 2
    other.close()


def test_practice_says_what_the_key_says_and_a_test_says_nothing(
    whole: WholeWindow, tmp_path: Path
) -> None:
    student = seated(whole, make_pack(tmp_path / "p.bayyina-pack", mode=Mode.PRACTICE))
    told = student.reading.side.practice
    assert told is not None
    assert told.isVisible()
    student.marks(CLAIM, "3")
    assert "الوسم في المفتاح «مُسنَد»، وهو هنا «رأي»" in told.words()
    assert "«من قال؟» بلا جواب" in told.words()
    student.tags("1")
    assert "والوسم كما في المفتاح: مُسنَد." in told.words()
    student.marks("كان أفضل مما قيل", "3")
    assert told.words() == "ليس في المفتاح، وقد يكون ادعاءً سليمًا."


def test_nothing_is_said_in_a_test(whole: WholeWindow, pack: Path) -> None:
    student = seated(whole, pack)
    student.marks(CLAIM)
    assert student.reading.side.practice is None


def test_another_place_is_chosen_and_left_later(
    whole: WholeWindow, pack: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    student = seated(whole, pack)
    page = whole.page("settings")
    assert isinstance(page, SettingsPage)
    row = page.keeping
    assert row is not None
    assert not row.leave.isVisible()
    monkeypatch.setattr("app.ui.settings.keeping_row.choose_folder", lambda *_: stick)
    student.clicks(row.choose)
    assert str(stick) in row.folder.words()
    whole.wait(lambda: "STICK" in whole.frame.header.saved.words())
    [file] = stick.glob("*.bayyina-work")
    student.clicks(row.leave)
    assert not row.leave.isVisible()
    whole.wait(lambda: "STICK" not in whole.frame.header.saved.words())
    assert file.exists()  # what is there stays


def test_what_comes_back_opens_in_the_file_of_whom_it_is_for(
    whole: WholeWindow, tmp_path: Path
) -> None:
    """Two students of one computer; the teacher collects and gives back on hers."""
    pack = make_pack(tmp_path / "p.bayyina-pack", students=("s01", "s02"))
    student = seated(whole, pack, "s02")
    student.marks(CLAIM)
    student.clicks(student.reading.hand_in)
    student.clicks(student.handing_in.button)
    whole.window.receive([pack])
    form = asked(whole)
    form.who.fill("s01")
    student.clicks(form.start)
    whole.wait_for_frame()
    with Workspace.open(pack.with_suffix(".teacher.bayyina")) as teacher:
        preview = collecting.look(teacher, ID, [tmp_path])
        teacher.do(Gesture.COLLECT, collecting.collect, preview)
        given = list(returning.give_back(teacher, ID, tmp_path / "back", Choices()))
    [file] = [one.file for one in given if one.student == "s02"]
    whole.window.receive([file])
    whole.wait(lambda: whole.window.frame is not None and whole.frame.current == "feedback")
    assert whole.context.author_id == "s02"
    assert whole.context.workspace.read(lambda tx: tx.count(Feedback)) == 1
    assert not (whole.window.frame and "strip" in whole.frame.__dict__)  # nothing is wrong
