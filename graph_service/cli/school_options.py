"""The options by which a command asks for schools, the same for every command."""

from typing import Annotated

import typer

SchoolNames = Annotated[
    list[str] | None,
    typer.Option(
        "--school",
        help="A school's name; again for each further one. The only school, unless said.",
    ),
]
AllSchools = Annotated[bool, typer.Option("--all-schools", help="All schools of the database.")]
