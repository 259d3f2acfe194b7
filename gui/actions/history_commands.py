"""The commands for histories: of what is selected, and of all that are drawn."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDockWidget

from core.nn.network import INPUT_LAYER
from core.nn.quantity import Quantity
from gui.operations import histories
from gui.operations.command import Command, Menu
from gui.panels.loss.loss_panel import PAGES, LossPanel
from gui.session.session import Session


def history_commands(session: Session) -> Sequence[Command]:
    """Draw how the selected weights or the selected node went, or stop that."""

    def numbers() -> list[Quantity]:
        focus = session.focus
        weights = [histories.of_weight(each) for each in focus.parameters]
        return weights or ([] if focus.node is None else [histories.of_value(focus.node)])

    def slopes() -> list[Quantity]:
        focus = session.focus
        if focus.parameters:
            return [histories.of_slope(each) for each in focus.parameters]
        learns = focus.node is not None and focus.node.layer != INPUT_LAYER
        return [histories.of_loss_slope(focus.node)] if learns and focus.node else []

    def command(
        name: str, title: Callable[[], str], key: str, tip: str, find: Callable[[], list[Quantity]]
    ) -> Command:
        return Command(
            name,
            title,
            lambda: histories.switch(session, find()),
            (key,),
            tip,
            is_possible=lambda: bool(find()),
            is_checked=lambda: histories.are_drawn(session, find()),
        )

    def of_node() -> bool:
        return session.focus.node is not None

    return (
        command(
            "history",
            lambda: "&History of the value" if of_node() else "&History of the weight",
            "H",
            "Draw how it went over the steps, beside the loss",
            numbers,
        ),
        command(
            "history_of_slope",
            lambda: "H&istory of the loss slope" if of_node() else "H&istory of the slope",
            "Shift+H",
            "Draw how its slope went over the steps, beside the loss",
            slopes,
        ),
    )


def steps_menu(session: Session, dock: QDockWidget, panel: LossPanel) -> Menu:
    """The pages of the loss panel, and what can be done with all histories."""

    def show(page: str) -> None:
        if not panel.isVisible():
            dock.show()
            dock.raise_()
        panel.show_page(page)

    def are_drawn() -> bool:
        return bool(session.focus.histories)

    pages = [
        Command(f"loss.{index}", page, partial(show, page), (f"Ctrl+Shift+{index + 7}",))
        for index, page in enumerate(PAGES)
    ]
    return Menu(
        "L&oss pages",
        (
            *pages,
            None,
            Command(
                "copy_histories",
                "&Copy histories as table",
                lambda: panel.histories.copy(),
                tip="The steps and the values of each history, as comma-separated text",
                is_possible=are_drawn,
            ),
            Command(
                "remove_histories",
                "&Remove all histories",
                partial(histories.remove_all, session),
                is_possible=are_drawn,
            ),
        ),
    )
