"""Files of ours by their names."""

from app.domain.file_kind import FileKind, kind_of


def test_a_file_is_known_by_its_ending_whatever_its_case() -> None:
    assert kind_of("دروس/واجب.bayyina-pack") is FileKind.PACK
    assert kind_of("C:\\X\\S01.BAYYINA-WORK") is FileKind.WORK
    assert kind_of("واجب (1).bayyina-feedback") is FileKind.FEEDBACK
    assert kind_of("class.bayyina") is FileKind.WORKSPACE


def test_other_names_are_nobodys() -> None:
    for name in ("sample", "notes.txt", "class.bayyina.bak", "x.bayyina-packs", ""):
        assert kind_of(name) is None
