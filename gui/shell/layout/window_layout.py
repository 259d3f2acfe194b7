"""The window's layout: docks, the split in the middle, and the size of text."""

from collections.abc import Collection, Mapping
from math import inf
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter
from typing_extensions import override

from gui.session.session import Session
from gui.session.settings import Key, Settings, load_bytes, load_text
from gui.session.snapshot import Present
from gui.shell.layout.dock_columns import Column, columns_of
from gui.shell.layout.docks import DOCKS, lengths
from gui.style.theme import Theme
from gui.widgets.panel_dock import PanelDock

_BELOW, _BELOW_SEVERAL = 118, 148  # the explanation, of one row and of several
_REMEMBERED = 34  # more for each number that an optimizer remembers, or corrects
_LARGEST_BELOW, _LARGEST_REMEMBERED = 0.21, 0.25  # of the window; the latter for those numbers
_FRAME_HEIGHT = 36  # what a window manager puts around a window
_LEAST = QSize(830, 400)  # pixels that the window needs at the usual scale
_WIDTHS, _SPLIT = "widths", "split"  # beside the sides, what the user can size


class _Kept(NamedTuple):
    """Where everything was."""

    size: QSize
    geometry: QByteArray
    docks: QByteArray
    split: QByteArray


class WindowLayout(QObject):
    """Shares the room of a window, anew whenever there is more or less to show in it.

    What the user has sized by hand stays as it is, until everything is reset.

    Args:
        window: the window.
        session: for how much there is to show.
        theme: for the size of text.
        docks: the panels' docks, by their titles.
        split: the drawing over the explanation.
    """

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        theme: Theme,
        docks: Mapping[str, PanelDock],
        split: QSplitter,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._theme = window, session, theme
        self._docks = {docks[place.title]: place for place in DOCKS}
        self._split = split
        self._by_hand: set[str] = set()
        self._pressed: dict[PanelDock, QSize] = {}
        self._arranged_for: object = None
        self._at_usual_scale: _Kept | None = None
        self._aside: _Kept | None = None  # while the window is arranged in another way
        for place in filter(lambda place: place.behind, DOCKS):
            docks[place.title].hide()  # before, or else the bar of tabs stays where it was made
            window.tabifyDockWidget(docks[place.behind], docks[place.title])
        for place in filter(lambda place: place.waits, DOCKS):
            docks[place.title].hide()
        self._usual_docks = window.saveState()
        self._lengths = lengths(session.document)
        session.changed.connect(self._on_changed)
        split.splitterMoved.connect(self._on_split_moved)
        window.installEventFilter(self)

    def restore(self, settings: Settings) -> None:
        """Put everything where it was when the program was closed."""
        geometry, docks, split = (load_bytes(settings, k) for k in ("geometry", "state", "split"))
        if geometry is not None:
            self._window.restoreGeometry(geometry)
        if docks is not None:
            self._put_docks(docks)
        if split is not None:
            self._split.restoreState(split)
        self._by_hand = set(load_text(settings, Key.BY_HAND, "").split())
        self._arranged_for = None

    def store(self, settings: Settings) -> None:
        """Remember where everything is, or was before it was put aside."""
        kept = self._aside or self._kept()
        settings.store(Key.GEOMETRY, kept.geometry)
        settings.store(Key.STATE, kept.docks)
        settings.store(Key.SPLIT, kept.split)
        settings.store(Key.BY_HAND, " ".join(sorted(self._by_hand)))

    def reset(self) -> None:
        """Put everything where it was at the very first start."""
        self._by_hand.clear()
        self._put_docks(self._usual_docks)
        self._arrange()

    def set_scale(self, scale: float) -> None:
        """Change the size of text and drawing; at the usual one, all is where it was there.

        It gets no larger than the screen has room for.
        """
        room = self._room_on_screen().expandedTo(self._window.size())
        most = min(room.width() / _LEAST.width(), room.height() / _LEAST.height())
        scale = min(scale, max(1.0, most))
        if scale == self._theme.scale:
            return
        if self._theme.scale == 1.0:
            self._at_usual_scale = self._kept()
        self._theme.set_scale(scale)
        # The panels' least sizes and the bars' heights have to be known before the room is shared.
        self.settle()
        if self._at_usual_scale is not None and scale == 1.0:
            self._put_back(self._at_usual_scale)
        else:
            self._arrange()

    @property
    def is_aside(self) -> bool:
        """Whether the window is arranged in another way for now."""
        return self._aside is not None

    def put_aside(self) -> None:
        """Leave the window to another arrangement; where everything was is kept."""
        self._aside = self._kept()

    def take_up(self) -> None:
        """Put everything back to where it was when it was put aside."""
        kept, self._aside = self._aside, None
        if kept is not None:
            self.settle()
            self._put_back(kept)

    def settle(self) -> None:
        """Have all that asked for another layout get it now."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        layout = self._window.layout()
        if layout is not None:
            layout.activate()

    def fit_to_screen(self) -> None:
        """Be no larger than the screen has room for, the window's frame included."""
        self._window.resize(self._window.size().boundedTo(self._room_on_screen()))

    def _room_on_screen(self) -> QSize:
        return self._window.screen().availableGeometry().size() - QSize(0, _FRAME_HEIGHT)

    def _put_docks(self, state: QByteArray) -> None:
        self._let_go()
        self._window.restoreState(state)

    def _let_go(self) -> None:
        for dock in self._docks:
            dock.let_go()

    def _kept(self) -> _Kept:
        self._let_go()
        window, split = self._window, self._split
        states = window.saveGeometry(), window.saveState(), split.saveState()
        return _Kept(window.size(), *states)

    def _put_back(self, kept: _Kept) -> None:
        if not (self._window.isMaximized() or self._window.isFullScreen()):
            self._window.resize(kept.size)
        self._put_docks(kept.docks)
        self._split.restoreState(kept.split)

    # What is there to be shown

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.Resize | QEvent.Type.LayoutRequest:
                self._follow()
            case QEvent.Type.Show:
                self.settle()
            case QEvent.Type.MouseButtonPress:  # perhaps on a line between two docks
                self._pressed = {dock: dock.size() for dock in self._docks}
            case QEvent.Type.MouseButtonRelease:
                self._note_hand()
        return False

    def _on_split_moved(self) -> None:
        if self._aside is None:
            self._by_hand.add(_SPLIT)

    def _note_hand(self) -> None:
        """Remember which sizes were dragged."""
        if self._aside is not None:
            return
        for column in self._columns():
            before = [self._pressed.get(dock, dock.size()) for dock in column.docks]
            after = [dock.size() for dock in column.docks]
            if [size.height() for size in before] != [size.height() for size in after]:
                self._by_hand.add(column.side.name)
            if before[0].width() != after[0].width():
                self._by_hand.add(_WIDTHS)
        self._pressed = {}
        self._follow()

    def _columns(self) -> list[Column]:
        return columns_of(self._window, self._docks, self._session.document, self._theme)

    def _situation(self) -> object:
        """All that the sizes depend on."""
        split = self._split.height(), self._height_below()
        hand = frozenset(self._by_hand)
        return self._window.size(), self._theme.scale, self._columns(), split, hand

    # Sharing the room

    def _on_changed(self, present: Present) -> None:
        if lengths(present.document) != self._lengths:
            self._lengths = lengths(present.document)
            self._follow()

    def _follow(self) -> None:
        """Share the room anew, if it or what is to be shown in it is not what it was."""
        if self._aside is None and self._situation() != self._arranged_for:
            self._arrange(self._by_hand)

    def _arrange(self, by_hand: Collection[str] = ()) -> None:
        """Share the room, except for what was sized by hand."""
        columns = self._columns()
        for dock in self._docks:
            dock.set_enough(inf)  # where a hand has made room, panels fill it
        if _WIDTHS not in by_hand:
            first = [column.docks[0] for column in columns]
            widths = [column.width(self._window.width(), self._theme) for column in columns]
            self._window.resizeDocks(first, widths, Qt.Orientation.Horizontal)
        for column in columns:
            if column.side.name not in by_hand:
                heights = column.heights()
                self._window.resizeDocks(column.docks, heights, Qt.Orientation.Vertical)
                column.keep_panels_within_enough()
        if _SPLIT not in by_hand:
            below = self._height_below()
            self._split.setSizes([self._split.height() - below, below])
        self._arranged_for = self._situation()

    def _height_below(self) -> int:
        """How high the explanation of a weight is, whatever is explained now."""
        experiment = self._session.document.experiment
        usual = _BELOW_SEVERAL if experiment.dataset.rows > 1 else _BELOW
        optimizer = experiment.optimizer
        usual += _REMEMBERED * len(optimizer.remembers) * (1 + optimizer.counts_steps)
        largest = _LARGEST_REMEMBERED if optimizer.remembers else _LARGEST_BELOW
        return min(self._theme.pixels(usual), round(largest * self._window.height()))
