"""The words of a cell that names nobody: *nobody*, *yes*, *no*; and the words that make a phrase no
single person.

Words are compared in folded spelling and without punctuation, so that "None." is *none*. Every list
is what people write in forms of several languages. A word that is also somebody's name (Niko, Nada,
Rien) is in none of them: it is left open.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from facts.titles import CERTAIN, MAY_BE_NAMES
from graph_service.formats.spelling import folded

NOBODY = (
    "nobody", "no one", "noone", "none", "no", "nope", "n/a", "n.v.t.", "nvt", "not applicable",
    "no adult", "no adults", "no friend",
    "no friends", "no person", "not anyone", "not anybody", "none of them", "none of these",
    "none of the above", "zero", "0",
    "nadie", "ninguno", "ninguna", "ningún adulto", "no hay", "no hay nadie", "no tengo",
    "no aplica",
    "personne", "aucun", "aucune", "aucun adulte", "non", "néant", "sans objet",
    "niemand", "niemanden", "keiner", "keine", "keinen", "nein", "entfällt",
    "nessuno", "nessuna", "ninguém", "nenhum", "nenhuma", "não", "não tenho", "não se aplica",
    "geen", "geen enkele",
    "ingen", "inga", "nej", "nei", "ei kukaan", "ei ketään", "enginn",
    "nikt", "nikogo", "brak", "nie", "żaden", "nikdo", "nikoho", "žádný", "nikto", "senki", "nincs",
    "nimeni", "niciunul", "nitko",
    "никто", "никого", "нет", "ніхто", "нікого", "немає", "никой", "κανένας", "κανείς", "κανένα",
    "kimse", "hiç kimse", "hiçbiri", "hayır",
    "لا أحد", "لا احد", "لا يوجد", "لا", "هیچ کس", "هیچکس", "אף אחד", "אין", "कोई नहीं", "không có",
    "không ai", "không có ai", "tidak ada", "hakuna",
    "没有", "沒有", "没有人", "沒有人", "无", "無",
    "なし", "無し", "特になし", "いない", "いません", "誰もいない",
    "없음", "없다", "없어요", "없습니다", "아무도 없음", "아무도 없어요", "아무도 없습니다",
)  # fmt: skip

YES = (
    "yes", "y", "true", "1", "x", "✓", "✔", "✔️", "☑", "✅", "checked", "selected", "on", "ja", "j",
    "oui", "o", "sí", "si", "s", "sì", "sim",
    "tak", "kyllä", "igen", "evet", "да", "так", "ναι", "نعم", "כן", "हाँ", "是", "はい", "예", "네",
)  # fmt: skip

NO = (
    "no", "n", "false", "0", "unchecked", "not checked", "not selected", "unselected", "off",
    "nein", "non", "nej", "nei", "nee", "não", "nie",
    "ne", "nem", "ei", "nu", "hayır", "нет", "ні", "όχι", "لا", "לא", "नहीं", "否", "不是", "いいえ",
    "아니요", "아니오",
)  # fmt: skip

_EITHER = "nada nil rien niko wala yok ni nu ne nee ei nem nema na nan null khong"
"""Words that mean nobody or nothing in one language and somebody's name in another."""

_LOOSE = frozenset(
    folded(
        f"""{_EITHER} i im ive id my mine our their his her your me we us they you he she it this
        that these those there here who whoever whom
        what which when where why how and or but nor not no none nobody dont doesnt cant cannot
        wont didnt isnt arent have havent has had having
        do does did can could would should will want need like trust talk feel think guess know
        knows unsure sure maybe perhaps probably
        any anyone anybody anything all everyone everybody everything every each many much some
        someone somebody something several
        most lots lot few both other others another more same above below see etc idk idc dk ok
        okay yes yeah nah skip skipped test testing tbd
        prefer say said answer answered question private secret the a an is are was were be been
        being of at in on for with from to by about as
        teacher teachers friends parents family families staff people adults students counselors
        counsellors coaches mentors tutors classmates
        siblings brothers sisters cousins aunts uncles grandparents relatives neighbours neighbors
        kids guys girls boys team teams group class
        classes school home work unknown anonymous nothing blank empty missing myself me depends
        varies sometimes never always often rarely
        kinda sorta honestly literally just only really very god internet online dog cat pet
        yo mi mis tengo todos todas todo muchos muchas algunos algunas varios varias nose se quien
        nadie ninguno amigos amigas maestros profesores
        padres familia hermanos otros otro prefiero decir
        je moi mes mon ma tous toutes tout pas sais plusieurs quelques amis profs professeurs
        famille autres rien personne prefere
        ich mein meine meinen alle alles viele einige mehrere nicht weiss kein keine lehrer freunde
        eltern familie geschwister andere niemand und
        io miei mie tutti tutte molti amici genitori famiglia altri eu meus minhas muitos outros
        sei nao nenhum ik mijn iedereen alle vrienden
        ouders jag mina alla vanner inte og och et y e und i"""
    ).split()
)
"""Words of phrases: with one of them it is not certain that a phrase is one person."""

_KIN = frozenset(
    "mom mum mommy mummy mother dad daddy father stepmom stepdad stepmother stepfather sister "
    "brother stepsister stepbrother aunt auntie "
    "uncle grandma grandpa grandmother grandfather granny nana grandad granddad cousin mama papa "
    "mami papi mutter vater oma opa schwester "
    "bruder tante onkel madre padre hermana hermano tia tio abuela abuelo mere pere soeur frere "
    "oncle mae pai".split()
)
_OF_MINE = frozenset("my the mi mein meine ma mon minha meu mia mio".split())
_PARTICLES = frozenset(
    (
        "de del della di da do dos das du von van der den zu la le las los el al bin ibn "
        "ben ter ten y e"
    ).split()
)
_MOST_WORDS = 5
_BLANKS = frozenset("-._/\\~ ")
_NAME = re.compile(r"[^\W\d_]+(?:['.\-][^\W\d_]+)*\.?")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The text in folded spelling without punctuation, words parted by one space.

    >>> plain("No-one!") == plain("no one") and plain("N.A.") == plain("n/a")
    True
    """
    return " ".join(re.sub(r"[^\w\s]|_", " ", folded(text).replace("'", "")).split())


class Words:
    """A list of words, in whatever dress they stand in a cell."""

    def __init__(self, words: Iterable[str], without: Iterable[str] = ()) -> None:
        out = {folded(word) for word in without}
        kept = {folded(word) for word in words} - out
        self._dressed = kept
        self._plain = {plain(word) for word in kept} - {""} - {plain(word) for word in out}

    def holds(self, text: str) -> bool:
        """Whether the text is one of them. A spreadsheet's error such as #N/A is only where it is
        listed as it is.
        """
        return folded(text) in self._dressed or (
            not text.lstrip().startswith("#") and plain(text) in self._plain
        )


def is_bare_mark(text: str) -> bool:
    """Whether the text is only a dash, a point or a stroke, as people write where there is nothing
    to write.
    """
    spelt = folded(text)
    return bool(spelt) and _BLANKS.issuperset(spelt)


def is_one_person(text: str) -> bool:
    """Whether it is certain that the text means one person: a name in capitals, a title with a
    name, a mother.

    >>> is_one_person("Ms ito"), is_one_person("All my teachers"), is_one_person("I don't have any")
    (True, False, False)
    """
    words = text.replace(",", " ", 1).split()
    spelt = [plain(word) for word in words]
    if _is_kin(words, spelt):
        return True
    titled = len(words) > 1 and spelt[0] in CERTAIN | MAY_BE_NAMES
    names = [word for word, plainly in zip(words, spelt, strict=True) if plainly not in _PARTICLES]
    return may_be_a_name(text) and (titled or all(word[0].isupper() for word in names))


def may_be_a_name(text: str) -> bool:
    """Whether the text may be one person's name, in whatever letters: a few words, none of them of
    a phrase.

    >>> may_be_a_name("tia reed"), may_be_a_name("99999999"), may_be_a_name("all of them")
    (True, False, False)
    """
    words = text.replace(",", " ", 1).split()
    spelt = {plain(word) for word in words}
    names = spelt - _PARTICLES
    loose = _LOOSE - _PARTICLES if len(names) > 1 else _LOOSE
    return (
        1 <= len(words) <= _MOST_WORDS
        and bool(names)
        and all(map(_NAME.fullmatch, words))
        and not loose & spelt
    )


def _is_kin(words: Sequence[str], spelt: Sequence[str]) -> bool:
    """Whether it is a relative, such as *my mom*, of whom there is one."""
    return (
        len(words) <= len(("my", "mom"))
        and set(spelt) <= _KIN | _OF_MINE
        and len(_KIN.intersection(spelt)) == 1
        and all(map(_NAME.fullmatch, words))
    )
