"""Opening files of weights in the window: what is open is asked for, and nothing is lost."""

from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QComboBox, QDialog, QLabel

from tests.core.models.weight_files import EXPECTED, SAMPLES, npz
from tests.gui.file_hands import button, click_on, one_after_another, read_into
from tests.gui.window_hands import Key, WindowHands


class Question:
    """Works the dialog; what it showed can be asked for afterwards."""

    def __init__(self, hands: WindowHands, *chosen: tuple[str, str]) -> None:
        self._hands, self._chosen = hands, chosen
        self.shown: dict[str, str] = {}
        self.texts: list[str] = []

    def __call__(self, dialog: QDialog) -> None:
        """Choose what is to be chosen, by what stands before it, and click Open."""
        for label, entry in self._chosen:
            box = self._boxes(dialog)[label]
            box.setFocus()
            while box.currentText() != entry:
                before = box.currentIndex()
                self._hands.press_in(box, Key.Key_Down)
                assert box.currentIndex() != before, f"there is no {entry}"
        self.shown = {name: box.currentText() for name, box in self._boxes(dialog).items()}
        self.texts = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
        if button(dialog, "Open").isEnabled():
            self._hands.click(button(dialog, "Open"))
        else:
            dialog.reject()

    def _boxes(self, dialog: QDialog) -> dict[str, QComboBox]:
        found = {}
        for label in dialog.findChildren(QLabel):
            box = label.buddy()
            if isinstance(box, QComboBox) and box.isVisible():
                found[label.text().replace("&", "")] = box
        return found


def activations(hands: WindowHands) -> list[str]:
    layers = hands.window.session.document.experiment.network.layers
    return [layer.activation.key for layer in layers]


def test_what_a_file_leaves_open_is_asked_for(hands: WindowHands, tmp_path: Path) -> None:
    session = hands.window.session
    bank = session.document.experiment
    path = tmp_path / "mine & <b>.npz"
    path.write_bytes(npz(w1=np.array([[1.0, 2.0], [3.0, 4.0]]), w2=np.array([[5.0], [6.0]])))

    # Cancelled, and of a single prediction no class can be told: all stays as it was.
    refused = Question(hands, ("w2: 2 → 1, no biases", "softmax"))
    hands.answer(refused)
    hands.drop(path)
    assert any("classes apart" in text for text in refused.texts)
    assert session.document.experiment is bank

    # The rows that are there fit, and are kept.
    question = Question(hands, ("w1: 2 → 2, no biases", "tanh"))
    hands.answer(question)
    hands.drop(path)
    assert question.shown == {
        "w1: 2 → 2, no biases": "tanh",
        "w2: 2 → 1, no biases": "identity",
        "Rows to learn from": "The present ones, of “Bank transactions”",
    }
    assert (session.title, session.path) == ("mine & <b>", None)
    assert session.document.experiment.dataset is bank.dataset
    assert activations(hands) == ["tanh", "identity"]
    assert session.document.experiment.network.weights[0].tolist() == [[1.0, 3.0], [2.0, 4.0]]

    # Work that is not saved is asked about first; both ways to read a square are offered.
    hands.press(Key.Key_Space)
    path.write_bytes(npz(w1=np.array([[1.0, 2.0], [3.0, 4.0]])))
    question = Question(hands, ("A row of each matrix is", "an input, as in Keras: x @ w"))
    hands.answer(one_after_another(hands, click_on(hands, "Discard"), question))
    hands.drop(path)
    assert question.shown.keys() == {"A row of each matrix is", "w1: 2 → 2, no biases"}
    assert session.document.experiment.network.weights[0].tolist() == [[1.0, 3.0], [2.0, 4.0]]
    assert session.document.experiment.dataset.own_inputs[0].tolist() == [1.0]


def test_a_file_that_says_all_opens_at_once_and_a_damaged_one_not(
    hands: WindowHands, tmp_path: Path
) -> None:
    said: list[str] = []
    session = hands.window.session
    session.said.connect(lambda message: said.append(message.text))
    hands.drop(SAMPLES / "sequential.keras")
    assert activations(hands) == EXPECTED["sequential.keras"]["activations"]
    assert "The layer “rain” was left out: it does nothing when the network predicts" in said
    assert hands.window.files.recent[0].name == "sequential.keras"

    broken, read = tmp_path / "broken.keras", list[str]()
    broken.write_bytes((SAMPLES / "sequential.keras").read_bytes()[:500])
    document = session.document
    hands.answer(read_into(read))
    hands.drop(broken)
    assert read == [
        "The file could not be opened.",
        "broken.keras: this model is damaged, or not all of it is here: get it once more",
    ]
    assert session.document is document

    # Rows that tell what is hidden are not offered.
    stated = tmp_path / "stated.npz"
    stated.write_bytes(npz(weight=np.ones((1, 3)), activations=np.array(["linear"])))
    hands.menu("Learn", "Hide", "Hide errors")
    hands.drop(stated)
    assert session.title == "stated"
    assert session.document.experiment.dataset is not document.experiment.dataset
