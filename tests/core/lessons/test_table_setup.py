"""A page may begin with a table: the network is the one that opening it would make."""

from core.lessons.playing import begun, problems_of
from tests.core.lessons.lesson_texts import read

FLATS = '''
target = "rent"
validation = 0.25
seed = 3
csv = """
street,district,area,rent
Hill Road 3,centre,42,640
Mill Lane 1,north,48,520
Mill Lane 4,north,70,770
Park Row 2,north,,730
Hill Road 14,centre,80,1080
"""
'''
TASK = 'kind = "choice"\nask = "?"\nchoices = ["a", "b"]\nright = 1\n'


def lesson(table: str, task: str = TASK) -> str:
    return f"# A\n\n## B\n\n```table\n{table}\n```\n\n```task\n{task}\n```\n"


def problems(table: str, task: str = TASK) -> list[str]:
    return [str(problem) for problem in problems_of(read(lesson(table, task)))]


def test_words_become_inputs_and_a_row_with_a_gap_is_left_out() -> None:
    (page,) = read(lesson(FLATS)).pages
    document = begun(page)
    assert document is not None
    experiment = document.experiment
    assert experiment.network.inputs == ("district = centre", "district = north", "area")
    assert experiment.validation is not None
    assert (experiment.dataset.rows, experiment.validation.rows) == (3, 1)
    assert [coding.name for coding in document.columns] == ["district", "area", "rent"]
    assert experiment.dataset.is_scaled


def test_a_table_is_played_like_any_page() -> None:
    task = (
        'kind = "reach"\nask = "?"\ngoal = ["loss < 0.1"]\n'
        'solution = ["set learning rate = 0.1", "run until loss < 0.1"]\n'
        'changing = ["weights", "way down"]'
    )
    assert problems(FLATS, task) == []


def test_what_is_wrong_with_a_table_is_named_by_its_line() -> None:
    (said,) = problems(FLATS.replace('"rent"', '"rend"'))
    assert said.startswith("line 5: there is no column “rend”; the columns are street, ")
    (said,) = problems('target = "a"\ncsv = "a"')
    assert said.startswith("line 5: ")
    (said,) = problems(FLATS.replace("seed = 3", "hidden = [1000000]"))
    assert said.startswith("line 5: ")
    (said,) = problems(FLATS.replace("seed = 3", f'title = "{"x" * 5000}"'))
    assert said.startswith("line 5: title: ")
