"""Going to the best moment of a path with one key."""

from tests.gui.window_hands import Key, Modifier, WindowHands


def test_the_best_moment_of_the_path_is_gone_to_without_rows_set_aside(
    hands: WindowHands,
) -> None:
    for rate in ("0.005", "0.03"):
        hands.type_rate(rate)
        for _ in range(4):
            hands.press(Key.Key_Space)
    session = hands.window.session
    while session.history.previous(session.history.present) is not None:
        session.back()
    losses = [session.evaluation.loss]
    while session.history.redo_moment is not None:
        session.redo()
        losses.append(session.evaluation.loss)
    losses = [*dict.fromkeys(losses)]  # the moments of edits are those of the steps before
    best = losses.index(min(losses))
    assert best == 4
    hands.press(Key.Key_B, Modifier.ControlModifier)
    assert hands.figure("step") == str(best)
    for _ in range(best):
        session.back()
    hands.press(Key.Key_B, Modifier.ControlModifier)
    assert hands.figure("step") == str(best), "what lies ahead counts too"
