"""The fault in a command's words, in one sentence that says what is allowed."""

import re

from typer.exceptions import TyperException

_PLAIN = (
    (r"^Invalid value for '([^']*)': (?:Value error, )?", r"\1: "),
    (r"Input should be a valid integer.*", "this is a whole number."),
    (r"Input should be a valid number.*", "this is a number."),
    (r"Input should be ", "this is "),
    (r"^Missing (?:option|argument) '([^']*)'\. Choose from: (.*)$", r"\1 is needed: one of \2."),
    (r"^Missing (?:option|argument) '([^']*)'\.$", r"\1 is needed."),
    (r"^No such (option|command):? '?([^' ]*?)'?\.?( \(.*\))?$", r"There is no \1 \2\3."),
)
"""The parser's words, and ours."""


def sentence_of(error: TyperException) -> str:
    """The sentence; '' where there were no words at all, and the help says which there are."""
    text = (
        " ".join(error.format_message().split()) if hasattr(error, "format_message") else str(error)
    )
    for theirs, ours in _PLAIN:
        text = re.sub(theirs, ours, text)
    return text
