"""Words as they are compared: which count, and their stems.

In: a word of a text. Out: its stem, or that it says nothing about the subject. Deliberately no text is taken apart here.
"""

from __future__ import annotations

import re

_POSSESSIVE = re.compile(r"['’]s$")

# Function words, and words of every news text: reporting verbs, days, months, time zones. For other languages only the
# commonest, so that a few texts in one of them are not one story for their articles and prepositions.
_ENGLISH = """a about above after again against all also am an and any are as at be because been before being below between
both but by can could did do does doing down during each few for from further had has have having he her here hers herself him
himself his how i if in into is it its itself just me more most mr mrs ms my myself new no nor not now of off on once one only
or other our ours out over own s said same say says she should so some such t than that the their theirs them then there these
they this those through to too two under until up us very was we were what when where which while who whom why will with would
year years you your first last monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec am pm gmt est edt pst pdt bst
utc"""
_OTHERS = """
al como con de del desde dice dijo dos el ella ellos en entre era es esta este ha han hasta la las le lo los más muy ni no para
pero por que se ser según si sin sobre son su sus también tras un una uno va van y ya
au aux avec ce ces cette dans des deux dit du elle est et eux il ils je leur mais ne nous on ou où par pas plus pour qu qui sa
ses sont sur une aber als am auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer er es für hat
im ist mit nach nicht noch nur oder sagt sagte sei seine sich sie sind über um und vom von vor war wie wird wurde zu zum zur
agli ai alla anche che chi come da dal dalla degli dei della delle detto di è gli ha hanno il ma nel nella non per più quando
questo si sono suo ao aos com da das disse do dos e em foi mais mas na nas não nos o os para pela pelo pode quem seu seus sua uma
aan bij dat deze een en haar heeft het hij maar met naar niet ook om op te uit van voor waren wat werd ze zijn
а без бы был была были было в во вот все для до его ее если же за и из или к как ко ли на над не него но о об от по под при с
со так то у что это"""
_STOP = frozenset(f"{_ENGLISH} {_OTHERS}".split())


def counts(word: str) -> bool:
    """Whether a word can say what a text is about: "strike" does, "the", "said" and "Monday" do not."""
    return len(word) > 1 and word.lower() not in _STOP


def stem(word: str) -> str:
    """A word's rough stem, so that "arrests", "arrested" and "arresting" meet; names and other languages lose little by it.

    Source: the first step of Porter's algorithm (1980), much shortened.
    """
    word = strip_possessive(word.lower())
    if len(word) > 4:
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith("s") and not word.endswith(("ss", "us")):
            word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ed"):
        word = word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def strip_possessive(word: str) -> str:
    """The word without its possessive ending: "Holguin" of "Holguin's"."""
    return _POSSESSIVE.sub("", word)
