"""How much memory a history takes, and that nothing is lost by it."""

import tempfile

import pytest

from core.document.document import Document
from core.document.edits import randomise_weights, with_dataset
from core.history import history as history_module
from core.history.memory.memory_use import MemoryUse
from core.history.moments import Moment
from core.nn.equality import equal
from core.nn.initializers import INITIALIZERS
from core.training.descent import Descent
from tests.core.builders import as_document, bits, sized_experiment
from tests.core.history_worker import Worker
from tests.core.kept_moments import same_document
from tests.core.remembering import remembering


@pytest.fixture
def worker() -> Worker:
    return Worker(as_document(sized_experiment((2, 2, 1), 4, learning_rate=0.02)))


def test_memory_stays_in_its_budget_and_every_moment_is_found_again(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = 13_000  # of which 400 losses take 8192
    monkeypatch.setattr(history_module, "BUDGET", budget)
    history = worker.history
    visited = {}
    for moment in range(400):
        visited[moment] = bits(worker.document.experiment)
        worker.run(1)
        assert history.nbytes <= budget
    assert history.lines[0].trace.stride >= 8
    replayed = 0
    for moment, expected in visited.items():
        history.go(Moment(0, moment))
        replayed += history.nearest(history.present)[1]
        assert bits(worker.document.experiment) == expected
    assert replayed > 400


def test_a_run_makes_room_between_its_portions(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it suits: halving what is kept takes as long as many updates."""
    budget = 40_000
    monkeypatch.setattr(history_module, "BUDGET", budget)
    history, descent = worker.history, Descent(worker.document.experiment)
    trace = history.begin_run(worker.document, descent.loss)
    for _ in range(3):
        descent.run(500, trace)
        history.extend_run()
        assert history.nbytes > budget
        history.make_room()
        assert history.nbytes <= budget
    descent.run(500, trace)
    history.extend_run()
    history.end_run()
    assert history.nbytes <= budget


def test_edits_alone_do_not_use_up_the_budget_of_a_run(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit keeps one vector and one loss: a hundred of them leave room for a run."""
    size = worker.document.experiment.network.parameters.nbytes
    monkeypatch.setattr(history_module, "BUDGET", 400 * (size + 16))
    for count in range(100):
        worker.edit(count / 100)
    worker.run(100)
    assert worker.history.lines[-1].trace.stride == 1


def large() -> Document:
    """9,000 parameters: 72 kB."""
    return as_document(sized_experiment((50, 150, 10), 3, learning_rate=1e-4))


def test_a_vector_is_kept_once_where_a_line_begins() -> None:
    document = large()
    worker = Worker(document)
    before = worker.history.nbytes
    worker.edit(0.5)
    once = document.experiment.network.parameters.nbytes
    assert once < worker.history.nbytes - before < 1.01 * once


@pytest.mark.parametrize("steps", [0, 1])
def test_many_edits_of_one_weight_stay_in_the_budget_and_each_is_found_again(
    steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = 10 * large().experiment.network.parameters.nbytes
    monkeypatch.setattr(history_module, "BUDGET", budget)
    worker = Worker(large())
    visited = {}
    for count in range(60):
        visited[worker.history.present] = worker.document
        worker.edit(count / 60)
        worker.run(steps)
        assert worker.history.nbytes <= budget
    for moment, document in visited.items():
        worker.history.go(moment)
        found = worker.document
        assert same_document(found, document)
        assert (found.start is found.experiment) == (found.experiment.updates == 0)
    while worker.history.undo_action is not None:
        worker.undo()
    assert same_document(worker.document, visited[Moment(0, 0)])


def test_new_weights_of_every_edit_stay_in_the_budget_and_are_found_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    budget = 10 * large().experiment.network.parameters.nbytes
    monkeypatch.setattr(history_module, "BUDGET", budget)
    worker = Worker(large())
    visited = {}
    for seed in range(40):
        drawn = randomise_weights(worker.document, INITIALIZERS["he"], seed)
        rows = drawn.experiment.dataset.with_input(0, 0, seed)
        worker.record("Randomise", with_dataset(drawn, rows))
        visited[worker.history.present] = worker.document
        assert worker.history.nbytes <= budget
    for moment, document in visited.items():
        worker.history.go(moment)
        assert equal(worker.document, document)


def test_without_room_for_a_file_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    monkeypatch.setattr(history_module, "BUDGET", 1)
    worker = Worker(large())
    visited = {}
    for count in range(5):
        visited[worker.history.present] = worker.document
        worker.edit(count / 5)
    for moment, document in visited.items():
        worker.history.go(moment)
        assert equal(worker.document, document)


def remembers() -> Worker:
    """63 numbers a moment, of which 42 are what the optimizer remembers, and so on."""
    return Worker(as_document(remembering(sized_experiment((4, 4, 1), 5))))


def test_what_the_optimizer_remembers_counts_and_is_found_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = remembers()
    state = worker.document.experiment.state.nbytes
    before = worker.history.nbytes
    worker.run(1)
    assert worker.history.nbytes >= before + state
    monkeypatch.setattr(history_module, "BUDGET", 20_000)
    visited = {}
    for moment in range(1, 200):
        visited[moment] = bits(worker.document.experiment)
        worker.run(1)
        assert worker.history.nbytes <= 20_000
    assert worker.history.lines[0].trace.stride > 1
    for moment, expected in visited.items():
        worker.history.go(Moment(0, moment))
        assert bits(worker.document.experiment) == expected


def test_memories_are_set_aside_with_their_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    document = as_document(remembering(large().experiment))
    budget = 10 * document.experiment.state.nbytes
    monkeypatch.setattr(history_module, "BUDGET", budget)
    worker = Worker(document)
    visited = {}
    for count in range(30):
        worker.edit(count / 60)
        worker.run(1)
        visited[worker.history.present] = worker.document
        assert worker.history.nbytes <= budget
    for moment, expected in visited.items():
        worker.history.go(moment)
        assert same_document(worker.document, expected)
        assert worker.document.experiment.memory[-1] == expected.experiment.updates


def test_all_arrays_of_documents_and_traces_are_counted_and_no_more(worker: Worker) -> None:
    """A moment takes two numbers for its loss, and its vector where a run has led to it."""
    documents = MemoryUse()
    documents.add(worker.document)
    assert worker.history.nbytes == documents.nbytes + 16
    worker.run(1)
    vector = worker.document.experiment.network.parameters.nbytes
    assert worker.history.nbytes == documents.nbytes + 2 * 16 + vector
    worker.history.go(Moment(0, 0))
    worker.run(0)
    assert worker.history.nbytes == documents.nbytes + 2 * 16 + vector
