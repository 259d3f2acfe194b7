"""Carrying out what a task says itself: its solution, or what was to be predicted."""

from collections.abc import Sequence

from core.lessons.moves import Board
from gui.session.guard import FREE
from gui.session.session import Session


def carry_out(session: Session, moves: Sequence[str]) -> None:
    """Make moves as a user would, steps as steps; what is said or clicked is left."""
    session.guard = FREE
    for move in moves:
        board = Board(session.document)
        board.play(move)
        if board.steps:
            session.step(board.steps)
            session.finish_run()
        elif board.document is not board.start:
            session.apply(move.capitalize(), board.document)
