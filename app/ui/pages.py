"""The pages that exist, by name. Their modules are imported by the loading thread."""

from app.ui.context import Context
from app.ui.frame.frame import Maker


def prepare() -> None:
    """Import every page and what it needs: slow, free of widgets."""
    import app.ui.library.import_page  # noqa: F401  # pyright: ignore[reportUnusedImport]
    import app.ui.library.page  # noqa: F401  # pyright: ignore[reportUnusedImport]
    import app.ui.reading.page  # noqa: F401  # pyright: ignore[reportUnusedImport]
    import app.ui.settings.page  # noqa: F401  # pyright: ignore[reportUnusedImport]
    import app.ui.source_card.page  # noqa: F401  # pyright: ignore[reportUnusedImport]


def makers(context: Context) -> dict[str, Maker]:
    """How each page is made, by its name in ``navigate``."""
    from app.ui.library.import_page import ImportPage
    from app.ui.library.page import LibraryPage
    from app.ui.reading.page import ReadingPage
    from app.ui.settings.page import SettingsPage
    from app.ui.source_card.page import SourceCardPage

    return {
        "library": lambda: LibraryPage(context),
        "import": lambda: ImportPage(context),
        "source_card": lambda: SourceCardPage(context),
        "reading": lambda: ReadingPage(context),
        "settings": lambda: SettingsPage(context),
    }
