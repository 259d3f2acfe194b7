from core.starters import open_starter
from gui.main_window import MainWindow


def test_nothing_moves_when_only_numbers_change(window: MainWindow) -> None:
    view = window.canvas.view
    for count in (1, 3, 16):
        window.session.step(count)
        window.session.finish_run()
        assert window.canvas.view == view
    window.session.restart()
    assert window.canvas.view == view


def test_another_structure_is_fitted_anew(window: MainWindow) -> None:
    view = window.canvas.view
    window.session.load(open_starter("two_hidden_layers"))
    assert window.canvas.view != view
