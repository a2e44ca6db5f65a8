"""The system's dialogs for files and folders: they know sticks and shares.

Where the system has none, Qt's own stands in; its translations have gaps, so the words are ours.
"""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.language import Language

_LABELS = {
    QFileDialog.DialogLabel.LookIn: "file_choice.look_in",
    QFileDialog.DialogLabel.FileName: "file_choice.file_name",
    QFileDialog.DialogLabel.FileType: "file_choice.file_type",
    QFileDialog.DialogLabel.Accept: "file_choice.accept",
    QFileDialog.DialogLabel.Reject: "ui.cancel",
}


def choose_files(parent: QWidget, language: Language, title: str, kinds: str) -> list[Path]:
    """Files that exist, of ``kinds`` («words (*.txt);;words (*)»); empty: nothing was chosen."""
    dialog = _dialog(parent, language, title, None, QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(kinds)
    return _chosen(dialog)


def choose_file(
    parent: QWidget, language: Language, title: str, start: Path, kinds: str
) -> Path | None:
    """One file that exists, looked for in ``start`` first."""
    dialog = _dialog(parent, language, title, start, QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    return next(iter(_chosen(dialog)), None)


def choose_folder(
    parent: QWidget, language: Language, title: str, start: Path | None = None
) -> Path | None:
    """One folder, looked for in ``start`` first."""
    dialog = _dialog(parent, language, title, start, QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_chosen(dialog)), None)


def _dialog(
    parent: QWidget, language: Language, title: str, start: Path | None, mode: QFileDialog.FileMode
) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start or Path.home()))
    dialog.setFileMode(mode)
    for label, key in _LABELS.items():
        dialog.setLabelText(label, language.say(key))
    return dialog


def _chosen(dialog: QFileDialog) -> list[Path]:
    done = dialog.exec()
    chosen = [Path(name) for name in dialog.selectedFiles()] if done else []
    dialog.deleteLater()
    return chosen
