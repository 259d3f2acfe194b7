"""The table of a page, and the network that the program makes for it, as of one that is opened."""

from typing import Annotated, ClassVar

import msgspec

from core.document.document import Document
from core.files.document_checks import check_text

_MOST_SIGNS = 100_000


class TableSetup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table as it would stand in a file, and what would be chosen where it is opened.

    Attributes:
        csv: its lines.
        target: the column that is predicted.
        hidden: the sizes of the hidden layers; none for none.
        validation: the part of the rows that is set aside.
        batch: how many rows a step uses; 0 for all.
        seed: where the weights and the rows set aside come from.
    """

    varies: ClassVar[bool] = False
    is_by_hand: ClassVar[bool] = True

    csv: Annotated[str, msgspec.Meta(max_length=_MOST_SIGNS)]
    target: str
    title: str = ""
    hidden: tuple[int, ...] = ()
    learning_rate: float = 0.01
    validation: float = 0.0
    batch: Annotated[int, msgspec.Meta(ge=0)] = 0
    seed: Annotated[int, msgspec.Meta(ge=0)] = 0

    def drawn(self, *seed: int) -> Document:
        """The document, which is the same for every seed.

        Only imported here, because lessons without a table should not wait for it.

        Raises:
            ValueError: the table cannot be read, or nothing can be learnt from it.
            DocumentError: the title is beyond a limit.
        """
        from core.columns.preparing import prepare
        from core.opening.from_table import Learning, document_of, learnt_fills
        from core.opening.table_choices import USUAL, dialect_for
        from core.opening.table_plans import plan_for
        from core.tables.problems import SpreadsheetError
        from core.tables.reading import read_table

        check_text(self.title, "title")
        learning = Learning(
            hidden=self.hidden,
            learning_rate=self.learning_rate,
            validation=self.validation,
            batch_size=self.batch,
            seed=self.seed,
        )
        try:
            table = read_table(self.csv, dialect_for(self.csv, USUAL))
            prepared = prepare(table, plan_for(table, [self.target], None))
            return document_of(learnt_fills(prepared, learning), learning, self.title)
        except SpreadsheetError as trouble:
            raise ValueError(str(trouble)) from None
