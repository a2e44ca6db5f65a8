"""The system's dialogs for files and folders: they know sticks and shares.

Where the system has none, Qt's own stands in; its translations have gaps, so the words are ours.
"""

from pathlib import Path

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFileIconProvider,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QTreeView,
    QWidget,
)

from app.domain.language import Language, isolate
from app.ui.controls.field import lead

_SIZE = (860, 520)
_LABELS = {
    QFileDialog.DialogLabel.LookIn: "file_choice.look_in",
    QFileDialog.DialogLabel.FileName: "file_choice.file_name",
    QFileDialog.DialogLabel.FileType: "file_choice.file_type",
    QFileDialog.DialogLabel.Accept: "file_choice.accept",
    QFileDialog.DialogLabel.Reject: "ui.cancel",
}


def choose_files(parent: QWidget, language: Language, title: str, kinds: str) -> list[Path]:
    """Files that exist, of ``kinds`` («words (*.txt);;words (*)»); empty: nothing was chosen."""
    dialog = make_dialog(parent, language, title, None, QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(kinds)
    return _chosen(dialog)


def choose_file(
    parent: QWidget, language: Language, title: str, start: Path, kinds: str
) -> Path | None:
    """One file that exists, looked for in ``start`` first."""
    dialog = make_dialog(parent, language, title, start, QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    return next(iter(_chosen(dialog)), None)


def choose_new_file(
    parent: QWidget, language: Language, title: str, file: Path, kinds: str
) -> Path | None:
    """A file to write, ``file`` proposed; the dialog asks before one that is there goes. The
    proposed ending is added where none was typed."""
    dialog = make_dialog(parent, language, title, file.parent, QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kinds)
    dialog.setDefaultSuffix(file.suffix.removeprefix("."))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, language.say("file_choice.save"))
    dialog.selectFile(file.name)
    return next(iter(_chosen(dialog)), None)


def choose_folder(
    parent: QWidget, language: Language, title: str, start: Path | None = None
) -> Path | None:
    """One folder, looked for in ``start`` first."""
    dialog = make_dialog(parent, language, title, start, QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_chosen(dialog)), None)


def make_dialog(
    parent: QWidget | None,
    language: Language,
    title: str,
    start: Path | None,
    mode: QFileDialog.FileMode,
) -> QFileDialog:
    """A dialog, not yet shown: the system's, else Qt's own in the user's words."""
    dialog = QFileDialog(parent, title, str(start or Path.home()))
    dialog.setFileMode(mode)
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)  # «(*.txt)» breaks in Arabic
    for label, key in _LABELS.items():
        dialog.setLabelText(label, language.say(key))
    if parts := dialog.findChildren(QTreeView):  # there are none in the system's own dialog
        _dress(dialog, language, parts[0])
    return dialog


def _dress(dialog: QFileDialog, language: Language, files: QTreeView) -> None:
    """Qt's own dialog: kinds of files in the user's words, paths in their order, whole dates."""
    names = _Names(language)
    dialog.setIconProvider(names)
    dialog.setProperty("names", names)  # the dialog does not keep it alive
    dialog.resize(*_SIZE)
    header = files.header()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    if place := dialog.findChild(QComboBox, "lookInCombo"):
        _say_place(dialog, place)
    for field in dialog.findChildren(QLineEdit):
        lead(field)


def _say_place(dialog: QFileDialog, place: QComboBox) -> None:
    """A path in the place of the list of places, which would turn it round: «root/»."""
    said = QLabel(isolate(dialog.directory().absolutePath()))
    said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    rtl = dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    said.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def enter(path: str) -> None:
        said.setText(isolate(path))

    dialog.directoryEntered.connect(enter)
    for row in dialog.findChildren(QHBoxLayout):
        if (at := row.indexOf(place)) >= 0:
            row.insertWidget(at, said, 1)
            place.hide()


class _Names(QFileIconProvider):
    """What kind of file it is, in words that Qt's translations lack."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._folder = language.say("file_choice.folder")
        self._file = language.say("file_choice.file")

    def type(self, info: QFileInfo) -> str:
        if info.isDir():
            return self._folder
        return f"{self._file} {isolate(info.suffix())}" if info.suffix() else self._file


def _chosen(dialog: QFileDialog) -> list[Path]:
    done = dialog.exec()
    chosen = [Path(name) for name in dialog.selectedFiles()] if done else []
    dialog.deleteLater()
    return chosen
