"""What stands in the way is named in the status bar; a click shows evidence and remedies."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.diagnosis import findings
from core.diagnosis.finding import Case, Finding
from core.diagnosis.findings import Kind
from core.document.document import Document
from core.explanation.hiding import Hiding, Topic
from core.nn.equality import equal
from core.nn.network import NodePlace
from core.opening.sample_data import SAMPLES, open_sample
from gui.app import create_window
from gui.shell.main_window import MainWindow
from tests.core.builders import as_document, bank, build_experiment
from tests.gui.panels.diagnosis.diagnosis_hands import DiagnosisHands
from tests.gui.window_hands import Key, Modifier, WindowHands


@pytest.fixture
def doctor(qtbot: QtBot, hands: WindowHands) -> DiagnosisHands:
    """A hand on the diagnosis of the bank's network."""
    return DiagnosisHands(qtbot, hands)


@pytest.fixture
def asleep(doctor: DiagnosisHands) -> DiagnosisHands:
    """The first step at 0.03 puts hidden 1 to sleep."""
    doctor.load(as_document(bank(0.03)))
    doctor.hands.window.session.step()
    doctor.wait_for("● hidden 1 is asleep · 1 more")
    return doctor


def sample(key: str) -> Document:
    return open_sample(next(each for each in SAMPLES if each.key == key))


def test_the_line_names_what_is_found_first_to_all_and_nothing_moves(
    doctor: DiagnosisHands,
) -> None:
    assert doctor.line.text() == "○ hidden 2 is on the corner"
    doctor.load(sample("sine"))
    doctor.wait_for("Diagnosis")
    doctor.load(as_document(bank()))
    doctor.wait_for("○ hidden 2 is on the corner")

    doctor.hands.press(Key.Key_F8)
    popover = doctor.popover()
    assert "○ hidden 2 is on the corner" in doctor.texts()
    doctor.hands.press_in(popover, Key.Key_Escape)
    assert QApplication.activePopupWidget() is None

    # The slope along the one row's prediction is 2 × 11, along each sum 2 × 11 × 2, or 0
    session = doctor.hands.window.session
    doctor.open()
    assert "hidden: 22; prediction: 22" in [spoken_of(each) for each in children(doctor.popover())]
    session.look(replace(session.focus, hiding=Hiding(frozenset({Topic.SLOPES}))))
    assert "22" not in "".join(spoken(each) for each in children(doctor.popover()))

    session.look(replace(session.focus, hiding=Hiding()))
    doctor.hands.press_in(doctor.popover(), Key.Key_Escape)
    session.load(as_document(bank(0.03)))
    places = geometries(doctor.hands.window)  # the line has not come yet
    assert doctor.line.isVisible()
    doctor.hands.press(Key.Key_Space)
    doctor.wait_for("asleep")
    assert geometries(doctor.hands.window) == places


def test_a_click_shows_the_evidence_in_numbers_and_show_what_it_is_about(
    doctor: DiagnosisHands,
) -> None:
    """(1 − 2e−4)^40 of the loss 4 is left after 20 steps, and 0.98^40 at 100 times the rate."""
    document = as_document(build_experiment([[[3.0]]], ["identity"], [[1.0]], [1.0], 1e-4))
    doctor.load(document)
    doctor.wait_for("● The rate is too small")
    doctor.open()
    assert (
        "The next 20 steps would lower the loss by 0.03188 at this rate, and by 2.217 at one 100"
        " times as large."
    ) in doctor.texts()
    doctor.choose("Rate 0.01")
    assert doctor.hands.rate().text() == "0.01"
    assert QApplication.activePopupWidget() is None

    # At 1.5 the distance to the bottom doubles with each step; the first ones are shown larger
    document = as_document(build_experiment([[[3.0]]], ["identity"], [[1.0]], [1.0], 1.5))
    doctor.load(document)
    doctor.hands.window.session.step(20)
    doctor.hands.window.session.finish_run()
    doctor.wait_for("The loss grows: the steps go too far")
    plot = doctor.hands.window.loss_panel.plot
    doctor.open()
    doctor.choose("Show")
    assert plot.ranges.x == pytest.approx((20.24 - 7 * 1.2, 20.24))  # no further than ever

    network = bank().network.with_parameters([-1, -1, -1, -1, 2, 2])
    doctor.load(as_document(replace(bank(), network=network)))
    doctor.wait_for("hidden 1 and hidden 2 are asleep")
    doctor.open()
    doctor.choose("Show")
    window = doctor.hands.window
    assert window.session.focus.nodes == (NodePlace(0, 0), NodePlace(0, 1))
    assert window.session.focus.parameters == ()
    assert "2 nodes selected" in window.canvas.describe()
    told = window.explanation.plain_text()
    assert told.startswith("2 nodes\n")
    assert "= ReLU(−5) = 0" in told

    doctor.load(sample("few_points"))
    session = doctor.hands.window.session
    session.step(600)
    session.finish_run()
    doctor.wait_for("Overfitting since step 281")
    doctor.open()
    doctor.choose("Go back to step 281")
    assert session.document.experiment.updates == 281


def test_a_remedy_is_one_click_and_one_undo_and_show_points_to_the_node(
    asleep: DiagnosisHands,
) -> None:
    session = asleep.hands.window.session
    before = session.document
    asleep.open()
    asleep.choose("Give hidden 1 new weights")
    asleep.wait_for("○ hidden 2 is on the corner")
    assert session.evaluation.preactivations[0][0, 0] > 0
    asleep.hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert equal(session.document, before)
    asleep.wait_for("hidden 1 is asleep")

    assert "hidden 1 is asleep · 1 more" in spoken(asleep.line)
    asleep.open()
    button = asleep.buttons()["Give hidden 1 new weights"]
    assert "hidden 1 is asleep" in spoken(button)

    asleep.choose("Show")
    assert asleep.hands.window.session.focus.node == NodePlace(0, 0)
    assert QApplication.activePopupWidget() is None


def test_it_follows_a_run_while_it_is_open_and_gives_nothing_hidden_away(
    asleep: DiagnosisHands,
) -> None:
    session = asleep.hands.window.session
    session.look(replace(session.focus, hiding=Hiding(frozenset({Topic.VALUES}))))
    assert asleep.line.text() == "Diagnosis"
    popover = asleep.open()
    assert asleep.texts() == ["2 findings about hidden numbers"]
    assert "asleep" not in "".join(spoken(each) for each in [popover, *children(popover)])
    session.look(replace(session.focus, hiding=Hiding()))
    assert "● hidden 1 is asleep" in asleep.texts()

    asleep.hands.window.session.load(as_document(bank()))
    asleep.hands.window.session.step(30)
    asleep.wait_for("○ hidden 2 is on the corner · 1 more")
    assert "○ At the bottom: no error is left" in asleep.texts()
    assert "● hidden 1 is asleep" not in asleep.texts()


def test_it_can_be_switched_off_and_stays_so(
    doctor: DiagnosisHands, qtbot: QtBot, show: Callable[[MainWindow], MainWindow]
) -> None:
    for is_on in (False, True, False):
        doctor.hands.menu("View", "Diagnosis")
        assert doctor.line.isVisible() is is_on
        ticked = [text.replace("&", "") for text in doctor.hands.ticked("View")]
        assert ("Diagnosis" in ticked) is is_on
    settings = doctor.hands.window.preferences.settings
    second = WindowHands(qtbot, show(create_window(settings=settings)))
    assert not DiagnosisHands(qtbot, second).line.isVisible()


def test_a_run_is_looked_at_a_few_times_a_second(
    doctor: DiagnosisHands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []
    kinds = (Kind(partial(noted, looks, "now")), Kind(partial(noted, looks, "ahead"), True))
    monkeypatch.setattr(findings, "KINDS", kinds)
    doctor.load(sample("sine"))
    qtbot.wait(200)
    looks.clear()
    doctor.hands.press(Key.Key_R)
    qtbot.wait(500)
    doctor.hands.press(Key.Key_R)
    assert 1 <= len(looks) <= 2
    assert "ahead" not in looks
    qtbot.waitUntil(lambda: "ahead" in looks)  # at rest


def noted(looks: list[str], what: str, _: Case) -> Iterator[Finding]:
    """A kind of finding that only notes that it is looked for."""
    looks.append(what)
    return iter(())


def children(widget: QWidget) -> list[QWidget]:
    return [each for each in widget.findChildren(QWidget) if each.isVisible()]


def spoken_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Description)


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return f"{interface.text(QAccessible.Text.Name)} {interface.text(QAccessible.Text.Description)}"


def geometries(window: MainWindow) -> list[QRect]:
    parts = (window.canvas, *window.docks.values())
    return [part.geometry() for part in parts]
