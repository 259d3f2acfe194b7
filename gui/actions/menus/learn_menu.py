"""The Learn menu: the walkthrough of an update, looking ahead, hiding numbers, checking slopes."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from core.explanation.hiding import NOTHING_HIDDEN, Topic
from core.explanation.walking.walkthrough import PHASES
from gui.canvas.canvas import NetworkCanvas
from gui.dialogs.slope_check_dialog import SlopeCheckDialog
from gui.formatting.numbers import number
from gui.formatting.numerals import Numerals
from gui.operations.command import Command, Entry, Menu
from gui.operations.walkthrough import WalkthroughPlayer
from gui.panels.explanation.explanation_panel import ExplanationPanel
from gui.panels.explanation.nudge_line import NUDGES
from gui.session.session import Session
from gui.session.settings import Key, Settings

_HIDE_TIPS = {
    Topic.VALUES: "What the nodes come to, and all that gives it away",
    Topic.ERRORS: "The errors, the loss and the slopes",
    Topic.LOSS: "The loss and each row's share of it",
    Topic.SLOPES: "The slopes, and where the next step leads",
}
PACES = (
    ("One beat every 3 seconds", 1 / 3),
    ("One beat every 2 seconds", 0.5),
    ("1 beat a second", 1.0),
    ("2 beats a second", 2.0),
    ("5 beats a second", 5.0),
)


def learn_menu(
    session: Session,
    player: WalkthroughPlayer,
    canvas: NetworkCanvas,
    panel: ExplanationPanel,
    race: Command,
    hands: Command,
    lessons: Sequence[Entry],
    settings: Settings,
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
            *_walkthrough_commands(player, canvas, settings),
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
            _numerals_menu(session),
            Command(
                "copy_explanation",
                "Cop&y the explanation",
                panel.copy,
                ("Ctrl+Shift+C",),
                "Put what is explained on the clipboard, as text",
            ),
        ),
    )


def _walkthrough_commands(
    player: WalkthroughPlayer, canvas: NetworkCanvas, settings: Settings
) -> Sequence[Entry]:
    def forward() -> None:
        player.pause()
        player.forward()

    def backward() -> None:
        player.pause()
        player.backward()

    def switch_motion() -> None:
        moving = not canvas.is_moving
        canvas.set_moving(moving)
        settings.store(Key.MOTION, moving)

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
        _pace_menu(player, settings),
        _terms_command(player, settings),
        Command(
            "leave_walkthrough",
            "L&eave the walkthrough",
            player.stop,
            ("Shift+PgUp",),
            "Show everything at once again",
        ),
        Command(
            "motion",
            "&Motion",
            switch_motion,
            tip="Values and slopes travel along the edges",
            is_checked=lambda: canvas.is_moving,
        ),
    )


def _terms_command(player: WalkthroughPlayer, settings: Settings) -> Command:
    """Whether a node's sum is walked through term by term, remembered for the next start."""

    def switch() -> None:
        player.is_by_terms = not player.is_by_terms
        settings.store(Key.TERMS, player.is_by_terms)

    return Command(
        "term_by_term",
        "Sums &term by term",
        switch,
        ("Shift+T",),
        "Page Down adds input × weight, one after another, before a node's value",
        is_checked=lambda: player.is_by_terms,
    )


def _pace_menu(player: WalkthroughPlayer, settings: Settings) -> Menu:
    def choose(pace: float) -> None:
        player.set_pace(pace)
        settings.store(Key.PACE, pace)

    def command(text: str, pace: float) -> Command:
        return Command(
            f"pace.{pace:.3g}",
            text,
            partial(choose, pace),
            is_checked=lambda: player.pace == pace,
        )

    return Menu("P&ace of the play", [command(*each) for each in PACES])


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
            number(size),
            partial(panel.set_nudge_size, size),
            is_checked=lambda: panel.nudge_size == size,
        )

    return Menu("N&udge weights by", [*map(command, NUDGES)])


def _numerals_menu(session: Session) -> Menu:
    def command(numerals: Numerals) -> Command:
        return Command(
            f"numerals.{numerals.value}",
            numerals.value,
            lambda: session.look(replace(session.focus, numerals=numerals)),
            is_checked=lambda: session.focus.numerals is numerals,
        )

    return Menu("Num&bers", [*map(command, Numerals)])
