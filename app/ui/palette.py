"""The theme's colours as Qt's own palette: what every standard widget starts from."""

from PySide6.QtGui import QColor, QPalette

from app.ui.theme import Theme

_ROLES = {
    QPalette.ColorRole.Window: "surface.window",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Base: "surface.paper",
    QPalette.ColorRole.AlternateBase: "surface.panel",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
    QPalette.ColorRole.Button: "surface.paper",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.BrightText: "accent.on_fill",
    QPalette.ColorRole.Highlight: "accent.fill",
    QPalette.ColorRole.HighlightedText: "accent.on_fill",
    QPalette.ColorRole.Accent: "accent.fill",
    QPalette.ColorRole.Link: "accent.ink",
    QPalette.ColorRole.LinkVisited: "accent.ink",
    QPalette.ColorRole.ToolTipBase: "surface.overlay",
    QPalette.ColorRole.ToolTipText: "text.on_overlay",
    QPalette.ColorRole.Light: "surface.paper",
    QPalette.ColorRole.Midlight: "surface.panel",
    QPalette.ColorRole.Mid: "border.default",
    QPalette.ColorRole.Dark: "border.control",
    QPalette.ColorRole.Shadow: "border.strong",
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette(theme: Theme) -> QPalette:
    """Explicit in every role: no colour of the desktop shows through."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, theme.color(name))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text.disabled"))
    quiet = QColor(theme.color("surface.sunken"))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, quiet)
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Button, quiet)
    return made
