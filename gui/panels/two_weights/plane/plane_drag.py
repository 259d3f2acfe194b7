"""The ball being moved over a plane: many previews, one undo."""

from core.document.edits import with_network
from core.landscape.planes import Plane
from gui.session.messages import change
from gui.session.session import Session


class PlaneDrag:
    """Changes the weights along a plane."""

    def __init__(self, session: Session, plane: Plane) -> None:
        self._session, self._plane = session, plane
        self._document = session.document
        self._before = self._document.experiment.network.parameters
        self.here = self._coordinates()

    def _coordinates(self) -> tuple[float, float]:
        x, y = self._plane.coordinates(self._before).tolist()
        return x, y

    @property
    def is_over(self) -> bool:
        """Whether something else was done meanwhile, so that there is nothing more to try."""
        present = self._session.present
        return not present.is_preview and present.document is not self._document

    def move_to(self, to: tuple[float, float]) -> None:
        """Try a place out, with everything following."""
        if to != self.here:
            self.here = to
            network = self._document.experiment.network
            moved = network.with_parameters(self._plane.moved(self._before, to))
            self._session.preview(self._name(), with_network(self._document, moved))

    def commit(self) -> None:
        """Keep the place; back at the old one, nothing has happened."""
        if self.here == self._coordinates():
            self._session.cancel()
        else:
            self._session.commit(self._name())

    def cancel(self) -> None:
        """Put the old weights back."""
        self._session.cancel()

    def _name(self) -> str:
        before = self._coordinates()
        parts = [
            change(name, old, new)
            for name, old, new in zip(self._plane.names, before, self.here, strict=True)
            if old != new
        ]
        return ", ".join(parts) if self._plane.pair else "Move all weights along the plane"
