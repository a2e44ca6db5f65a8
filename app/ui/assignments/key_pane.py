"""The key of an assignment: its state, what would change, its rows and what is set on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.annotation import Annotation
from app.domain.assignment import Asked, Assignment
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.grading import Key
from app.domain.key_version import KeyVersion
from app.domain.language import Language
from app.services import keying
from app.services.keying import Proposal
from app.ui.assignments.differences import worded
from app.ui.assignments.form_parts import side_by_side
from app.ui.assignments.key_detail import KeyDetail
from app.ui.assignments.key_rows import KeyRows
from app.ui.assignments.key_wording import rows_of
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.controls.panel import scrolling
from app.ui.controls.strip import Strip
from app.ui.controls.words import Words

_MOST_LINES = 4  # of differences that are spelled out
_DETAIL = 420


class KeyPane(QWidget):
    """Reads and changes the key of the assignment that it is shown."""

    annotate_wanted = Signal(object)  # an annotation to be seen, or None

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._assignment: Assignment | None = None
        self._key = Key((), ())
        self._version: KeyVersion | None = None  # one that is held against the key
        look, say = context.look, context.language.say
        self.state = Words(look, "", "interface.body", wrap="wrap")
        self.annotate = Button(look, say("assignments.annotate"), icon="reading")
        self.save = Button(look, say("assignments.save_key"), icon="key")
        self.versions = Button(look, "", kind="flat", menu=True)
        self.versions.set_trailing_icon("open_menu")
        self.changes = Words(look, "", "interface.label", "text.secondary", wrap="wrap")
        self.touched = Strip(look, say("ui.close"))
        self.blank = Strip(look, say("ui.close"))
        self.restore = Button(look, say("assignments.restore"), height="control_compact")
        self.dismiss = Button(look, say("ui.cancel"), kind="link", height="control_compact")
        self.list = KeyRows(look, say("assignments.key_rows"))
        self.detail = KeyDetail(look, context.language)
        self._side = scrolling(self.detail)
        self._side.setFixedWidth(_DETAIL)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(32, 14, 28, 10)
        head.setSpacing(8)
        head.addWidget(self.state)
        head.addLayout(side_by_side(self.annotate, self.save, self.versions))
        head.addWidget(self.changes)
        head.addLayout(side_by_side(self.restore, self.dismiss, gap=8))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list, 1)
        body.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.blank)
        column.addWidget(self.touched)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.annotate.clicked.connect(self._annotate)
        self.save.clicked.connect(self.save_key)
        self.versions.clicked.connect(self._offer_versions)
        self.restore.clicked.connect(self._restore)
        self.dismiss.clicked.connect(partial(self.compare, None))
        self.list.row_chosen.connect(self._show_row)
        self.detail.core_given.connect(self._set_core)
        self.detail.tag_given.connect(partial(self._edit, keying.accept_tag))
        self.detail.type_given.connect(partial(self._edit, keying.accept_type))
        self.detail.scored_given.connect(partial(self._edit, keying.set_scored))
        self.detail.sought.connect(self._seek)

    def show_assignment(self, assignment: Assignment) -> None:
        """Read its key again."""
        if self._assignment is None or self._assignment.id != assignment.id:
            self._version = None
        self._assignment = assignment
        read, author = self._context.workspace.read, self._context.author_id
        key = read(keying.key_of, assignment.id)
        order = {id: place for place, id in enumerate(assignment.article_ids)}
        claims = sorted(key.claims, key=lambda c: (order.get(c.article_id, 0), c.start, c.end))
        self._key = Key(claims, key.relations)
        kept = read(keying.versions, assignment.id)
        if self._version is not None and self._version.id not in {one.id for one in kept}:
            self._version = None
        source = read(keying.source_of, assignment.id, author)
        proposal = read(keying.propose, assignment.id, source)
        self._show_blanks(assignment, key)
        marked = bool(proposal.changes) or bool(key.claims)
        self._show_state(proposal, kept, marked=marked)
        self.list.show_rows(rows_of(self._key, self._context.language))
        self.list.setVisible(bool(claims))
        self._side.setVisible(bool(claims))

    def _show_blanks(self, assignment: Assignment, key: Key) -> None:
        """A key that does not say who said it takes points from those who do."""
        blank = keying.unanswered(key) if Asked.SOURCE in assignment.asked else 0
        if blank:
            words = self._context.language.count("assignments.blank_sources", blank)
            self.blank.say("warning", words, closable=False)
        self.blank.setVisible(bool(blank))

    def _show_state(self, proposal: Proposal, kept: Sequence[KeyVersion], *, marked: bool) -> None:
        language, say = self._context.language, self._context.language.say
        scored = sum(claim.scored for claim in self._key.claims)
        if not self._key.claims:
            words = say("assignments.no_key")
        else:
            words = say(
                "assignments.key_state",
                claims=language.count("cli.claims", scored),
                relations=language.count("cli.relations", len(self._key.relations)),
            )
            if kept:
                at = datetime.fromisoformat(kept[0].created).astimezone()
                words += " " + say("assignments.key_saved", number=kept[0].number, at=at)
        self.state.say(words)
        edit = "assignments.edit_key" if self._key.claims else "assignments.annotate"
        self.annotate.set_words(say(edit))
        mine = self._marks_all(proposal)
        self.save.setEnabled(marked and not proposal.is_empty and mine)
        self.save.setToolTip("" if self.save.isEnabled() else say("assignments.nothing_to_save"))
        self.versions.setVisible(bool(kept))
        self.versions.set_words(language.count("assignments.versions_kept", len(kept)))
        if self._version is not None:
            proposal = self._context.workspace.read(keying.propose_version, self._version.id)
            head = say("assignments.version_differs", number=self._version.number)
            if proposal.is_empty:
                head = say("assignments.version_same", number=self._version.number)
        else:
            shown = mine and not proposal.is_empty
            head = say("assignments.not_saved_yet") if shown else ""
            proposal = proposal if shown else Proposal((), proposal.touched)
        self._show_changes(head, proposal)
        holding = self._version is not None
        self.restore.setVisible(holding and not proposal.is_empty)
        self.dismiss.setVisible(holding)

    def _marks_all(self, proposal: Proposal) -> bool:
        """Whether the teacher marked anything herself: else every row would count as removed."""
        return any(one.after is not None for one in proposal.changes) or len(
            proposal.changes
        ) < len(self._key.claims) + len(self._key.relations)

    def _show_changes(self, head: str, proposal: Proposal) -> None:
        language = self._context.language
        claims = {claim.id: claim for claim in self._key.claims}
        for one in proposal.changes:
            for side in (one.before, one.after):
                if isinstance(side, Annotation):
                    claims[side.id] = side
        lines = worded(proposal.changes, claims, language)
        shown = lines[:_MOST_LINES]
        if len(lines) > len(shown):
            shown.append(language.count("key_diff.more", len(lines) - len(shown)))
        self.changes.setVisible(bool(head))
        self.changes.say("\n".join([head, *shown]) if head else "")
        touched = len(proposal.touched.students) if head else 0
        if touched:
            self.touched.say("warning", language.count("assignments.touched", touched),
                             closable=False)  # fmt: skip
        else:
            self.touched.hide()

    def _show_row(self) -> None:
        chosen = self.list.chosen()
        claims = {claim.id: claim for claim in self._key.claims}
        self.detail.show_row(chosen.row if chosen else None, claims.get)

    # What is done.

    def save_key(self) -> None:
        """«احفظ المفتاح»: the key becomes what the teacher marked."""
        assignment = self._assignment
        if assignment is None:
            return
        context = self._context
        source = context.workspace.read(keying.source_of, assignment.id, context.author_id)
        saved = context.do(Gesture.SAVE_KEY, keying.save, assignment.id, source)
        if saved is not None:
            words = self._context.language.count("assignments.key_kept", saved.claims)
            self._context.offer_undo(words)

    def compare(self, version: KeyVersion | None, _pressed: bool = False) -> None:
        """Hold a version against the key; None: none any more."""
        self._version = version
        if self._assignment is not None:
            self.show_assignment(self._assignment)

    def _restore(self) -> None:
        version, self._version = self._version, None
        if version is None:
            return
        if self._context.do(Gesture.RESTORE_KEY, keying.restore, version.id) is not None:
            words = self._context.language.say("assignments.restored", number=version.number)
            self._context.offer_undo(words)

    def _offer_versions(self) -> None:
        assignment, language = self._assignment, self._context.language
        if assignment is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for version in self._context.workspace.read(keying.versions, assignment.id):
            menu.addAction(self._action(menu, version, language))
        pop_up(menu, self.versions.mapToGlobal(self.versions.rect().bottomLeft()))

    def _action(self, menu: QMenu, version: KeyVersion, language: Language) -> QAction:
        at = datetime.fromisoformat(version.created).astimezone()
        words = language.say("assignments.version", number=version.number, at=at)
        action = QAction(f"{words} · {version.name}" if version.name else words, menu)
        action.triggered.connect(partial(self.compare, version))
        return action

    def _annotate(self) -> None:
        """Go on with what is there: a key that came in a file becomes marks first."""
        self._seek(None)

    def _seek(self, claim: Annotation | None) -> None:
        assignment, context = self._assignment, self._context
        if assignment is None:
            return
        if context.do(Gesture.EDIT_KEY, keying.begin, assignment.id, context.author_id) is not None:
            self.annotate_wanted.emit(claim)

    def _set_core(self, claim_id: str, span: tuple[int, int] | None) -> None:
        if span is None:
            self._edit(keying.clear_core, claim_id)
        else:
            self._edit(keying.set_core, claim_id, *span)

    def _edit(self, operation: object, row_id: str, *given: object) -> None:
        try:
            self._context.workspace.do(Gesture.EDIT_KEY, operation, row_id, *given)  # type: ignore[arg-type]
        except KnownError as error:
            self._context.report(error)
        except LookupError:  # it went meanwhile
            if self._assignment is not None:
                self.show_assignment(self._assignment)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between the list and what is set on a row."""
        painter = QPainter(self)
        if self._side.isVisible():
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = self._side.geometry().right() + 1 if rtl else self._side.x() - 1
            painter.fillRect(x, self._side.y(), 1, self._side.height(),
                             self._context.look.color("border.subtle"))  # fmt: skip
        painter.end()
