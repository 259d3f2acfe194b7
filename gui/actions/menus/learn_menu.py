"""The Learn menu: the walkthrough of an update, looking ahead, hiding numbers, checking slopes."""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from core.explanation.hiding import NOTHING_HIDDEN, Topic
from core.explanation.walking.walkthrough import PHASES
from gui.actions.preference_commands import option_commands, switch_command
from gui.canvas.canvas import NetworkCanvas
from gui.dialogs.slope_check_dialog import SlopeCheckDialog
from gui.formatting.numbers import number
from gui.operations.command import Command, Entry, Menu
from gui.operations.walkthrough import WalkthroughPlayer
from gui.panels.explanation.explanation_panel import ExplanationPanel
from gui.panels.explanation.nudge_line import NUDGES
from gui.session.preferences import DECIMAL_MARK, MOTION, NUMERALS, PACE, TERMS, Preferences
from gui.session.session import Session

_HIDE_TIPS = {
    Topic.VALUES: "What the nodes come to, and all that gives it away",
    Topic.ERRORS: "The errors, the loss and the slopes",
    Topic.LOSS: "The loss and each row's share of it",
    Topic.SLOPES: "The slopes, and where the next step leads",
}


def learn_menu(
    session: Session,
    player: WalkthroughPlayer,
    canvas: NetworkCanvas,
    panel: ExplanationPanel,
    race: Command,
    hands: Command,
    lessons: Sequence[Entry],
    preferences: Preferences,
    window: QWidget,
) -> Menu:
    """The lessons, what helps to see where numbers come from, and the race."""

    def check_slopes() -> None:
        dialog = SlopeCheckDialog(session, panel.nudge_size, NUDGES, window)
        dialog.exec()
        dialog.deleteLater()

    return Menu(
        "&Learn",
        (
            *lessons,
            None,
            *_walkthrough_commands(player, preferences),
            None,
            Command(
                "changes",
                "&Old → new on the edges",
                lambda: canvas.set_display(
                    replace(canvas.display, changes=not canvas.display.changes)
                ),
                ("O",),
                "What the latest step or edit did to each weight",
                is_checked=lambda: canvas.display.changes,
            ),
            Command(
                "ahead",
                "Look a&head one step",
                lambda: session.look(replace(session.focus, ahead=not session.focus.ahead)),
                ("A",),
                "Where every weight will land, what the slopes promise, and what will come of it",
                is_checked=lambda: session.focus.ahead,
            ),
            race,
            hands,
            None,
            _hide_menu(session),
            None,
            _nudge_menu(panel),
            Command("check_slopes", "&Check all slopes…", check_slopes, tip="Nudge every weight"),
            Menu(NUMERALS.title, option_commands(preferences, NUMERALS)),
            Menu(DECIMAL_MARK.title, option_commands(preferences, DECIMAL_MARK)),
            Command(
                "copy_explanation",
                "Cop&y the explanation",
                panel.copy,
                ("Ctrl+Shift+C",),
                "Put what is explained on the clipboard, as text",
            ),
        ),
    )


def _walkthrough_commands(player: WalkthroughPlayer, preferences: Preferences) -> Sequence[Entry]:
    def forward() -> None:
        player.pause()
        player.forward()

    def backward() -> None:
        player.pause()
        player.backward()

    phases = [
        Command(
            f"phase.{at}", f"&{at} {phase.value}", partial(player.go_to, phase), (f"Ctrl+{at}",)
        )
        for at, phase in enumerate(PHASES, 1)
    ]
    return (
        Command(
            "walkthrough_next",
            "Walk through the update: &next",
            forward,
            ("PgDown",),
            "Compute what comes next",
            repeats=True,
        ),
        Command(
            "walkthrough_back",
            "Walk through the update: &back",
            backward,
            ("PgUp",),
            "Take it back",
            repeats=True,
        ),
        Menu("&Phase", phases),
        Command(
            "play",
            lambda: "Pause the p&lay" if player.is_playing else "P&lay the phase",
            lambda: player.pause() if player.is_playing else player.play(),
            ("P",),
        ),
        Menu(PACE.title, option_commands(preferences, PACE)),
        switch_command(preferences, TERMS, ("Shift+T",)),
        Command(
            "leave_walkthrough",
            "L&eave the walkthrough",
            player.stop,
            ("Shift+PgUp",),
            "Show everything at once again",
        ),
        switch_command(preferences, MOTION),
    )


def _hide_menu(session: Session) -> Menu:
    def switch(topic: Topic) -> None:
        focus = session.focus
        hidden = focus.hiding.with_hidden(topic, topic not in focus.hiding.hidden)
        session.look(replace(focus, hiding=hidden))

    def command(topic: Topic) -> Command:
        return Command(
            f"hide.{topic.value}",
            f"Hide &{topic.value}",
            partial(switch, topic),
            tip=_HIDE_TIPS[topic],
            is_possible=lambda: not session.guard.is_lesson,
            is_checked=lambda: topic in session.focus.hiding.hidden,
        )

    everything = Command(
        "show_everything",
        "Show every&thing",
        lambda: session.look(replace(session.focus, hiding=NOTHING_HIDDEN)),
        ("Ctrl+Shift+H",),
        is_possible=lambda: not session.guard.is_lesson,
    )
    return Menu("H&ide", (*map(command, Topic), None, everything))


def _nudge_menu(panel: ExplanationPanel) -> Menu:
    def command(size: float) -> Command:
        return Command(
            f"nudge.{size:g}",
            lambda: number(size),
            partial(panel.set_nudge_size, size),
            is_checked=lambda: panel.nudge_size == size,
        )

    return Menu("N&udge weights by", [*map(command, NUDGES)])
