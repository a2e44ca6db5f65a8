"""Qt's own dialog for files, which stands in where the system has none."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QHeaderView, QLabel, QTreeView

from app.domain import language as languages
from app.ui.controls import file_choice


def test_it_is_in_the_users_words_and_shows_paths_in_their_order(
    qapp: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.txt").write_text("نص", "utf-8")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    arabic = languages.load("ar")
    dialog = file_choice.make_dialog(
        None, arabic, "ملفات", tmp_path, QFileDialog.FileMode.ExistingFiles
    )
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert languages.isolate(str(tmp_path)) in said
    (files, *_) = dialog.findChildren(QTreeView)
    assert files.header().sectionResizeMode(3) is QHeaderView.ResizeMode.ResizeToContents
    dialog.show()
    model = files.model()
    for _ in range(200):
        qapp.processEvents()
        if model.rowCount(files.rootIndex()) == 2:
            break
    kinds = {
        model.index(row, 0, files.rootIndex()).data(): model.index(row, 2, files.rootIndex()).data()
        for row in range(2)
    }
    assert kinds == {"folder": "مجلد", "a.txt": f"ملف {languages.isolate('txt')}"}
    dialog.directoryEntered.emit("/somewhere")
    assert languages.isolate("/somewhere") in [w.text() for w in dialog.findChildren(QLabel)]
    dialog.close()
    dialog.deleteLater()
