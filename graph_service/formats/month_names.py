"""The names of the months in the languages in which forms write days, in folded spelling, each with
its number.

A name that is one month in one language and another in the next (*listopad* is November in Poland,
October in Croatia) is left out, so that no day is read by a guess.
"""

from collections.abc import Mapping

from graph_service.formats.spelling import folded

_NAMES = (
    ("january jan januar janner januari janv janvier enero ene gennaio gen janeiro stycznia "
        "января янв ocak tammikuuta"),
    ("february feb februar februari fevr fevrier febrero febbraio fevereiro fev lutego "
        "февраля фев февр subat helmikuuta"),
    "march mar marz mrz mars marzo marco maart mrt marts marca марта мар mart maaliskuuta",
    "april apr avril avr abril abr aprile kwietnia апреля апр nisan huhtikuuta",
    "may mai mayo maggio mag maio mei maj maja мая mayis toukokuuta",
    "june jun juni juin junio giugno giu junho czerwca июня июн haziran kesakuuta",
    "july jul juli juillet juil julio luglio lug julho lipca июля июл temmuz heinakuuta",
    "august aug aout agosto ago augustus augusti sierpnia августа авг agustos elokuuta",
    ("september sep sept septembre septiembre setiembre settembre set setembro wrzesnia "
        "сентября сент сен eylul syyskuuta"),
    ("october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika октября "
        "окт ekim lokakuuta"),
    "november nov novembre noviembre novembro ноября нояб ноя kasim marraskuuta",
    ("december dec dezember dez decembre diciembre dic dicembre dezembro desember des grudnia "
        "декабря дек aralik joulukuuta"),
)  # fmt: skip

MONTHS: Mapping[str, int] = {
    folded(name): number for number, names in enumerate(_NAMES, 1) for name in names.split()
}
"""The number of a month by each of its names."""
