"""The theme: colours for light and dark, fonts and text size."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gui.style.colors import DARK, LIGHT, Colors
from gui.style.style_sheet import style_sheet
from gui.style.text_widths import TextWidths

_FONTS = Path(__file__).parents[2] / "resources" / "fonts"
FAMILY = "Inter"
BASE_PIXELS = 13  # of running text at the usual scale
SMALLEST_PIXELS = 11  # of any text at the usual scale
TABLE_ROW = 27  # pixels of height at the usual scale
SMALLEST_SCALE, LARGEST_SCALE = 0.7, 6.0


class ThemeChoice(Enum):
    """Which theme the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look in force. Views redraw on `changed`.

    Attributes:
        colors: the colours in force.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice, scale: float = 1.0) -> None:
        super().__init__()
        self._application = application
        self._choice = choice
        self._scale = scale
        self._in_print = False
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._widths: dict[tuple[int, bool], TextWidths] = {}
        self.colors = LIGHT
        add_fonts()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        if choice is not ThemeChoice.SYSTEM:
            _frame_windows(choice)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self.colors is DARK

    @property
    def scale(self) -> float:
        """How much larger than usual text and drawing are."""
        return self._scale

    def choose(self, choice: ThemeChoice) -> None:
        """Change the theme."""
        self._choice = choice
        _frame_windows(choice)
        self._apply()
        self.changed.emit()

    def again(self) -> "Theme":
        """The same look for another window."""
        return Theme(self._application, self._choice, self._scale)

    @contextmanager
    def worn(self, choice: ThemeChoice, *, widgets: bool, in_print: bool) -> Iterator[None]:
        """Have another look in force for a while; nothing is painted on the screen meanwhile.

        Args:
            choice: the theme.
            widgets: whether it is for Qt's own widgets too, which takes far longer.
            in_print: whether letters are to be what they are read and copied as.
        """
        kept = self._choice
        self._wear(choice, widgets, in_print)
        try:
            yield
        finally:
            self._wear(kept, widgets, False)

    def _wear(self, choice: ThemeChoice, widgets: bool, in_print: bool) -> None:
        if in_print is not self._in_print:
            self._in_print = in_print
            self._fonts.clear()
            self._widths.clear()
        self._choice = choice
        if widgets:
            self._apply()
        else:
            self.colors = self._colors_in_force()
        self.changed.emit()

    def set_scale(self, scale: float) -> None:
        """Change the size of text and drawing, within sensible limits."""
        self._scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self._apply()
        self.changed.emit()

    def font(self, size: float = 1.0, bold: bool = False) -> QFont:
        """A font with figures of one width, `size` times as large as running text.

        It never gets smaller than can be read: 11 pixels at the usual scale.
        """
        pixels = self._size(size)
        font = self._fonts.get((pixels, bold))
        if font is None:
            font = self._fonts[pixels, bold] = _font(pixels, bold, self._in_print)
        return QFont(font)  # who gets it may change it

    def widths(self, size: float = 1.0, bold: bool = False) -> TextWidths:
        """How wide texts are in such a font."""
        pixels = self._size(size)
        widths = self._widths.get((pixels, bold))
        if widths is None:
            widths = self._widths[pixels, bold] = TextWidths(_font(pixels, bold, self._in_print))
        return widths

    def _size(self, size: float) -> int:
        return round(max(SMALLEST_PIXELS, BASE_PIXELS * size) * self._scale)

    def pixels(self, length: float) -> int:
        """A length in pixels that grows with the text."""
        return round(length * self._scale)

    def _on_system_scheme_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()
            self.changed.emit()

    def _colors_in_force(self) -> Colors:
        dark = self._choice is ThemeChoice.DARK
        if self._choice is ThemeChoice.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _apply(self) -> None:
        self.colors = self._colors_in_force()
        self._application.setPalette(_palette(self.colors))
        if self._application.font() != self.font():
            self._application.setFont(self.font())
        sheet = style_sheet(self.colors, self.pixels)
        if self._application.styleSheet() != sheet:  # Qt styles every widget anew each time
            # Were one in force, it would do so once for each widget that it lies in.
            self._application.setStyleSheet("")
            self._application.setStyleSheet(sheet)


def _frame_windows(choice: ThemeChoice) -> None:
    """Have the system draw title bars to match; the program's own colours need no asking."""
    schemes = {ThemeChoice.LIGHT: Qt.ColorScheme.Light, ThemeChoice.DARK: Qt.ColorScheme.Dark}
    QGuiApplication.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))


@cache
def add_fonts() -> None:
    """Have the program's own fonts there, once: each time, Qt forgets all it knows of fonts."""
    for file in sorted(_FONTS.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def _font(pixels: int, bold: bool, in_print: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if in_print:  # other glyphs would be copied as signs that mean nothing
        font.setFeature(QFont.Tag("calt"), 0)
    else:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


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
