"""QSS of the standard controls that we do not paint ourselves: radius, border, padding."""

from app.ui.theme import Theme

NO_RING = "no_ring"  # dynamic property of what shows its focus itself: the reader, lists


def sheet(theme: Theme) -> str:
    """The rules, with the colours of the theme."""

    def c(role: str) -> str:
        return theme.color(role).name()

    radius = theme.radius("control")
    height = theme.size("control") - 2
    compact = theme.size("control_compact") - 2
    bar = theme.size("scrollbar")
    return f"""
QLineEdit, QTextEdit[field="true"] {{
  background: {c("surface.paper")}; color: {c("text.primary")};
  border: 1px solid {c("border.control")}; border-radius: {radius}px; padding: 0 10px;
  placeholder-text-color: {c("text.tertiary")};
}}
QLineEdit {{ min-height: {height}px; max-height: {height}px; }}
QLineEdit[compact="true"] {{ min-height: {compact}px; max-height: {compact}px; }}
QTextEdit[field="true"] {{ padding: 6px 10px; }}
QLineEdit:disabled, QLineEdit[absent="true"], QTextEdit[field="true"]:disabled {{
  background: {c("surface.sunken")}; border-color: transparent; color: {c("text.disabled")};
}}
QLineEdit[wrong="true"] {{ border: 2px solid {c("state.danger")}; padding: 0 9px; }}
QComboBox {{
  background: {c("surface.paper")}; color: {c("text.primary")};
  border: 1px solid {c("border.control")}; border-radius: {radius}px; padding: 0 10px;
  min-height: {height}px; max-height: {height}px;
}}
QComboBox:hover {{ background: {c("surface.hover")}; }}
QComboBox:disabled {{
  background: {c("surface.sunken")}; border-color: transparent; color: {c("text.disabled")};
}}
QComboBox::drop-down {{ border: 0; width: 26px; }}
QComboBox QAbstractItemView {{
  background: {c("surface.paper")}; border: 1px solid {c("border.default")};
  selection-background-color: {c("surface.selected")};
  selection-color: {c("text.primary")}; padding: 4px; outline: 0;
}}
QMenu {{
  background: {c("surface.paper")}; color: {c("text.primary")};
  border: 1px solid {c("border.default")}; padding: 4px;
}}
QMenu::item {{ padding: 7px 16px; border-radius: {theme.radius("mark")}px; }}
QMenu::item:selected {{ background: {c("surface.selected")}; }}
QMenu::item:disabled {{ color: {c("text.disabled")}; }}
QMenu::indicator {{ width: 14px; height: 14px; margin: 0 8px; }}
QMenu::separator {{ height: 1px; background: {c("border.subtle")}; margin: 4px 8px; }}
QToolTip {{
  background: {c("surface.overlay")}; color: {c("text.on_overlay")}; border: 0; padding: 1px 3px;
}}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
QScrollBar::handle {{
  background: {c("border.default")}; border-radius: 3px; margin: 2px; min-height: 32px;
  min-width: 32px;
}}
QScrollBar::handle:hover {{ background: {c("border.control")}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSlider:horizontal {{ min-height: 28px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c("border.control")}; }}
QSlider::sub-page:horizontal {{ border-radius: 2px; background: {c("accent.fill")}; }}
QSlider::handle:horizontal {{
  width: 16px; margin: -6px 0; border-radius: 8px; background: {c("accent.fill")};
}}
QSlider::handle:horizontal:hover {{ background: {c("accent.fill_hover")}; }}
QScrollArea, QWidget[ground="none"] {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: {c("border.subtle")}; }}
"""
