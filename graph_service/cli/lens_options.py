"""The options by which a command asks for a day and a rule, the same for every command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

import typer

from facts.choices import EVIDENCE, OBSERVERS, RULE_BOUNDS, RULE_NAMES
from graph_service.workflows.desk.lens import Lens, read_lens
from graph_service.workflows.desk.reading import Desk


def _words(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


_LEAST, _MOST = RULE_BOUNDS["least_strength"]
OPTIONS: Mapping[str, str] = {
    "on": "The day (YYYY-MM-DD); today.",
    "known_on": "Only what was known by the end of this day.",
    "rule": f"{_words(RULE_NAMES)}.",
    "evidence": f"Whose word counts: {_words(EVIDENCE)}.",
    "observers": f"Whose answer observes a side: {_words(OBSERVERS)}.",
    "adult_threshold": "How many adults are asked for.",
    "peer_threshold": "How many peers are asked for.",
    "least_strength": f"The weakest tie that counts, {_LEAST} to {_MOST}.",
    "fresh_days": "How many days a word stays fresh.",
    "roles": "The adult roles that count, with commas between.",
}
"""Each option with its help."""


@dataclass(frozen=True, slots=True)
class LensOptions:
    """The options that were given, and no others."""

    texts: Mapping[str, str]

    def lens(self, desk: Desk) -> Lens:
        """The lens that they ask for."""
        return read_lens(self.texts, desk.today(), desk.rule)


def asks_lens(command: Callable[..., None]) -> Callable[..., None]:
    """The command with these options, which it takes as its ``given``."""

    @wraps(command)
    def run(**values: Any) -> None:
        texts = {name: values.pop(name) for name in OPTIONS}
        given = LensOptions({name: text for name, text in texts.items() if text is not None})
        command(given=given, **values)

    own = [part for part in signature(command).parameters.values() if part.name != "given"]
    asked = [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, typer.Option(help=help_)],
        )
        for name, help_ in OPTIONS.items()
    ]
    parts = [part.replace(kind=Parameter.KEYWORD_ONLY) for part in own] + asked
    # the command line is made from the signature and the annotations of what it is given
    run.__dict__["__signature__"] = Signature(parts)
    run.__annotations__ = {part.name: part.annotation for part in parts}
    return run
