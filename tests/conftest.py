"""What most tests stand on: an open classroom file with one article. No Qt here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.article import Article, fingerprint
from app.domain.change import Gesture
from app.services.workspace import Workspace

TEXT = (
    "أعلنت وزارة الزراعة أن محصول القمح بلغ ٣ ملايين طن هذا العام.\n"
    "وقال المدير سليم الحايك إن الأمطار «تأخرت شهرًا» 🌾 في الشمال.\n"
    "ويرى كاتب هذه السطور أن الموسم كان أفضل مما قيل.\n"
    "وقال المدير سليم الحايك إن الأمطار «تأخرت شهرًا» 🌾 في الشمال."
)


def article_of(text: str = TEXT, **facts: object) -> Article:
    """An article with this text, not kept yet."""
    return Article(text=text, sha256=fingerprint(text), words=len(text.split()), **facts)  # type: ignore[arg-type]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "class.bayyina") as opened:
        yield opened


@pytest.fixture
def article(workspace: Workspace) -> Article:
    return workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of(title="موسم القمح")))
