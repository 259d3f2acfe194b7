"""The toolbar along the top: stepping, the learning rate, the loss, and the two figures."""

import math
from operator import attrgetter

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from core.nn.losses import LOSSES
from core.text.numbers import grouped
from core.training.experiment import Experiment
from core.training.rules.optimizer import check_learning_rate
from gui.actions.action_set import ActionSet
from gui.formatting.numbers import brief
from gui.formatting.way_down_words import rate_words
from gui.operations import structure
from gui.operations.rows.data import batch_text
from gui.session.messages import all_rows
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.shell.bars.figures import Figures, labelled
from gui.shell.bars.optimizer_choice import OptimizerChoice
from gui.style.icons import Icon, icon
from gui.style.roles import Look, Role
from gui.style.theme import Theme
from gui.widgets.buttons.action_button import ActionButton
from gui.widgets.buttons.choice_button import ChoiceButton
from gui.widgets.fields.number_field import NumberField
from gui.widgets.fields.rate_slider import RateSlider
from gui.widgets.ground import lay_ground
from gui.widgets.texts.plain_text import Label, SteadyLabel, set_tip

_SPACING = 8
_AIR = 3  # beside a text
_BRIEFLY = "Loss"
_choices = attrgetter("optimizer", "schedule", "learning_rate", "max_norm", "l2_penalty", "loss")


class TopBar(QWidget):
    """Buttons for stepping, the learning rate, the loss, and the two large figures."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        actions: ActionSet,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._actions = actions
        self._words = ("", "", "")
        self._chosen: object = None
        self._is_brief = False
        self._restart = ActionButton(actions["restart"])
        self._back = ActionButton(actions["back"])
        self._step = ActionButton(actions["step"])
        self._step.setObjectName(Look.STEP)
        self._several = self._split_button(actions["several"], actions.menu("several"))
        self._run = self._split_button(actions["run"], actions.menu("speeds"))
        self._rate = NumberField(check_learning_rate, _nudge_rate, session.typing)
        self._rate.setAccessibleName("Learning rate")
        self._rate_now = SteadyLabel()
        self._slider = RateSlider()
        self._slider.setAccessibleName("Learning rate, logarithmic")
        self._slider.setToolTip("Learning rate: from 1e−5 to 10, each step the same factor")
        self._optimizer = OptimizerChoice(actions.menu("optimizers"))
        self._loss_choice = QComboBox()
        self._loss_choice.setAccessibleName("Loss function")
        self._loss_choice.setToolTip("How the errors become one number")
        self._loss_choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for loss in LOSSES.values():
            self._loss_choice.addItem(loss.name, loss.key)
            tip = f"{loss.title}: {loss.formula}"
            self._loss_choice.setItemData(
                self._loss_choice.count() - 1, tip, Qt.ItemDataRole.ToolTipRole
            )
        self._formula = Label(role=Role.MUTED)
        self._rows = ChoiceButton(actions.menu("batches"))
        self._figures = Figures(theme)
        self._lay_out()
        self._connect()
        self._on_theme_changed()
        self._on_changed(session.present)

    def _lay_out(self) -> None:
        rate = QHBoxLayout()
        rate.setSpacing(8)
        rate.addWidget(self._rate)
        rate.addWidget(self._slider)
        rate.addStretch()
        lay_ground(self)
        self._edge = QWidget(self)
        self._edge.setAutoFillBackground(True)
        self._edge.setBackgroundRole(QPalette.ColorRole.Mid)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 14, 8)
        row.setSpacing(_SPACING)
        for button in (self._restart, self._back, self._step, self._several, self._run):
            row.addWidget(button)
        row.addSpacing(10)
        row.addLayout(labelled(self._rate_now, rate))
        row.addSpacing(4)
        row.addWidget(self._optimizer)
        row.addSpacing(10)
        self._loss = _in_one(labelled(self._formula, self._loss_choice))
        row.addWidget(self._loss)
        row.addSpacing(10)
        self._slopes = _in_one(labelled("Slopes from", self._rows))
        row.addWidget(self._slopes)
        row.addStretch(1)
        row.addWidget(self._figures)

    @property
    def _spare(self) -> tuple[QWidget, ...]:
        """What can be put away, the least needed first."""
        in_batches = self._session.document.experiment.turn.batches > 1
        first = (self._slider, self._slopes) if in_batches else (self._slopes, self._slider)
        return (*first, self._several, self._restart, self._optimizer, self._loss)

    def set_brief(self, brief: bool) -> None:
        """Leave out the choice of a loss, and the loss in own units; or show them again."""
        self._is_brief = brief
        self._figures.set_brief(brief)
        self._put_away()

    @override
    def minimumSizeHint(self) -> QSize:
        """What is needed when all that can be spared is put away."""
        spared = sum(_needed(widget) + _SPACING for widget in self._spare if not widget.isHidden())
        needed = super().minimumSizeHint()
        return QSize(needed.width() - spared, needed.height())

    def _beyond_choice(self, formula: str) -> int:
        """How much more room what stands above the choice of the loss takes than the choice."""
        width = self._formula.fontMetrics().horizontalAdvance(formula) + _AIR
        return max(0, width - _needed(self._loss_choice))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._edge.setGeometry(0, self.height() - 1, self.width(), 1)
        self._put_away()

    @override
    def event(self, event: QEvent) -> bool:
        """Whatever needs another width makes room, or takes what there is."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._put_away()
        return done

    def _put_away(self) -> None:
        """Put away what there is no room for, the least needed first; the menus have it all."""
        loss = self._session.document.experiment.loss
        formula = f"{_BRIEFLY} = {loss.formula}"
        briefly = _needed(self._loss_choice) + self._beyond_choice(_BRIEFLY) + _SPACING
        room = self.width() - self.minimumSizeHint().width() - briefly
        self._loss.setVisible(room >= 0 and not self._is_brief)
        beyond = self._beyond_choice(formula) - self._beyond_choice(_BRIEFLY)
        details = self._optimizer.sizeHint().width() - _needed(self._optimizer)
        if room < beyond + details:
            formula, beyond = _BRIEFLY, 0
        room -= beyond
        self._formula.setText(formula)
        set_tip(self._formula, f"{loss.title}: {loss.formula}")
        for widget, first in zip(reversed(self._spare[:-1]), (0, 0, 0, details, 0), strict=True):
            room -= first + _needed(widget) + _SPACING
            widget.setVisible(room >= 0)

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._show_figures)
        session.running_changed.connect(self._on_running_changed)
        self._theme.changed.connect(self._on_theme_changed)
        self._rate.previewed.connect(self._preview_rate)
        self._rate.committed.connect(self._commit_rate)
        self._rate.cancelled.connect(session.cancel)
        self._slider.previewed.connect(self._preview_rate)
        self._slider.committed.connect(self._commit_rate)
        self._loss_choice.activated.connect(self._choose_loss)

    def _split_button(self, action: QAction, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _on_theme_changed(self) -> None:
        colors, size = self._theme.colors, self._theme.pixels(16)
        for button, name in ((self._restart, Icon.RESTART), (self._back, Icon.BACK)):
            button.setIcon(icon(name, colors.ink, colors.zero))
        self._step.setIcon(icon(Icon.STEP, colors.on_down, colors.muted))
        for button in (self._restart, self._back, self._step):
            button.setIconSize(QSize(size, size))
        self._run.setIconSize(QSize(size, size))
        self._step.setFont(self._theme.font(1.1, bold=True))
        self._rate.setFixedWidth(self._theme.pixels(92))
        self._slider.setFixedWidth(self._theme.pixels(110))
        self._on_running_changed(self._session.is_running)

    def _on_running_changed(self, running: bool) -> None:
        colors = self._theme.colors
        self._actions["run"].setIcon(
            icon(Icon.PAUSE if running else Icon.RUN, colors.ink, colors.zero)
        )

    def _on_changed(self, present: Present) -> None:
        experiment = present.document.experiment
        chosen = (*_choices(experiment), self._session.focus.mark)
        if chosen != self._chosen:
            self._chosen = chosen  # of all this a step changes the rate at the most
            self._show_choices(experiment)
        self._show_figures()
        words = (experiment.loss.title, *_rows_words(experiment))
        if words != self._words:
            self._words = words
            self._rows.setText(words[1])
            set_tip(self._rows, words[2])
            self._put_away()

    def _show_choices(self, experiment: Experiment) -> None:
        rate = experiment.optimizer.learning_rate
        self._rate.show_value(rate)
        self._slider.show_rate(rate)
        self._optimizer.show_way_down(experiment)
        falls = rate_words(experiment)
        now = f": now {brief(experiment.learning_rate)}" if falls else ""
        self._rate_now.setText(f"Learning rate{now}")
        set_tip(self._rate_now, falls or "What the direction of a step is multiplied by")
        self._loss_choice.setCurrentIndex(self._loss_choice.findData(experiment.loss.key))

    def _show_figures(self) -> None:
        self._figures.show_present(self._session.present, self._session.focus)

    def _preview_rate(self, rate: float) -> None:
        structure.preview_first_rate(self._session, rate)

    def _commit_rate(self, rate: float) -> None:
        structure.preview_first_rate(self._session, rate)
        structure.commit_learning_rate(self._session)

    def _choose_loss(self, index: int) -> None:
        structure.set_loss(self._session, LOSSES[self._loss_choice.itemData(index)])
        self._show_choices(self._session.document.experiment)  # what was refused is not chosen


def _rows_words(experiment: Experiment) -> tuple[str, str]:
    """Which rows the slopes of the next step come from, in short and in full."""
    rows, turn = experiment.dataset.rows, experiment.turn
    if turn.batches == 1:
        return f"all rows ({grouped(rows)})", f"Every slope is taken over {all_rows(experiment)}"
    tip = (
        f"The next step uses batch {turn.batch + 1} of {turn.batches}"
        f" in epoch {grouped(turn.epoch + 1)}; each epoch shuffles the rows anew"
    )
    return f"{batch_text(experiment.batch_size)} ({grouped(rows)})", tip


def _nudge_rate(rate: float, steps: int, modifiers: Qt.KeyboardModifier) -> float:
    """A tenth of the rate's own power of ten a step; Shift a hundredth, Ctrl the whole power."""
    power = math.floor(math.log10(rate)) - 1
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        power -= 1
    elif modifiers & Qt.KeyboardModifier.ControlModifier:
        power += 1
    step = 10.0**power
    return float(f"{(round(rate / step) + steps) * step:.6g}")


def _in_one(layout: QVBoxLayout) -> QWidget:
    """What a layout holds as one widget, to be put away at once."""
    widget = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return widget


def _needed(widget: QWidget) -> int:
    """The width a widget cannot do without."""
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())
