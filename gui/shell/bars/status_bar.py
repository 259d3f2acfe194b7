"""The status bar: what descent makes of the selected weight, and whether the work is saved."""

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QStatusBar

from core.explanation.remarks import tendency_remark
from gui.formatting.numbers import equals, number
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.style.roles import Role
from gui.style.theme import Theme
from gui.widgets.texts.cutting import cut
from gui.widgets.texts.plain_text import Label
from gui.widgets.waiting import wait_until_shown

_NAMES = 420  # how wide the names of a weight may be


class StatusBar(QStatusBar):
    """A hint at the left, the state of the work at the right."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._hint = Label()
        self._hint.setIndent(8)
        self._state = Label(role=Role.MUTED)
        self._state.setIndent(10)
        self._state.setContentsMargins(0, 0, 10, 0)
        self.setSizeGripEnabled(False)
        self.addWidget(self._hint, 1)
        self.addPermanentWidget(self._state)
        session.waits.connect(self._on_waits)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_changed)
        session.file_changed.connect(self._on_changed)
        self._on_changed()

    def _on_waits(self, text: str) -> None:
        wait_until_shown(self, self._on_changed)
        self._hint.setText(text)
        self._hint.repaint()  # now, and not when the wait is over

    def _on_changed(self) -> None:
        session = self._session
        saved = "changed" if session.is_modified else "saved" if session.path else "new"
        self._state.setText(f"{saved} · seed {session.document.experiment.seed} · float64")
        self._hint.setText(self._about_weight())

    def _about_weight(self) -> str:
        """The selected weight, and where descent will move it; nothing unless it is one."""
        session, focus = self._session, self._session.focus
        if len(focus.parameters) != 1:
            return ""
        network, index = session.document.experiment.network, focus.parameters[0]
        remark = tendency_remark(session.present.numbers, index)
        value = float(network.parameters[index])
        room = self._theme.pixels(_NAMES)
        name = network.parameter_name(network.place(index))
        name = cut(name, QFontMetricsF(self._hint.font()), room)
        hint = f"{name} {equals(value)} {number(value)}"
        return (
            hint + f": {remark.text}" if visibility_of(network, focus).shows(remark.about) else hint
        )
