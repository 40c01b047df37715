"""Text that tries to become markup, and the plain text of the same shape beside it."""

import random
import re

PIECES = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "\"><b>",
    "' autofocus onfocus='alert(1)",
    "</title>", "</td></tr></table>", "</text></svg>", "</script><script>alert(1)",
    "javascript:alert(1)", "{{7*7}}", "{% raw %}",
    "<!--", "-->", "]]>", "&lt;script&gt;", "&#60;b&#62;", "\\u003cscript\\u003e", "${alert(1)}",
    "`alert(1)`", "<a href=//evil>x</a>",
    "<base href=//evil>", "<meta http-equiv=refresh content=0>", "<iframe srcdoc=x>",
    "<style>*{display:none}</style>", "=cmd()", "@SUM(1)",
    "<details open ontoggle=alert(1)>", "<math><mtext>", "</style>", "\u00e9\u4e2d\u05d0",
    "%3Cscript%3E", "'';!--\"<XSS>=&{()}",
)  # fmt: skip


def hostile_text(source: random.Random, longest: int = 160) -> str:
    """A few hostile pieces in a row, on one line."""
    text = " ".join(source.choices(PIECES, k=source.randint(1, 4)))
    return " ".join(text[:longest].split())


def plain_text(text: str) -> str:
    """Harmless text with letters wherever the text has anything but space: as long, and broken in
    the same places.
    """
    return re.sub(r"\S", "x", text)
