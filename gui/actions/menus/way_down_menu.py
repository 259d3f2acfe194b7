"""The menu of optimizers, and what else can be said of the way down."""

from functools import partial

from PySide6.QtWidgets import QWidget

from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import OPTIMIZERS
from gui.formatting.way_down_words import about_optimizer
from gui.operations import way_down
from gui.operations.command import Command, Menu
from gui.session.session import Session


def optimizer_menu(session: Session, window: QWidget) -> Menu:
    """The optimizers, their settings, and forgetting. The toolbar opens the same menu."""

    def command(rule: type[Optimizer]) -> Command:
        return Command(
            f"optimizer.{rule.key}",
            rule.name,
            partial(way_down.set_optimizer, session, rule),
            tip=about_optimizer(rule),
            is_checked=lambda: type(session.document.experiment.optimizer) is rule,
        )

    def ask() -> None:
        from gui.dialogs.way_down_dialog import WayDownDialog

        dialog = WayDownDialog(session.document.experiment, window)
        if dialog.exec():
            way_down.set_way_down(session, dialog.chosen_for(session.document.experiment))
        dialog.deleteLater()

    return Menu(
        "&Optimizer",
        (
            *map(command, OPTIMIZERS.values()),
            None,
            Command(
                "way_down",
                "&More…",
                ask,
                tip="Settings, a learning rate that falls, clipped slopes, an L2 penalty",
            ),
            Command(
                "forget",
                lambda: way_down.forget_title(session).replace("Forget", "&Forget", 1),
                partial(way_down.forget, session),
                tip="Go on as if no step had been taken before; the weights stay",
                is_possible=lambda: way_down.can_forget(session),
            ),
        ),
        "optimizers",
    )
