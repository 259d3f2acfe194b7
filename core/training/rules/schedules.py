"""Learning-rate schedules: how the learning rate falls as steps are taken.

learning rate of the next step = learning rate × factor(steps taken)
"""

from abc import abstractmethod
from typing import ClassVar

from msgspec import Struct
from typing_extensions import override

from core.text.numbers import grouped, number_text
from core.training.rules.setting import Abstract, Setting, check_settings

_FACTOR = Setting(
    "factor", "factor", "What the learning rate is multiplied by", below=1.0, is_open=True
)
_EVERY = Setting(
    "every", "number of steps", "After how many steps it falls", least=1.0, is_whole=True
)


class Schedule(Struct, metaclass=Abstract, frozen=True):
    """A rule by which the learning rate falls.

    Attributes:
        key: how files and the command line name it.
        name: how the window names it.
        settings: the numbers that it is set by; each is an attribute with a usual value.

    Raises:
        ValueError: a setting is out of range.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    settings: ClassVar[tuple[Setting, ...]] = ()

    def __post_init__(self) -> None:
        check_settings(self, self.settings)

    @abstractmethod
    def factor_at(self, updates: int) -> float:
        """What the learning rate is multiplied by after so many steps, 1 at first."""

    @property
    @abstractmethod
    def told(self) -> str:
        """What it does, in a few words: "× 0.5 every 100 steps"; empty if it does nothing."""

    @property
    @abstractmethod
    def code(self) -> str:
        """The factor after so many `updates` in Python; empty if it does nothing."""


class Constant(Schedule, frozen=True):
    """The learning rate stays as it is."""

    key: ClassVar[str] = "constant"
    name: ClassVar[str] = "Constant"

    @override
    def factor_at(self, updates: int) -> float:
        return 1.0

    @property
    @override
    def told(self) -> str:
        return ""

    @property
    @override
    def code(self) -> str:
        return ""


class StepDecay(Schedule, frozen=True):
    """The learning rate falls by a factor, every so many steps."""

    key: ClassVar[str] = "step"
    name: ClassVar[str] = "In steps"
    settings: ClassVar[tuple[Setting, ...]] = (_FACTOR, _EVERY)

    factor: float = 0.5
    every: float = 100.0

    @override
    def factor_at(self, updates: int) -> float:
        return float(self.factor ** (updates // int(self.every)))

    @property
    @override
    def told(self) -> str:
        return f"× {number_text(self.factor)} every {grouped(int(self.every))} steps"

    @property
    @override
    def code(self) -> str:
        return f"{self.factor!r} ** (updates // {int(self.every)})"


class ExponentialDecay(Schedule, frozen=True):
    """The learning rate falls by a factor with every step."""

    key: ClassVar[str] = "exponential"
    name: ClassVar[str] = "With every step"
    settings: ClassVar[tuple[Setting, ...]] = (_FACTOR,)

    factor: float = 0.999

    @override
    def factor_at(self, updates: int) -> float:
        return float(self.factor**updates)

    @property
    @override
    def told(self) -> str:
        return f"× {number_text(self.factor)} every step"

    @property
    @override
    def code(self) -> str:
        return f"{self.factor!r} ** updates"


CONSTANT = Constant()

SCHEDULES: dict[str, type[Schedule]] = {
    each.key: each for each in (Constant, StepDecay, ExponentialDecay)
}
