"""How the window looks: colours for light and dark, fonts and text size."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

_FONTS = Path(__file__).parent.parent / "resources" / "fonts"
_ICON_FOLDER = (_FONTS.parent / "icons").as_posix()
_FAMILY = "Inter"
_BASE_PIXELS = 13
SMALLEST_SCALE, LARGEST_SCALE = 0.7, 2.5


@dataclass(frozen=True, slots=True)
class Colors:
    """One theme. Text colours keep a contrast of 4.5 : 1 on the surfaces they stand on."""

    window: str
    panel: str
    raised: str
    border: str
    ink: str
    muted: str
    positive: str
    negative: str
    positive_text: str
    negative_text: str
    zero: str
    slope: str
    slope_surface: str
    down: str
    down_hover: str
    on_down: str
    selection: str
    ring: str
    prediction: str
    on_prediction: str
    node: str
    grid: str
    error: str
    link: str


LIGHT = Colors(
    window="#F4F6F8",
    panel="#FFFFFF",
    raised="#EEF1F4",
    border="#DDE2E8",
    ink="#1A202A",
    muted="#5B6470",
    positive="#0072B2",
    negative="#D55E00",
    positive_text="#0069A6",
    negative_text="#B84F00",
    zero="#8A929C",
    slope="#6B3FB0",
    slope_surface="#EFE9F8",
    down="#0F7A4E",
    down_hover="#0C6841",
    on_down="#FFFFFF",
    selection="#E6F1F9",
    ring="#F2C14E",
    prediction="#12344D",
    on_prediction="#FFFFFF",
    node="#FFFFFF",
    grid="#E6EAEE",
    error="#B3261E",
    link="#0069A6",
)

DARK = Colors(
    window="#14181E",
    panel="#1C2128",
    raised="#282F38",
    border="#363E49",
    ink="#E8ECF1",
    muted="#A3ADB9",
    positive="#4BA8DD",
    negative="#F08A3C",
    positive_text="#6CBCEB",
    negative_text="#F6A263",
    zero="#7D8794",
    slope="#BFA2F2",
    slope_surface="#332A47",
    down="#3FBF8A",
    down_hover="#55D09C",
    on_down="#06251A",
    selection="#22384A",
    ring="#D9A83A",
    prediction="#D5E6F3",
    on_prediction="#12344D",
    node="#1C2128",
    grid="#2C333D",
    error="#FF8A80",
    link="#6CBCEB",
)


class ThemeChoice(Enum):
    """Which theme the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look in force. Views redraw on `changed`."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice, scale: float = 1.0) -> None:
        super().__init__()
        self._application = application
        self._choice = choice
        self._scale = scale
        for file in sorted(_FONTS.glob("*.otf")):
            QFontDatabase.addApplicationFont(str(file))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        if self._choice is ThemeChoice.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is ThemeChoice.DARK

    @property
    def colors(self) -> Colors:
        """The colours in force."""
        return DARK if self.is_dark else LIGHT

    @property
    def scale(self) -> float:
        """How much larger than usual text and drawing are."""
        return self._scale

    def choose(self, choice: ThemeChoice) -> None:
        """Change the theme."""
        self._choice = choice
        self._apply()
        self.changed.emit()

    def set_scale(self, scale: float) -> None:
        """Change the size of text and drawing, within sensible limits."""
        self._scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self._apply()
        self.changed.emit()

    def font(self, size: float = 1.0, bold: bool = False) -> QFont:
        """A font with figures of one width, `size` times as large as running text."""
        font = QFont(_FAMILY)
        font.setPixelSize(max(1, round(_BASE_PIXELS * size * self._scale)))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def pixels(self, length: float) -> int:
        """A length in pixels that grows with the text."""
        return round(length * self._scale)

    def _on_system_scheme_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._application.setStyle("Fusion")
        self._application.setPalette(_palette(self.colors))
        self._application.setFont(self.font())
        self._application.setStyleSheet(_style_sheet(self.colors, self.pixels))


def _palette(colors: Colors) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: colors.window,
        QPalette.ColorRole.WindowText: colors.ink,
        QPalette.ColorRole.Base: colors.panel,
        QPalette.ColorRole.AlternateBase: colors.raised,
        QPalette.ColorRole.Text: colors.ink,
        QPalette.ColorRole.PlaceholderText: colors.muted,
        QPalette.ColorRole.Button: colors.panel,
        QPalette.ColorRole.ButtonText: colors.ink,
        QPalette.ColorRole.BrightText: colors.error,
        QPalette.ColorRole.ToolTipBase: colors.raised,
        QPalette.ColorRole.ToolTipText: colors.ink,
        QPalette.ColorRole.Highlight: colors.positive,
        QPalette.ColorRole.HighlightedText: colors.panel,
        QPalette.ColorRole.Link: colors.link,
        QPalette.ColorRole.Mid: colors.border,
        QPalette.ColorRole.Accent: colors.down,
    }
    palette = QPalette()
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.zero))
    return palette


def _style_sheet(colors: Colors, pixels: Callable[[float], int]) -> str:
    """Rules for what the palette cannot say.

    Widgets are addressed by object name ("step" is the one coloured button) or by the dynamic
    properties `role` ("muted", "heading", "figure") and `panel`.
    """
    small = pixels(11)
    arrow = "chevron-dark.svg" if colors is DARK else "chevron-light.svg"
    return f"""
    QWidget[panel="true"] {{
        background: {colors.panel}; border: 1px solid {colors.border}; border-radius: 8px;
    }}
    QLabel {{ background: transparent; border: none; }}
    QLabel[role="muted"] {{ color: {colors.muted}; font-size: {small}px; }}
    QLabel[role="heading"] {{ font-size: {pixels(15)}px; font-weight: 600; }}
    QLabel[role="figure"] {{ font-size: {pixels(22)}px; font-weight: 600; }}
    QPushButton, QToolButton {{
        background: {colors.panel}; color: {colors.ink}; border: 1px solid {colors.border};
        border-radius: 7px; padding: {pixels(6)}px {pixels(12)}px;
    }}
    QPushButton:hover, QToolButton:hover {{ background: {colors.raised}; }}
    QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {{
        background: {colors.selection};
    }}
    QPushButton:disabled, QToolButton:disabled {{ color: {colors.zero}; }}
    QPushButton#step {{
        background: {colors.down}; color: {colors.on_down}; border: none; font-weight: 600;
        padding: {pixels(8)}px {pixels(22)}px;
    }}
    QPushButton#step:hover {{ background: {colors.down_hover}; }}
    QPushButton#step:disabled {{ background: {colors.raised}; color: {colors.muted}; }}
    QPushButton#phase {{
        border-radius: {pixels(11)}px; padding: {pixels(4)}px {pixels(11)}px; font-weight: 600;
    }}
    QToolButton#walk {{
        border-color: transparent; background: transparent; padding: {pixels(4)}px {pixels(8)}px;
    }}
    QToolButton#walk:hover {{ background: {colors.raised}; }}
    QPushButton#phase:checked {{ background: {colors.selection}; border-color: {colors.positive}; }}
    QPushButton#phase[phase="Slopes"]:checked {{
        background: {colors.slope_surface}; border-color: {colors.slope}; color: {colors.slope};
    }}
    QPushButton#phase[phase="Step"]:checked {{ border-color: {colors.down}; color: {colors.down}; }}
    QLineEdit, QAbstractSpinBox, QComboBox {{
        background: {colors.panel}; color: {colors.ink}; border: 1px solid {colors.border};
        border-radius: 6px; padding: {pixels(3)}px {pixels(7)}px;
    }}
    QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
        border: 1px solid {colors.positive};
    }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QLineEdit[invalid="true"] {{ border: 2px solid {colors.error}; }}
    QToolTip {{
        background: {colors.raised}; color: {colors.ink}; border: 1px solid {colors.border};
        padding: 4px;
    }}
    QMainWindow::separator {{ background: {colors.window}; width: 8px; height: 8px; }}
    QMainWindow::separator:hover {{ background: {colors.border}; }}
    QMenuBar {{ background: {colors.panel}; }}
    QToolBar {{
        background: {colors.panel}; border: none; border-bottom: 1px solid {colors.border};
        padding: 0; spacing: 0;
    }}
    QToolButton::menu-button {{
        border: none; border-left: 1px solid {colors.border}; width: {pixels(18)}px;
        margin: {pixels(5)}px 0;
    }}
    QToolButton[popupMode="1"] {{ padding-right: {pixels(26)}px; }}
    QComboBox::drop-down {{ border: none; width: {pixels(20)}px; }}
    QComboBox::down-arrow, QToolButton::menu-arrow {{
        image: url({_ICON_FOLDER}/{arrow}); width: {pixels(10)}px; height: {pixels(10)}px;
    }}
    QStatusBar {{ background: {colors.raised}; }}
    QStatusBar::item {{ border: none; }}
    QTableView {{
        background: {colors.panel}; border: none; gridline-color: {colors.grid};
        selection-background-color: {colors.selection}; selection-color: {colors.ink};
    }}
    QHeaderView::section {{
        background: {colors.panel}; color: {colors.muted}; border: none;
        border-bottom: 1px solid {colors.border}; padding: 4px 6px; font-size: {small}px;
    }}
    QScrollBar:vertical {{ background: transparent; width: {pixels(10)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {pixels(10)}px; margin: 0; }}
    QScrollBar::handle {{
        background: {colors.border}; border-radius: {pixels(4)}px; margin: {pixels(2)}px;
        min-width: {pixels(24)}px; min-height: {pixels(24)}px;
    }}
    QScrollBar::handle:hover {{ background: {colors.zero}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QTabBar::tab {{ padding: 6px 12px; color: {colors.muted}; border: none; }}
    QTabBar::tab:selected {{
        color: {colors.ink}; font-weight: 600; border-bottom: 2px solid {colors.down};
    }}
    """
