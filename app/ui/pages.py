"""The pages that exist, by name. Their modules are imported by the loading thread."""

from app.ui.context import Context
from app.ui.frame.frame import Maker


def prepare() -> None:
    """Import every page and what it needs: slow, free of widgets."""
    import app.ui.library.import_page
    import app.ui.library.page
    import app.ui.settings.page
    import app.ui.source_card.page  # noqa: F401


def makers(context: Context) -> dict[str, Maker]:
    """How each page is made, by its name in ``navigate``."""
    from app.ui.library.import_page import ImportPage
    from app.ui.library.page import LibraryPage
    from app.ui.settings.page import SettingsPage
    from app.ui.source_card.page import SourceCardPage

    return {
        "library": lambda: LibraryPage(context),
        "import": lambda: ImportPage(context),
        "source_card": lambda: SourceCardPage(context),
        "settings": lambda: SettingsPage(context),
    }
