"""The Qt style sheet: how the standard widgets look."""

from collections.abc import Callable
from pathlib import Path

from gui.style.colors import DARK, Colors
from gui.style.roles import INVALID, ROLE, Look, Role

_ICON_FOLDER = (Path(__file__).parents[2] / "resources" / "icons").as_posix()


def style_sheet(colors: Colors, pixels: Callable[[float], int]) -> str:
    """Rules for what the palette cannot say.

    Widgets are addressed by what `gui.style.roles` names.
    """
    small = pixels(11)
    arrow = "chevron-dark.svg" if colors is DARK else "chevron-light.svg"
    tick = "tick-dark.svg" if colors is DARK else "tick-light.svg"
    return f"""
    /* Panels and bars take their places at once: motion is for what it explains. */
    QMainWindow > QWidget {{ widget-animation-duration: 0; }}
    QFrame#{Look.SEPARATOR} {{ background: {colors.border}; border: none; }}
    QLabel[{ROLE}="{Role.MUTED}"] {{ color: {colors.muted}; font-size: {small}px; }}
    QLabel[{ROLE}="{Role.STRONG}"] {{ font-weight: 600; }}
    QLabel[{ROLE}="{Role.HEADING}"] {{ font-size: {pixels(15)}px; font-weight: 600; }}
    QLabel[{ROLE}="{Role.TITLE}"] {{ font-size: {pixels(20)}px; font-weight: 600; }}
    QLabel[{ROLE}="{Role.DOUBT}"] {{ color: {colors.doubt}; font-weight: 600; }}
    QLabel[{ROLE}="{Role.ERROR}"] {{ color: {colors.error}; font-weight: 600; }}
    QPushButton, QToolButton {{
        background: {colors.panel}; color: {colors.ink}; border: 1px solid {colors.border};
        border-radius: 7px; padding: {pixels(6)}px {pixels(12)}px;
    }}
    QPushButton:hover, QToolButton:hover {{ background: {colors.raised}; }}
    QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {{
        background: {colors.selection};
    }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {colors.positive}; }}
    QPushButton#{Look.STEP}:focus, QPushButton#{Look.LEARN}:focus {{
        border: 2px solid {colors.ink};
    }}
    QPushButton:disabled, QToolButton:disabled {{ color: {colors.zero}; }}
    QPushButton#{Look.STEP}, QPushButton#{Look.LEARN} {{
        background: {colors.down}; color: {colors.on_down}; border: none; font-weight: 600;
        padding: {pixels(8)}px {pixels(22)}px;
    }}
    QPushButton#{Look.STEP}:hover, QPushButton#{Look.LEARN}:hover {{
        background: {colors.down_hover};
    }}
    QPushButton#{Look.STEP}:disabled, QPushButton#{Look.LEARN}:disabled {{
        background: {colors.raised}; color: {colors.muted};
    }}
    QPushButton#{Look.REMEDY} {{ padding: {pixels(3)}px {pixels(10)}px; }}
    QPushButton#{Look.FOLD} {{
        border-color: transparent; background: transparent; font-weight: 600; text-align: left;
        padding: {pixels(4)}px {pixels(6)}px;
    }}
    QPushButton#{Look.FOLD}:hover {{ background: {colors.raised}; }}
    QPushButton#{Look.FOLD}:focus {{ border: 2px solid {colors.positive}; }}
    QFrame#{Look.POPOVER} {{ background: {colors.panel}; border: 1px solid {colors.border}; }}
    QPushButton#{Look.PHASE} {{
        border-radius: {pixels(11)}px; padding: {pixels(4)}px {pixels(11)}px; font-weight: 600;
    }}
    QPushButton#{Look.FUTURE} {{
        padding: {pixels(10)}px {pixels(4)}px {pixels(2)}px; font-size: {small}px;
    }}
    QPushButton#{Look.FUTURE}:checked {{ border-color: {colors.down}; }}
    QToolButton#{Look.CHOICE} {{ border-color: transparent; padding: {pixels(3)}px {pixels(4)}px; }}
    QToolButton#{Look.CHOICE}:hover {{ border-color: {colors.border}; }}
    QToolButton#{Look.CHOICE}::menu-indicator {{ image: none; }}
    QToolButton#{Look.QUIET} {{
        border: none; background: transparent; color: {colors.muted}; font-size: {small}px;
        padding: 2px;
    }}
    QToolButton[{ROLE}="{Role.MUTED}"], QToolButton[{ROLE}="{Role.DOUBT}"] {{
        border: none; background: transparent; color: {colors.muted}; font-size: {small}px;
        padding: 0px {pixels(6)}px;
    }}
    QToolButton[{ROLE}="{Role.DOUBT}"] {{ color: {colors.doubt}; }}
    QToolButton[{ROLE}]:hover, QToolButton[{ROLE}]:focus {{ color: {colors.ink}; }}
    QToolButton#{Look.QUIET}:hover, QToolButton#{Look.QUIET}:focus {{ color: {colors.ink}; }}
    QToolButton#{Look.QUIET}:checked {{ color: {colors.ink}; font-weight: 600; }}
    QToolButton#{Look.QUIET}::menu-indicator {{ image: none; }}
    QToolButton#{Look.SWITCH} {{
        border: 1px solid {colors.border}; border-radius: {pixels(5)}px; color: {colors.muted};
        background: transparent; font-size: {small}px; padding: 1px {pixels(6)}px;
    }}
    QToolButton#{Look.SWITCH}:checked {{
        background: {colors.selection}; border-color: {colors.positive}; color: {colors.ink};
    }}
    QToolButton#{Look.SWITCH}:hover, QToolButton#{Look.SWITCH}:focus {{ color: {colors.ink}; }}
    QToolButton#{Look.WALKTHROUGH} {{
        border-color: transparent; background: transparent; padding: {pixels(4)}px {pixels(8)}px;
    }}
    QToolButton#{Look.WALKTHROUGH}:hover {{ background: {colors.raised}; }}
    QPushButton#{Look.PHASE}:checked {{
        background: {colors.selection}; border-color: {colors.positive};
    }}
    QPushButton#{Look.PHASE}[phase="Slopes"]:checked {{
        background: {colors.slope_surface}; border-color: {colors.slope}; color: {colors.slope};
    }}
    QPushButton#{Look.PHASE}[phase="Step"]:checked {{
        border-color: {colors.down}; color: {colors.down};
    }}
    QLineEdit, QAbstractSpinBox, QComboBox {{
        background: {colors.panel}; color: {colors.ink}; border: 1px solid {colors.border};
        border-radius: 6px; padding: {pixels(3)}px {pixels(7)}px;
    }}
    QComboBox#{Look.LARGE} {{
        font-size: {pixels(20)}px; font-weight: 600; padding: {pixels(4)}px {pixels(10)}px;
    }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QAbstractSpinBox QLineEdit {{ border: none; padding: 0px; background: transparent; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0px; border: none; }}
    QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
        border: 1px solid {colors.positive};
    }}
    QLabel#{Look.PROBLEM} {{
        background: {colors.panel}; color: {colors.error}; border: 1px solid {colors.error};
        border-radius: 5px; padding: 3px 6px;
    }}
    QLineEdit[{INVALID}="true"], QPlainTextEdit[{INVALID}="true"] {{
        border: 2px solid {colors.error};
    }}
    QToolTip {{
        background: {colors.raised}; color: {colors.ink}; border: 1px solid {colors.border};
        padding: 4px;
    }}
    QMainWindow::separator {{ background: {colors.window}; width: 8px; height: 8px; }}
    QMainWindow::separator:hover {{ background: {colors.border}; }}
    QMenuBar {{ background: {colors.panel}; }}
    QToolBar {{ background: {colors.panel}; border: none; padding: 0; spacing: 0; }}
    QToolButton::menu-button {{
        border: none; border-left: 1px solid {colors.border}; width: {pixels(18)}px;
        margin: {pixels(5)}px 0;
    }}
    QToolButton[popupMode="1"] {{ padding-right: {pixels(26)}px; }}
    QComboBox::drop-down {{ border: none; width: {pixels(20)}px; }}
    QComboBox::down-arrow, QToolButton::menu-arrow {{
        image: url({_ICON_FOLDER}/{arrow}); width: {pixels(10)}px; height: {pixels(10)}px;
    }}
    QCheckBox::indicator {{
        width: {pixels(14)}px; height: {pixels(14)}px; border: 1px solid {colors.muted};
        border-radius: {pixels(3)}px; background: {colors.panel};
    }}
    QCheckBox::indicator:focus {{ border: 1px solid {colors.positive}; }}
    QCheckBox::indicator:checked {{ image: url({_ICON_FOLDER}/{tick}); }}
    QStatusBar {{ background: {colors.raised}; }}
    QStatusBar::item {{ border: none; }}
    QTableView {{
        background: {colors.panel}; border: none; gridline-color: {colors.grid};
        selection-background-color: {colors.selection}; selection-color: {colors.ink};
    }}
    QTableView QHeaderView, QTableView QTableCornerButton::section {{
        background: {colors.panel}; border: none;
    }}
    QHeaderView::section {{
        background: {colors.panel}; color: {colors.muted}; border: none;
        border-bottom: 1px solid {colors.border}; padding: 4px 6px; font-size: {small}px;
    }}
    QScrollBar:vertical {{ background: transparent; width: {pixels(10)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {pixels(10)}px; margin: 0; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar::handle {{
        background: {colors.border}; border-radius: {pixels(4)}px; margin: {pixels(2)}px;
        min-width: {pixels(24)}px; min-height: {pixels(24)}px;
    }}
    QScrollBar::handle:hover {{ background: {colors.zero}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QTabBar QToolButton, QFileDialog QToolButton {{ padding: 0; border-radius: 3px; }}
    QTabBar {{ qproperty-drawBase: 0; }}
    QTabBar::tab {{ padding: 6px 3px; color: {colors.muted}; border: none; }}
    QTabBar::tab:selected {{
        color: {colors.ink}; font-weight: 600; border-bottom: 2px solid {colors.down};
    }}
    """
