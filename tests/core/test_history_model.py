"""The history against a model that keeps every document in full and knows no lines."""

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace
from typing_extensions import override

from core.document.document import Document
from core.document.edits import add_node, begin_anew, set_all, with_network
from core.files.document_file import decode_document, decode_history, encode_document
from core.history import history as history_module
from core.history.history import History
from core.history.memory import spill as spill_module
from core.history.moments import Moment
from core.nn.network import NodePlace
from core.nn.network_edits import set_parameters
from core.training import trace as trace_module
from core.training.descent import Descent, Refusal, step
from core.training.evaluation import evaluate
from core.training.rules.optimizers import OPTIMIZERS
from tests.core.builders import as_document, sized_experiment
from tests.core.kept_moments import Deed, Kept, moments, same_document
from tests.core.remembering import Remembering, remembering

BUDGET = 2500  # bytes: room for a few documents, or about 50 vectors of the smallest network
LAST = 1200  # bytes: the largest document
FEW_LOSSES = 12


class HistoryComparison(RuleBasedStateMachine):
    """Whatever one does, history and model agree about every moment and every way."""

    def __init__(self) -> None:
        super().__init__()
        self.limits = pytest.MonkeyPatch()
        self.limits.setattr(history_module, "BUDGET", BUDGET)
        self.limits.setattr(trace_module, "EXACT_LOSSES", FEW_LOSSES)
        self.limits.setattr(spill_module, "SMALLEST", 1)
        self.limits.setitem(OPTIMIZERS, Remembering.key, Remembering)

    @override
    def teardown(self) -> None:
        for moment in self.kept:
            self.look_at(moment)
        self.limits.undo()

    @initialize(updates=st.sampled_from([0, 0, 20]), remembers=st.booleans())
    def open(self, updates: int, remembers: bool) -> None:
        experiment = replace(sized_experiment((1, 2, 1), 3), updates=updates)
        document = as_document(remembering(experiment, 0.05) if remembers else experiment)
        loss = evaluate(document.experiment).loss
        self.history = History(document, loss)
        self.kept = {Moment(0, 0): Kept(document, loss, None, None)}
        self.lines = 1
        self.way = [Moment(0, 0)]

    # What the model knows

    @property
    def present(self) -> Moment:
        return self.history.present

    @property
    def document(self) -> Document:
        return self.kept[self.present].document

    def path_to(self, moment: Moment) -> list[Moment]:
        """All moments from the very beginning to this one."""
        path = [moment]
        while (before := self.kept[path[0]].before) is not None:
            path.insert(0, before)
        return path

    def ahead(self) -> list[Moment]:
        """The moments on the way after the present."""
        return self.way[self.way.index(self.present) + 1 :]

    def redo_target(self) -> Moment | None:
        """The last of the moments ahead that one deed made."""
        target = None
        for moment in self.ahead():
            if target is not None and self.kept[moment].deed is not self.kept[target].deed:
                break
            target = moment
        return target

    def path(self) -> tuple[list[Moment], list[Moment]]:
        """The moments of the present path: up to the present, and ahead."""
        past = self.path_to(self.present)
        starts = [k for k, moment in enumerate(past) if self.kept[moment].updates == 0]
        past = past[starts[-1] :] if starts else past
        future: list[Moment] = []
        on_path = self.kept[self.present].updates > 0
        for moment in self.ahead():
            updates = self.kept[moment].updates
            if on_path and updates == 0:
                break
            on_path = on_path or updates > 0
            future.append(moment)
        return past, future

    def keep(self, moment: Moment, document: Document, deed: Deed, before: Moment) -> None:
        assert moment not in self.kept
        loss = evaluate(document.experiment).loss
        self.kept[moment] = Kept(document, loss, before, deed)
        self.way = self.path_to(moment)

    def look_at(self, moment: Moment) -> None:
        """A moment is found again in full, after taking the updates that were not kept."""
        kept = self.kept[moment]
        document, missing = self.history.nearest(moment)
        descent = Descent(document.experiment)
        assert descent.run(missing) is None
        assert same_document(document.with_experiment(descent.experiment), kept.document)
        assert descent.loss == kept.loss
        assert self.history.loss_at(moment) in (kept.loss, None)
        assert self.history.updates_at(moment) == kept.updates
        assert self.history.previous(moment) == kept.before

    # What one can do

    @rule(count=st.sampled_from([0, 1, 1, 3, 40]), portion=st.sampled_from([1, 4, 50]))
    def run(self, count: int, portion: int) -> None:
        start = self.present
        on_same_line = Moment(start.line, start.offset + 1) not in self.kept
        line, offset = start if on_same_line else (self.lines, 0)
        descent = Descent(self.document.experiment)
        trace = self.history.begin_run(self.document, descent.loss)
        left = count
        while left > 0 and descent.run(min(left, portion), trace) is None:
            self.history.extend_run()
            left -= portion
        self.history.extend_run()
        self.history.end_run()
        taken = self.follow_one_by_one(count, Moment(line, offset), start)
        assert descent.experiment.updates == self.document.experiment.updates
        self.lines += taken > 0 and not on_same_line

    def follow_one_by_one(self, count: int, first: Moment, start: Moment) -> int:
        """Keep what single steps lead to, up to a refusal; return how many were taken."""
        document, before = self.kept[start].document, start
        deed = Deed("Step", start)
        for taken in range(count):
            made = step(document.experiment)
            if isinstance(made, Refusal):
                return taken
            document = document.with_experiment(made.after)
            moment = Moment(first.line, first.offset + taken + 1)
            self.keep(moment, document, deed, before)
            before = moment
            deed.name = "Step" if taken == 0 else f"Run, {taken + 1} steps"
        return count

    @rule(value=st.floats(-1, 1), name=st.sampled_from(["Weight", "Weights"]))
    def edit(self, value: float, name: str) -> None:
        network = set_parameters(self.document.experiment.network, [0], value)
        self.record(name, with_network(self.document, network))

    @rule(rate=st.sampled_from([0.01, 0.1, 30.0]))
    def choose_rate(self, rate: float) -> None:
        experiment = self.document.experiment.at_rate(rate)
        self.record("Rate", self.document.with_experiment(experiment))

    @rule(value=st.floats(-1, 1))
    def start_anew(self, value: float) -> None:
        self.record("Set all", set_all(self.document, value))

    @precondition(lambda self: len(self.document.experiment.network.layers[0].names) < 4)
    @rule()
    def add_a_node(self) -> None:
        self.record("Add", add_node(self.document, NodePlace(0, 0)))

    @rule()
    def restart_by_an_edit(self) -> None:
        self.record("Restart", begin_anew(self.document, self.document.start.network))

    def record(self, name: str, document: Document) -> None:
        start = self.present
        self.history.record_edit(name, document, evaluate(document.experiment).loss)
        self.keep(Moment(self.lines, 0), document, Deed(name, start), start)
        self.lines += 1

    @rule()
    def undo(self) -> None:
        if self.history.undo_action is not None:
            self.history.go(self.history.undo_action.start)

    @rule()
    def redo(self) -> None:
        if self.history.redo_moment is not None:
            self.history.go(self.history.redo_moment)

    @rule()
    def back(self) -> None:
        before = self.history.previous(self.present)
        if before is not None:
            self.history.go(before)

    @rule()
    def restart(self) -> None:
        beginning = self.history.beginning()
        if beginning is not None:
            self.history.go(beginning)

    @rule(data=st.data())
    def go_anywhere(self, data: st.DataObject) -> None:
        moment = data.draw(st.sampled_from(list(self.kept)))
        self.history.go(moment)
        if moment not in self.way:
            self.way = self.new_way_through(moment)

    def new_way_through(self, moment: Moment) -> list[Moment]:
        """History chooses where the way leads on from there; it has to be somewhere it led."""
        tip = moment
        while (target := self.history.redo_moment) is not None:
            assert moment in self.path_to(target)
            self.history.go(tip := target)
        self.history.go(moment)
        assert Moment(tip.line, tip.offset + 1) not in self.kept
        return self.path_to(tip)

    @rule()
    def save_and_reopen(self) -> None:
        """All of it is found again in the file of the document."""
        data = encode_document(self.document, self.history)
        document = decode_document(data)
        assert same_document(document, self.document)
        history = decode_history(data, document)
        if history is None:
            assert len(self.kept) == 1
        else:
            self.history = history

    # What has to hold

    @invariant()
    def the_present_is_found_again(self) -> None:
        self.look_at(self.present)

    @rule(data=st.data())
    def look_at_another(self, data: st.DataObject) -> None:
        self.look_at(data.draw(st.sampled_from(list(self.kept))))

    @invariant()
    def there_is_a_moment_for_each_that_was_made(self) -> None:
        made = {
            Moment(index, offset)
            for index, line in enumerate(self.history.lines)
            for offset in range(line.first, line.trace.last + 1)
        }
        assert made == set(self.kept)

    @invariant()
    def memory_stays_in_its_budget(self) -> None:
        """As far as it can: a few losses of each line and the last document always stay."""
        lines = self.history.lines
        losses = sum(16 * 2 * min(line.trace.last + 1, FEW_LOSSES) for line in lines)
        assert self.history.nbytes <= BUDGET + losses + LAST

    @invariant()
    def undo_and_redo_name_the_deeds(self) -> None:
        deed, undo = self.kept[self.present].deed, self.history.undo_action
        assert (deed is None) == (undo is None)
        if deed is not None and undo is not None:
            assert (undo.name, undo.start) == (deed.name, deed.start)
        target, redo = self.redo_target(), self.history.redo_action
        assert self.history.redo_moment == target
        assert (target is None) == (redo is None)
        if target is not None and redo is not None:
            deed = self.kept[target].deed
            assert deed is not None
            assert redo.name == deed.name

    @invariant()
    def the_paths_are_the_same(self) -> None:
        assert moments(self.history.path(self.present)) == self.path_to(self.present)
        fresh = [m for m in self.path_to(self.present) if self.kept[m].updates == 0]
        assert self.history.beginning() == (fresh[-1] if fresh else None)

    @invariant()
    def the_path_is_the_same(self) -> None:
        past, future = self.path()
        assert moments(self.history.past()) == past
        assert moments(self.history.future()) == future
        counts = [self.kept[moment].updates for moment in past + future]
        assert self.history.path_range() == (counts[0], counts[-1])
        assert counts == sorted(counts)
        last_with = dict(zip(counts, past + future, strict=True))
        for count, moment in last_with.items():
            assert self.history.at_updates(count) == moment
        assert self.history.at_updates(counts[-1] + 5) == (past + future)[-1]
        assert self.history.at_updates(counts[0] - 5) == (past + future)[0]


TestHistoryComparison = HistoryComparison.TestCase
TestHistoryComparison.settings = settings(max_examples=20, stateful_step_count=30)
