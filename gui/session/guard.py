"""A guard: what says whether the work may be changed, and why it may not."""

from core.document.document import Document


class Guard:
    """Lets everything be changed. A lesson has one of its own.

    Attributes:
        is_lesson: whether the work is that of a lesson.
        lets_diagnosis_speak: whether it may be said what stands in the way of learning.
        lets_be_pointed_out: whether the program may point out weights and nodes in the drawing: the
            steepest, or what a name in the code stands for.
        lets_code_be_read: whether the lines of an update may be shown.
        takes_answers: whether what is typed on a number answers, while numbers are hidden.
    """

    is_lesson = False
    lets_diagnosis_speak = True
    lets_be_pointed_out = True
    lets_code_be_read = True
    takes_answers = True

    def of_change(self, before: Document, after: Document) -> str:
        """Why a change by hand is not to be made; nothing if it may."""
        return ""

    def of_steps(self) -> str:
        """Why no step is to be taken; nothing if one may."""
        return ""


FREE = Guard()
