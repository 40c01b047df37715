"""Addresses: how pages link to each other. The lens stands in every one of them, so that a day or a
rule once chosen stays.
"""

from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, urlencode

from graph_service.workflows.caseload.views import Filters
from graph_service.workflows.desk.lens import Lens


@dataclass(frozen=True, slots=True)
class Addresses:
    """Writes addresses as seen through one lens (``query``: its GET parameters, '' where nothing
    differs from the defaults).
    """

    query: str = ""

    def __call__(self, path: str, **given: object) -> str:
        """The path with the lens and what else is given; '', None and False are left out."""
        pairs = [
            *self.fields,
            *(
                (name, str(value))
                for name, value in given.items()
                if value not in ("", None, False)
            ),
        ]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The lens as names and values, for the hidden fields of a form that is sent by GET."""
        return parse_qsl(self.query)


@dataclass(frozen=True, slots=True)
class ListAddresses:
    """Writes the addresses of one list: the same filters with some changed, on the first page
    unless another is named.
    """

    path: str
    at: Addresses
    filters: Filters

    def __call__(self, **changes: object) -> str:
        """The address of the list with these changes; a name that is searched for stands in
        none.
        """
        return self.at(self.path, **{**self._given(), "text": "", "page": "", **changes})

    def sorted_by(self, column: str) -> str:
        """The address of the list in the column's order; in the opposite one where that is how it
        is sorted now.
        """
        return self(sort=f"-{column}" if self.filters.sort == column else column)

    def order_of(self, column: str) -> str:
        """How a column is sorted now, in the words of aria-sort."""
        return {column: "ascending", f"-{column}": "descending"}.get(self.filters.sort, "none")

    @property
    def csv(self) -> str:
        """The address of what is shown, as a file."""
        return self.at(f"{self.path}.csv", **{**self._given(), "text": ""})

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The filters as names and values, for the hidden fields of a form that changes something
        else.
        """
        return [
            (name, str(value))
            for name, value in self._given().items()
            if name not in ("page", "text") and value
        ]

    def _given(self) -> dict[str, object]:
        return {
            name: value
            for name, value in asdict(self.filters).items()
            if name != "page" or value != 1
        }


def through(lens: Lens) -> Addresses:
    """Addresses as seen through the lens."""
    return Addresses(lens.query)
