"""A class from its roster to its marked work: two computers and a stick, by hand, in real windows.

What is graded is reckoned by hand below; the windows must show exactly that.
"""

import csv
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMessageLogContext, QProcess, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.annotation import Annotation, SourceType
from app.domain.entity import Entity
from app.domain.language import isolate_path
from app.domain.relation import RelationType
from app.domain.setting import Role
from app.services import grading, keying, tracking
from app.ui.assignments.page import AssignmentsPage
from app.ui.collect.foot import Foot
from app.ui.collect.notices import Missing
from app.ui.collect.page import CollectPage
from app.ui.collect.rows import Rows
from app.ui.controls.words import Words
from app.ui.feedback.page import FeedbackPage
from app.ui.gradebook.page import GradebookPage
from app.ui.grading.page import GradingPage
from app.ui.library.import_page import ImportPage
from app.ui.report.page import ReportPage
from tests.gestures.person import Person
from tests.gestures.test_opening import begun
from tests.gestures.whole_window import WholeWindow
from tests.services.made_works import dump

CTRL = Qt.KeyboardModifier.ControlModifier
RIM = "رصيف جديد في المرفأ"
RIM_TEXT = (
    f"{RIM}\n"
    "أعلنت بلدية المرفأ أن الرصيف الجديد كلّف 12 مليون دينار وأن طوله 340 مترًا.\n"
    "وقال الصياد حمد السالم إن القوارب الصغيرة لم تجد مكانًا فيه منذ افتتاحه.\n"
    "ولا شك أن هذا الرصيف أجمل ما في المدينة.\n"
    "ويتردد أن المقاول تأخر ثلاثة أشهر.\n"
)
SEA = "ماذا يقول أهل البحر؟"
SEA_TEXT = (
    f"{SEA}\n"
    "ذكر تقرير هيئة الموانئ أن كلفة الرصيف بلغت 15 مليون دينار.\n"
    "ويتداول الصيادون أن الافتتاح تأجل مرتين.\n"
    "وفي رأينا أن الصيادين أولى بالمرفأ من اليخوت.\n"
)
COST = "الرصيف الجديد كلّف 12 مليون دينار"
BOATS = "القوارب الصغيرة لم تجد مكانًا فيه"
BEAUTY = "هذا الرصيف أجمل ما في المدينة"
OTHER_COST = "كلفة الرصيف بلغت 15 مليون دينار"
CORE = "12 مليون دينار"
NOTE = "الرقم من البلدية وحدها، ولا بيان معه."
STRAY = "المقاول تأخر ثلاثة أشهر"
HINT = "الجملة الثانية فيها ادعاء أيضًا."
WORD = "عمل متأنٍّ، وينقصه النظر في من قال."
ISOLATES = "\u2068\u2069"
ROSTER = "الرقم\tالاسم\ns01\tليلى الحمد\ns02\tعمر الزين\ns03\tنورة البحر\n"


@dataclass
class School:
    """Two homes and a stick between them; ``receipts`` as the students saw them, in their order."""

    qt: QApplication
    folder: Path
    patch: pytest.MonkeyPatch
    receipts: list[str] = field(default_factory=list[str])
    before: dict[str, Entity] = field(default_factory=dict[str, Entity])

    @property
    def stick(self) -> Path:
        return self.folder / "STICK"

    @property
    def pack(self) -> Path:
        return self.stick / "واجب الرصيف.bayyina-pack"

    @contextmanager
    def sitting_at(self, computer: str) -> Generator[Person]:
        """The program is started there and closed at the end."""
        home = self.folder / computer
        self.patch.setenv("BAYYINA_HOME", str(home))
        whole = WholeWindow(self.qt, home)
        yield Person(whole)
        whole.close()


@pytest.fixture
def school(
    faces: None, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> School:
    made = School(qapp, tmp_path, monkeypatch)
    made.stick.mkdir()
    return made


@pytest.fixture
def complaints() -> Iterator[set[str]]:
    """What Qt warns of, but for what the offscreen platform cannot do."""
    found: set[str] = set()

    def hear(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "plugin does not support" not in message:
            found.add(message)

    before = qInstallMessageHandler(hear)
    yield found
    qInstallMessageHandler(before)


def test_a_class_from_its_roster_to_its_marked_work(school: School, complaints: set[str]) -> None:
    with school.sitting_at("teacher") as teacher:
        brings_in_articles(teacher, school.folder)
        makes_a_class(teacher)
        makes_an_assignment(teacher)
        makes_the_key(teacher)
        hands_out(teacher, school.pack)
    with school.sitting_at("lab") as student:
        begins(student, school.pack, "s01")
        marks_and_hands_in(student, school)
    with school.sitting_at("lab") as other:
        begins(other, school.pack, "s02")
        hands_in_the_key(other, school)
    with school.sitting_at("lab") as student:
        hands_in_again(student, school)
    with school.sitting_at("teacher") as teacher:
        looks_and_collects(teacher, school)
    with school.sitting_at("teacher") as teacher:
        takes_it_back_and_again(teacher, school)
        grades(teacher)
        reports(teacher)
        gives_back(teacher, school)
    with school.sitting_at("lab") as student:
        reads_what_came_back(student, school)
    assert complaints == set()


# What the teacher prepares.


def brings_in_articles(teacher: Person, folder: Path) -> None:
    files = folder / "a.txt", folder / "b.txt"
    for file, text in zip(files, (RIM_TEXT, SEA_TEXT), strict=True):
        file.write_text(text, "utf-8")
    whole = teacher.whole
    whole.start()
    whole.finish_first_run(Role.TEACHER, sample=False)
    teacher.comes_to_the_front()
    empty = whole.library.empty
    assert empty.isVisible()
    teacher.names_files(lambda: teacher.clicks(empty.files), *files)
    page = whole.frame.page_now()
    assert isinstance(page, ImportPage)
    whole.wait(page.accept.isEnabled)
    assert page.accept.text() == "استيراد مقالين"
    teacher.clicks(page.accept)
    assert whole.frame.current == "library"
    shelf = whole.context.workspace.read(lambda tx: tx.article_cards())
    assert [card.title or card.opening for card in shelf] == [RIM, SEA]


def assignments(teacher: Person) -> AssignmentsPage:
    page = teacher.whole.frame.page_now()
    assert isinstance(page, AssignmentsPage)
    return page


def makes_a_class(teacher: Person) -> None:
    teacher.goes_to("assignments")
    page = assignments(teacher)
    teacher.clicks(page.list.new_class)
    teacher.writes(page.classroom.name, "التاسع ج")
    teacher.presses_return()
    teacher.whole.qt.clipboard().setText(ROSTER)
    teacher.clicks(page.classroom.paste)
    importing = page.classroom.importing
    assert [one.value() for one in importing.columns] == ["id", "name"]
    teacher.clicks(importing.take)
    assert page.classroom.count.words() == "٣ طلاب"


def makes_an_assignment(teacher: Person) -> None:
    page = assignments(teacher)
    teacher.clicks(page.main)
    setup = page.setup
    assert setup.classroom.currentText() == "التاسع ج"
    assert [box.isChecked() for box in setup.articles.values()] == [True, True]
    teacher.writes(setup.name, "كم كلّف الرصيف؟")
    teacher.writes(setup.due, "٣٠/١١/٢٠٣٠")
    teacher.writes(setup.goals["claims"], "٤")
    teacher.writes(setup.goals["relations"], "١")
    teacher.writes(setup.goals["notes"], "١")
    QTest.keyClick(setup.goals["notes"], Qt.Key.Key_Tab)
    [made] = teacher.whole.context.workspace.read(grading.assignments_of)
    assert (made.name, made.due) == ("كم كلّف الرصيف؟", "2030-11-30")
    assert (made.claims_asked, made.relations_asked, made.notes_asked) == (4, 1, 1)


def makes_the_key(teacher: Person) -> None:
    """As a student would, in the reading page; then the core phrase of the first claim."""
    page = assignments(teacher)
    teacher.clicks(page.tabs.segment("key"))
    teacher.clicks(page.key.annotate)
    teacher.marks(OTHER_COST, "1", side=1)
    teacher.says_who(SourceType.DOCUMENT, "تقرير هيئة الموانئ")
    teacher.marks(BOATS, "1")
    teacher.says_who(SourceType.NAMED_PERSON, "حمد السالم")
    teacher.marks(BEAUTY, "3")
    teacher.says_who(SourceType.NONE)
    teacher.marks(COST, "1")
    teacher.says_who(SourceType.NAMED_ORG, "بلدية المرفأ")
    teacher.links(OTHER_COST, 1, "3")
    teacher.goes_to("assignments")
    assert page.tab() == "key"
    assert len(page.key.changes.words().splitlines()) == 6  # four of five, and that there is more
    teacher.clicks(page.key.save)
    rows = page.key.list
    assert rows.rows.rowCount() == 5
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton,
        pos=rows.visualRect(rows.rows.index(0)).center(),
    )  # fmt: skip
    teacher.drags_in(page.key.detail.text, CORE)
    teacher.clicks(page.key.detail.set_core)
    [made] = teacher.whole.context.workspace.read(grading.assignments_of)
    key = teacher.whole.context.workspace.read(keying.key_of, made.id)
    told = {one.quote: one for one in key.claims}
    assert set(told) == {COST, BOATS, BEAUTY, OTHER_COST}
    assert [claim.core.exact for claim in key.claims if claim.core] == [CORE]
    said = {quote: one.attribution.source_type for quote, one in told.items() if one.attribution}
    assert said == {
        COST: SourceType.NAMED_ORG, BOATS: SourceType.NAMED_PERSON,
        BEAUTY: SourceType.NONE, OTHER_COST: SourceType.DOCUMENT,
    }  # fmt: skip
    assert [one.type for one in key.relations] == [RelationType.CONTRADICTS]


def hands_out(teacher: Person, pack: Path) -> None:
    page = assignments(teacher)
    teacher.names_files(lambda: teacher.clicks(page.main), pack)
    assert page.tab() == "hand_out"
    assert isolate_path(str(pack)) in page.hand_out.told.words()
    assert pack.is_file()


# What the students do.


def begins(student: Person, pack: Path, id: str) -> None:
    """From the double click to the first claim: no more than three actions before its tag."""
    begun(student.whole, pack)
    student.types_id(id)
    student.presses_return()
    student.whole.wait_for_frame()
    assert student.whole.context.author_id == id
    assert student.whole.context.role is Role.STUDENT
    assert student.whole.context.workspace.read(lambda tx: tx.count(Annotation)) == 0
    student.comes_to_the_front()


def marks_and_hands_in(student: Person, school: School) -> None:
    """Half of the key, in other words; a note, a relation of another type."""
    student.marks(CORE, "1")
    assert student.actions == ["type the id", "Return", "drag", "key 1"]
    student.says_who(SourceType.NAMED_PERSON, "رئيس البلدية")
    card = student.reading.side.card
    student.writes(card.note, NOTE)
    student.clicks(card.star)
    student.marks("كلفة الرصيف", "1", side=1)
    student.links(CORE, 0, "1")
    hands_in(student, school)


def hands_in(student: Person, school: School) -> None:
    """Two clicks from the last claim; the receipt is there."""
    student.actions.clear()
    student.clicks(student.reading.hand_in)
    page = student.handing_in
    assert page.place.folder == school.stick
    whole = student.whole
    mine = f"_{whole.context.author_id}_"
    assert page.receipt.isHidden() or mine in page.receipt.file.accessibleName()
    student.clicks(page.button)
    assert student.actions == ["click", "click"]
    assert page.receipt.isVisible()
    school.receipts.append(page.receipt.code.words())
    assert mine in page.receipt.file.accessibleName()
    standing = whole.context.workspace.read(tracking.standings, whole.context.author_id)[0]
    last = standing.attempts[-1]
    assert school.receipts[-1] == f"{last.receipt[:4]}-{last.receipt[4:]}"


def hands_in_the_key(student: Person, school: School) -> None:
    """Two claims and the relation between them, exactly as in the key."""
    student.marks(OTHER_COST, "1", side=1)
    student.says_who(SourceType.DOCUMENT, "تقرير الهيئة")
    student.marks(COST, "1")
    student.says_who(SourceType.NAMED_ORG, "بلدية المرفأ")
    student.links(OTHER_COST, 1, "3")
    hands_in(student, school)


def hands_in_again(student: Person, school: School) -> None:
    """Somebody else sat here meanwhile: the pack is opened again, and the work is there."""
    begun(student.whole, school.pack)
    student.types_id("s01")
    student.presses_return()
    student.whole.wait_for_frame()
    student.comes_to_the_front()
    assert len(student.whole.context.workspace.read(lambda tx: tx.find(Annotation))) == 2
    student.marks(BEAUTY, "2")
    student.says_who(SourceType.NONE)
    student.marks(STRAY, "2")
    hands_in(student, school)
    listed = [one.words() for one in student.handing_in.receipt.findChildren(Words)]
    assert any(school.receipts[0] in words for words in listed)


# What the teacher makes of it.


def looks_and_collects(teacher: Person, school: School) -> None:
    whole = teacher.whole
    whole.start()
    whole.wait_for_frame()
    teacher.comes_to_the_front()
    page = teacher.goes_to("collect")
    assert isinstance(page, CollectPage)
    school.before = dump(whole.context.workspace)
    teacher.names_files(lambda: teacher.presses(Qt.Key.Key_O, CTRL), school.stick)
    whole.wait(lambda: page.preview is not None)
    table, foot = page.findChild(Rows), page.findChild(Foot)
    assert table is not None
    assert foot is not None
    rows = table.entries
    assert [(row.look, row.student.strip(ISOLATES)) for row in rows] == [
        ("newer", "ليلى الحمد"), ("new", "ليلى الحمد"), ("new", "عمر الزين"),
    ]  # fmt: skip
    first, other, second = school.receipts
    assert [row.receipt for row in rows] == [second, first, other]
    assert not any(row.is_flagged for row in rows)
    [missing] = page.findChildren(Missing)
    assert "نورة البحر" in missing.accessibleName()
    assert foot.sentence.words() == "ستُضاف ٣ تسليمات."
    assert dump(whole.context.workspace) == school.before
    teacher.clicks(foot.collect)
    assert foot.sentence.words() == "أُضيفت ٣ تسليمات."


def takes_it_back_and_again(teacher: Person, school: School) -> None:
    """The window was closed since: what was collected can be taken back all the same."""
    whole = teacher.whole
    whole.start()
    whole.wait_for_frame()
    teacher.comes_to_the_front()
    page = teacher.goes_to("collect")
    assert isinstance(page, CollectPage)
    collected = dump(whole.context.workspace)
    teacher.presses(Qt.Key.Key_Z, CTRL)
    assert dump(whole.context.workspace) == school.before
    assert not page.undo_last.isEnabled()
    teacher.presses(Qt.Key.Key_Y, CTRL)
    assert dump(whole.context.workspace) == collected
    teacher.clicks(page.undo_last)
    assert dump(whole.context.workspace) == school.before
    teacher.presses(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert dump(whole.context.workspace) == collected


def grades(teacher: Person) -> None:
    """By hand: 9 + 0 + 6 + 6 of 40 by the computer, 3 by the teacher, 2 for what is beyond the key;
    4 of 8 for the relation; 7 of 10 for the note. 60·26/40 + 20·4/8 + 20·7/10 = 63."""
    whole = teacher.whole
    page = teacher.goes_to("grading")
    assert isinstance(page, GradingPage)
    assert page.head.switch.box.text() == "ليلى الحمد"
    rows, bar = page.panel.rows, page.panel.bar
    assert [row.words[0] for row in rows.rows.entries] == [COST, BOATS, BEAUTY, OTHER_COST]
    assert [(*row.figures, row.points) for row in rows.rows.entries] == [
        ("٤", "٤", "١", "٩"), ("٠", "٠", "٠", "٠"), ("٤", "٠", "٢", "٦"), ("٢", "٤", "٠", "٦"),
    ]  # fmt: skip
    teacher.presses(Qt.Key.Key_Down)
    teacher.tags("3")
    teacher.presses_return()
    assert [row.points for row in rows.rows.entries] == ["٩", "٣", "٦", "٦"]
    teacher.presses(Qt.Key.Key_Z, CTRL)
    assert rows.rows.entries[1].points == "٠"
    teacher.presses(Qt.Key.Key_Y, CTRL)
    assert rows.rows.entries[1].points == "٣"
    decision = page.panel.detail.decision
    teacher.presses(Qt.Key.Key_C)
    assert decision.comment.field.hasFocus()
    teacher.writes(decision.comment.field, HINT)
    page.focus_rows()
    alt = Qt.KeyboardModifier.AltModifier
    teacher.presses(Qt.Key.Key_3, alt)
    teacher.tags("2")
    teacher.presses(Qt.Key.Key_4, alt)
    teacher.presses(Qt.Key.Key_A)
    assert (bar.total.words(), bar.mark.words()) == ("٦٣", "١٢٫٦")
    teacher.clicks(bar.whole)
    teacher.writes(decision.comment.field, WORD)
    teacher.presses(Qt.Key.Key_Return, CTRL)
    assert page.head.switch.box.text() == "عمر الزين"
    assert (bar.total.words(), bar.mark.words()) == ("٥٠", "١٠")
    teacher.presses(Qt.Key.Key_Return, CTRL)
    assert page.caption().endswith("قُدّر ٢ من ٣ · طالب واحد لم يسلّم")
    assert whole.context.workspace.next_undo is not None


def reports(teacher: Person) -> None:
    page = teacher.goes_to("report")
    assert isinstance(page, ReportPage)
    shown = [(cell.large.words().strip("\u200f"), cell.small.words())
             for cell in page.board.figures.cells[:2]]  # fmt: skip
    assert shown == [("٢", "من ٣"), ("١١٫٣", "من ٢٠")]
    assert page.board.missed.entries[0].claim == key_ids(teacher)[BOATS]
    assert not page.board.sure_link.isVisible()  # nobody was sure and wrong: it leads nowhere


def key_ids(teacher: Person) -> dict[str, str]:
    read = teacher.whole.context.workspace.read
    return {c.quote: c.id for c in read(keying.key_of, read(grading.assignments_of)[0].id).claims}


def gives_back(teacher: Person, school: School) -> None:
    """A PDF and a feedback file each, by the worker's own process; and the marks as a table."""
    grading_page = teacher.goes_to("grading")
    assert isinstance(grading_page, GradingPage)
    teacher.clicks(grading_page.head.gradebook)
    page = teacher.whole.frame.page_now()
    assert isinstance(page, GradebookPage)
    teacher.whole.wait(lambda: page.settled)
    grid = page.table.grid
    shown = [[grid.cell(grid.index(row, column)).words for column in (0, 1)] for row in range(3)]
    assert shown == [
        ["ليلى الحمد", "١٢٫٦"], ["عمر الزين", "١٠"], ["نورة البحر", "—"],
    ]  # fmt: skip
    table = school.folder / "marks.csv"
    teacher.names_files(lambda: teacher.clicks(page.side.table), table)
    head, *lines = csv.reader(table.read_text("utf-8-sig").splitlines())
    assert [dict(zip(head, line, strict=True))["الاسم"] for line in lines] == [
        "ليلى الحمد", "عمر الزين", "نورة البحر",
    ]  # fmt: skip
    teacher.names_files(lambda: teacher.clicks(page.side.give), school.stick)
    teacher.whole.wait(lambda: not page.giving.running)
    assert page.side.strip.words() == "كُتبت ٤ ملفات."
    teacher.whole.wait(lambda: page.findChild(QProcess) is None)  # it says so before it ends
    papers = sorted(school.stick.glob("*/*.pdf"))
    assert len(papers) == 2
    for paper in papers:
        assert PdfReader(paper).pages


# What comes back.


def reads_what_came_back(student: Person, school: School) -> None:
    [file] = school.stick.glob("*/ليلى*.bayyina-feedback")
    whole = student.whole
    whole.application.begin(None, [file])
    whole.window.resize(1366, 768)
    whole.wait_for_frame()
    assert whole.context.author_id == "s01"
    page = whole.frame.page_now()
    assert isinstance(page, FeedbackPage)
    said = [one.words() for one in page.findChildren(Words)]
    assert "١٢٫٦" in said
    assert WORD in said
    assert school.receipts[2] in page.caption()
    lines = [row.line for row in page.rows()]
    assert [(one.kind, one.points) for one in lines] == [
        ("found", "٩ من ١٠"), ("found", "٦ من ١٠"), ("found", "٦ من ١٠"), ("missed", "٣"),
        ("extra", "+٢"), ("relation", "٤ من ٨"), ("note", "٧ من ١٠"),
    ]  # fmt: skip
    why = [one.reason for one in lines]
    assert "القائل هنا «شخص مسمّى»، وهو في المفتاح «جهة مسمّاة»" in why[0]
    assert why[1] == "الوسم هنا «غير متحقَّق منه»، وهو في المفتاح «رأي»."
    assert "التطابق ٥٠٪" in why[2]
    assert "عدّلها المعلّم من ٠ إلى ٣" in why[3]
    assert "«يكرّر»، وهي في المفتاح «يناقض»" in why[5]
    assert lines[3].comment == HINT
    student.clicks(page.rows()[1])
    assert page.pane.reader.selected_claim == "1.2"
