"""The words before a name that say how to address somebody, in small letters, without a full stop.

They are one list in three parts, since a form must not take a word for a person by a guess, and a
first name must not be taken for a title.
"""

CERTAIN = frozenset(
    "ms mr mrs mx miss dr prof professor coach sir madam principal frau fraulein herr "
    "mme mlle monsieur madame sr sra srta senor senora señor señora doña profe".split()
)
"""Nothing but a title: a title with a word behind it is one person."""

MAY_BE_WORDS = frozenset(
    "mister missus ma'am doctor rev reverend fr pastor rabbi imam sheikh "
    "counselor counsellor nurse officer capt captain sgt lt sensei kumu ustaz "
    "señorita senorita profa profª maestro maestra lic ing dña "
    "mademoiselle hr sig signor signora dhr mevr mw meneer mevrouw juf meester "
    "fru pani shri smt".split()
)
"""Titles that may begin something else: a phrase with one of them is not certainly a person."""

MAY_BE_NAMES = frozenset("m don dona".split())
"""Titles that may be a first name or its letter: in a roster they are no titles."""

TITLES = CERTAIN | MAY_BE_WORDS
"""The titles of a roster: Prof. Ada Stone is drawn as Prof. Stone."""
