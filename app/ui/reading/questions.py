"""The two questions that decide a tag: the first is asked here, the second is «من قال؟»."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.annotation import Annotation, Tag
from app.domain.codebook import Codebook, proposed_tag
from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import wording


class Questions(QWidget):
    """Asks whether the claim can be shown true or false; ``proposal`` says what follows.

    The answer starts from the tag that was given and is not kept: only the tag is. Nothing is
    changed unless the proposal is pressed.
    """

    tag_wanted = Signal(object)  # Tag

    def __init__(self, look: Look, language: Language, book: Codebook) -> None:
        super().__init__()
        self._language = language
        self._claim: Annotation | None = None
        self._provable = True
        text, _, rule = book.questions[0].partition("\n")
        say = language.say
        asked = Words(look, text, "interface.label", "text.secondary", wrap="wrap")
        asked.setToolTip(rule)
        self.answer = Segments(
            look, [Choice("yes", say("reading.yes")), Choice("no", say("reading.no"))], text
        )
        self.answer.chosen.connect(self._answer)
        self.proposal = Button(look, kind="link", icon="accept", height="control_compact")
        self.proposal.clicked.connect(self._accept)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(asked, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.answer)

    def show_claim(self, claim: Annotation) -> None:
        """Ask about a claim. Another one, or another tag, starts from the tag."""
        before, self._claim = self._claim, claim
        if before is None or (before.id, before.tag) != (claim.id, claim.tag):
            self._provable = claim.tag is not Tag.OPINION
        self.answer.choose("yes" if self._provable else "no")
        self._propose()

    def take_back(self) -> bool:
        """An answer that is not what the tag says is no step: whether there was one, now taken
        back."""
        claim = self._claim
        if claim is None or self.isHidden() or self._provable == (claim.tag is not Tag.OPINION):
            return False
        self._provable = not self._provable
        self.answer.choose("yes" if self._provable else "no")
        self._propose()
        return True

    @property
    def proposed(self) -> Tag | None:
        """The tag that the answers lead to, where it is not the one that was given."""
        claim = self._claim
        if claim is None:
            return None
        said_by = claim.attribution.source_type if claim.attribution else None
        wanted = proposed_tag(self._provable, said_by)
        return wanted if wanted is not claim.tag else None

    def _answer(self, value: str) -> None:
        self._provable = value == "yes"
        self._propose()

    def _propose(self) -> None:
        wanted = self.proposed
        self.proposal.setVisible(wanted is not None)
        if wanted is not None:
            tag = wording.tag_label(self._language, wanted)
            say = self._language.say
            self.proposal.set_words(
                say("reading.proposed_tag", tag=tag), say("reading.retag_as", tag=tag)
            )

    def _accept(self) -> None:
        wanted = self.proposed
        if wanted is not None:
            self.tag_wanted.emit(wanted)
