"""Studies at the command line: opening, listing and ending them."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from graph_service.access.reader import OPERATOR
from graph_service.cli.desks import open_desk
from graph_service.cli.sentences import in_sentences
from graph_service.errors import BadInput, NotThere
from graph_service.workflows.studies.opening import StudyForm, end_study, kept_studies, open_study

app = typer.Typer(no_args_is_help=True, help="Studies, for which data leave.")
console = Console(highlight=False, markup=False, soft_wrap=True)


@app.command("open")
def open_(
    name: Annotated[str, typer.Argument(help="The study's name.")],
    school: Annotated[
        list[str], typer.Option(help="A school it is about; give it again for more.")
    ],
    purpose: Annotated[str, typer.Option(help="What the study is for.")],
    recipients: Annotated[str, typer.Option(help="The people who may hold the files.")],
    until: Annotated[str, typer.Option(help="The last day on which files leave (YYYY-MM-DD).")],
    researcher: Annotated[
        list[str] | None, typer.Option(help="A researcher's login; give it again for more.")
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option(help="A measure that leaves; all, unless one is given.")
    ] = None,
) -> None:
    """Open a study about schools, and give it to its researchers."""
    form = StudyForm(
        name,
        purpose,
        recipients,
        until,
        school,
        researcher or (),
        measure or (),
    )
    with open_desk() as desk, in_sentences():
        open_study(desk, OPERATOR, form)
    console.print(f"Opened “{name}” about {', '.join(school)}, until {until}.")


@app.command("list")
def list_() -> None:
    """List every study that was opened, with its terms."""
    with open_desk() as desk:
        found = kept_studies(desk, OPERATOR)
    table = Table(box=None, pad_edge=False, header_style="")
    for heading in ("study", "schools", "use", "recipients", "last day"):
        table.add_column(heading, overflow="fold")
    for study in found:
        terms = study.terms
        end = "ended" if study.ended else str(terms.last_day or "no end")
        table.add_row(study.name, ", ".join(study.schools), terms.use, terms.recipients, end)
    Console(highlight=False, markup=False).print(table)


@app.command("end")
def end(
    name: Annotated[str, typer.Argument(help="The study's name.")],
    school: Annotated[
        str, typer.Option(help="A school it is about, where several studies have the name.")
    ] = "",
) -> None:
    """End a study today: from now on nothing leaves for it."""
    with open_desk() as desk:
        meant = [
            study
            for study in kept_studies(desk, OPERATOR)
            if study.name == name and not study.ended and school in ("", *study.schools)
        ]
        if not meant:
            raise NotThere(f"There is no open study “{name}”.")
        if len(meant) > 1:
            raise BadInput(f"Several open studies are called “{name}”: name a school of the one.")
        end_study(desk, OPERATOR, meant[0].uid)
    console.print(f"“{name}” has ended.")
