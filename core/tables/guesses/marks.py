"""The decimal mark of each column, decided by all of its cells and those of the other columns."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import repeat

from msgspec import Struct, field

from core.slices.work import Work
from core.tables.cells import SHEET_ERRORS, is_missing, is_plain, number_in, signs_in
from core.tables.problems import first_few, quoted
from core.tables.remarks import Remark

_NUMBER = r"[+-]?\d*{}(?:\d{{1,2}}|\d{{4,}})"
# A cell that is a number with one of the marks only, in a column without the other mark.
_PROOFS = {
    mark: re.compile(rf"^{_NUMBER.format(re.escape(mark))}$", re.MULTILINE | re.ASCII)
    for mark in ".,"
}
_MARK_NAMES = {".": "point", ",": "comma"}
_OTHER = {".": ",", ",": "."}
_THOUSANDS, _BRACKETS, _BARE = "thousands", "brackets", "bare"  # beside the signs of units
_DIGITS = str.maketrans("23456789", "11111111")
_SLICE = 1_000  # shapes
_TRIED = 1_000  # shapes, of which most have to be numbers if there is to be a remark


class Marks(Struct, frozen=True):
    """How the numbers of a table are written.

    Attributes:
        decimal: the decimal mark of the file.
        decimals: that of each column.
        remarks: what had to be guessed, and what was left off.
    """

    decimal: str
    decimals: tuple[str, ...]
    remarks: tuple[Remark, ...]


class _Evidence(Struct):
    """What the cells of a column say about its decimal mark.

    Attributes:
        proofs: how many cells are numbers with one mark only.
        unsure: the first cells that are another number with each mark, one of each shape.
        small: whether a number from 1 to 999 stands without a mark; one of thousands would, too.
        large: whether one from 1000 does, which one of a column with marks of thousands would not.
    """

    proofs: Counter[str] = field(default_factory=Counter)
    unsure: list[str] = field(default_factory=list)
    small: bool = False
    large: bool = False

    @property
    def proven(self) -> str:
        """The mark that more cells ask for; empty if none do, or as many for each."""
        return _more(self.proofs)

    def add(self, cell: str, count: int) -> None:
        """Take in the cells of a shape, of which this is one."""
        point, comma = number_in(cell, "."), number_in(cell, ",")
        if point is None and comma is None:
            return
        if point is None or comma is None:
            self.proofs["," if point is None else "."] += count
        elif point != comma:
            self.unsure.append(cell)
        elif cell.strip("+-− ").isdecimal():
            self.small |= 1 <= abs(point) < 1000
            self.large |= abs(point) >= 1000


def _more(votes: Counter[str]) -> str:
    """The mark with more votes, or nothing."""
    point, comma = votes["."], votes[","]
    return "" if point == comma else "." if point > comma else ","


def _shapes(cells: Sequence[str]) -> dict[str, tuple[str, int]]:
    """For each shape the first cell that has it, and how many have it.

    Cells of one shape differ in digits only, and not in which of these are 0: whether they are
    numbers, and with which marks, is the same for all.
    """
    shapes = [cell.translate(_DIGITS) for cell in cells]
    first: dict[str, str] = {}
    for shape, cell in zip(shapes, cells, strict=True):
        first.setdefault(shape, cell)
    counts = Counter(shapes)
    return {shape: (cell, counts[shape]) for shape, cell in first.items()}


def deciding(
    names: Sequence[str], columns: Sequence[Sequence[str]], decimal: str, delimiter: str
) -> Work[Marks]:
    """Decide the decimal mark of each column, in slices of some 10 milliseconds.

    A column's own numbers say it where they can: 1,5 and 1.234,5 have a decimal comma. Where they
    can mean both, as 1,200 can, the other columns of the file say it. Where these are silent,
    too, marks stand between thousands if numbers below 1000 without a mark stand beside them; else
    a point is a decimal mark, and a comma only between semicolons. What was guessed is remarked.

    Args:
        names: of the columns.
        columns: their cells.
        decimal: the mark, if it is known; empty if it is to be found.
        delimiter: what stands between the cells of the file.
    """
    found = []
    for cells in () if decimal else columns:
        evidence = yield from _evidence(cells)
        found.append(evidence)
    votes = Counter(evidence.proven for evidence in found)
    of_file = decimal or _more(votes)
    decimals = tuple(_decided(evidence, of_file, delimiter) for evidence in found)
    guesses = map(_guess, names, found, decimals, repeat(of_file))
    said = [remark for remark in guesses if remark is not None]
    decimals = decimals or (decimal,) * len(names)
    for name, cells, mark in zip(names, columns, decimals, strict=True):
        yield 1.0
        said += _left_off(name, cells, mark)
    first = {(remark.column, remark.read): remark for remark in reversed(said)}
    return Marks(of_file or _usual(decimals), decimals, tuple(reversed(first.values())))


def _usual(decimals: Sequence[str]) -> str:
    return Counter(decimals).most_common(1)[0][0] if decimals else "."


def _evidence(cells: Sequence[str]) -> Work[_Evidence]:
    found = _Evidence()
    yield 1.0
    text = "\n".join(cells)
    there = [mark for mark in ".," if mark in text]
    if not there:
        return found
    if len(there) == 1 and _PROOFS[there[0]].search(text):
        found.proofs[there[0]] += 1
        return found
    for at, (cell, count) in enumerate(_shapes(cells).values()):
        found.add(cell, count)
        if at % _SLICE == _SLICE - 1:
            yield 1.0
    return found


def _decided(evidence: _Evidence, of_file: str, delimiter: str) -> str:
    if evidence.proven or not evidence.unsure:
        return evidence.proven or of_file or "."
    if of_file:
        return of_file
    mark = _mark_in(evidence.unsure)
    if evidence.large:
        return mark
    if mark == ",":
        return "." if evidence.small or delimiter != ";" else ","
    return "," if evidence.small and delimiter == ";" else "."


def _mark_in(unsure: Sequence[str]) -> str:
    """The mark, comma or point, that most of the cells have."""
    commas = sum("," in cell for cell in unsure)
    return "," if 2 * commas >= len(unsure) else "."


def _guess(name: str, evidence: _Evidence, decimal: str, of_file: str) -> Remark | None:
    """Remark on a column whose numbers may mean something else."""
    if evidence.proven or not evidence.unsure:
        return None
    cell = evidence.unsure[0]
    signs = signs_in(cell, decimal)
    of_thousands = signs is not None and bool(signs.thousands)
    if of_file and not of_thousands and not evidence.small:
        return None  # as everywhere in the file
    other = _OTHER[decimal]
    return Remark(
        f"{quoted(cell)} is read as {_told(cell, decimal)}",
        name,
        f"{_told(cell, other)} if the {_MARK_NAMES[other]} is the decimal mark",
        other,
    )


def _told(cell: str, decimal: str) -> str:
    number = number_in(cell, decimal)
    return "" if number is None else f"{number:.15g}".replace("-", "−")


def _left_off(name: str, cells: Sequence[str], decimal: str) -> Iterator[Remark]:
    """Remark on what stands beside the digits of numbers, and on errors of spreadsheets."""
    text = "\n".join(cells)
    if is_plain(text, decimal):
        return
    if "#" in text and (errors := [c for c in dict.fromkeys(cells) if _is_error(c)]):
        verb = "is" if len(errors) == 1 else "are"
        listed = first_few([quoted(cell.strip()) for cell in errors])
        yield Remark(f"{listed} {verb} taken for missing", name)
    different = [cell for cell, _ in _shapes(cells).values() if not is_missing(cell)]
    tried = different[:_TRIED]
    if 3 * sum(number_in(cell, decimal) is not None for cell in tried) >= 2 * len(tried):
        yield from _of_signs(name, different, decimal)


def _is_error(cell: str) -> bool:
    return cell.strip().casefold() in SHEET_ERRORS


def _of_signs(name: str, cells: Sequence[str], decimal: str) -> Iterator[Remark]:
    """Remark once on each kind of sign, and on numbers that have none beside those that have."""
    first = _first_of_each_kind(cells, decimal)
    units = [kind for kind in first if kind not in (_THOUSANDS, _BRACKETS, _BARE)]
    for kind in (_THOUSANDS, _BRACKETS, *units):
        if kind in first:
            cell = first[kind]
            percent = ", in percent" if kind == "%" else ""
            yield Remark(f"{quoted(cell)} is read as {_told(cell, decimal)}{percent}", name)
    mixed = [first[kind] for kind in (*units, _BARE) if kind in first]
    if len(mixed) > 1 and ("%" in units or len(units) > 1):
        listed = first_few([quoted(cell) for cell in mixed])
        yield Remark(f"{listed} are taken as they stand", name, "they may be of different units")


def _first_of_each_kind(cells: Sequence[str], decimal: str) -> dict[str, str]:
    """The first cell with each sign of money or percent, with others, and with no such sign."""
    first: dict[str, str] = {}
    for cell in cells:
        signs = signs_in(cell, decimal)
        if signs is None:
            continue
        kinds = [signs.unit or _BARE] if signs.unit or number_in(cell, decimal) else []
        kinds += [_BRACKETS] * signs.brackets + [_THOUSANDS] * bool(signs.thousands)
        for kind in kinds:
            first.setdefault(kind, cell)
    return first
