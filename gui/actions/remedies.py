"""What helps after a refused step, offered above the work, one click each."""

from PySide6.QtCore import QObject

from core.diagnosis.remedies import with_scaled_targets, with_smaller_rate
from core.document.document import Document
from gui.formatting.numbers import number
from gui.session.session import Session
from gui.widgets.notices import Notice, Notices

_TOLD = "The steps went too far. Begin again at step 0:"


class Remedies(QObject):
    """Shows a notice when a step was refused; whatever changes next takes it away."""

    def __init__(self, session: Session, notices: Notices) -> None:
        super().__init__(notices)
        self._session, self._notices = session, notices
        self._notice: Notice | None = None
        session.refused.connect(self._offer)
        session.changed.connect(self._withdraw)

    def _offer(self) -> None:
        self._withdraw()
        choices = {}
        scaled = with_scaled_targets(self._session.document)
        if scaled is not None:
            choices["Scale the &targets"] = lambda: self._apply("Scale the targets", scaled)
        slower = with_smaller_rate(self._session.document)
        if slower is not None:
            rate = number(slower.experiment.optimizer.learning_rate)
            name = f"Try a rate of {rate}"
            choices[name.replace("rate", "&rate")] = lambda: self._apply(name, slower)
        if choices:
            self._notice = self._notices.add(_TOLD, choices | {"&Not now": self._forget})

    def _apply(self, name: str, document: Document) -> None:
        self._forget()
        self._session.apply(name, document)

    def _forget(self) -> None:
        self._notice = None  # an answer takes it away

    def _withdraw(self) -> None:
        if self._notice is not None:
            self._notice.withdraw()
        self._forget()
