from core.opening.starters import open_starter
from gui.geometry import Box
from gui.shell.main_window import MainWindow


def test_nothing_moves_when_only_numbers_change(window: MainWindow) -> None:
    view = window.canvas.view
    for count in (1, 3, 16):
        window.session.step(count)
        window.session.finish_run()
        assert window.canvas.view == view
    window.session.restart()
    assert window.canvas.view == view


def test_another_structure_is_fitted_anew(window: MainWindow) -> None:
    window.canvas.zoom(1)
    window.canvas.fit()
    for key in ("two_hidden_layers", "single_weight"):
        window.session.load(open_starter(key))
        canvas, view = window.canvas, window.canvas.view
        boxes = [label.box for label in canvas.picture.labels]
        boxes += [node.box for node in canvas.picture.nodes]
        for shown in map(view.box_to_pixels, boxes):
            assert Box(0, 0, canvas.width(), canvas.height()).encloses(shown)
