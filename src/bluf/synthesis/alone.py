"""What can be read by itself: words of a source → yes or no. By words alone, for the parse stays with the analysis.

"The official denied it" and "them" without whom lean on what stood before. Deliberately strict for what is to lead the product: a
line that is missed there costs less than one that nobody understands.
"""

from __future__ import annotations

import re

from bluf.model import KeyPoint
from bluf.synthesis.register import Register
from bluf.synthesis.words import words

NEWS = 0.9  # recency of a sentence that is no background
PRONOUNS = frozenset("he she it they we i you this that these those such who which there".split())
_NOT_FIRST = PRONOUNS | frozenset(
    """about and as at been being but by for from how if in into more not of on only or than whether what when where why with his
    her its their""".split()
)
_NOT_INSIDE = frozenset("they them it this these those him himself herself themselves itself".split())
_FIRST_PERSON = frozenset("i we me us my our ours mine".split())
# "The official denied it", "The other three were admitted": who was named before
_FEW = r"(?: (?:two|three|four|five|six|seven))"
_ANAPHOR = re.compile(
    rf"(?:the|these|those|both|all)(?: other)?{_FEW}?"
    r" (?:officials?|spokesm[ae]n|spokeswoman|ministers?|ministry|m[ae]n|wom[ae]n|group|company|statement|source|agency"
    r"|suspects?|incident|victims?)\b(?!,? (?:of|for|in|who|whose|that|(?-i:[A-Z])))"
    r"|the (?-i:[A-Z])\w+ (?:officials?|spokesm[ae]n|spokeswoman|diplomats?|m[ae]n|wom[ae]n|suspects?|source)\b"
    r"(?!,? (?:of|for|in|who|whose|that|(?-i:[A-Z])))"
    rf"|(?:the|all)(?: other)?{_FEW} (?:was|were|are|have|had)\b",
    re.IGNORECASE,
)
_UNITED_STATES = re.compile(r"\bUS\b")  # folded it would be "us"
_OWNER = re.compile(r"\b(?:his|her)\b")
_BARE_SUBJECT = re.compile(
    r"[\"“]?(?:the|this|that|these|those) (?:\w+ )?"
    r"(?:is|are|was|were|has|have|had|will|would|could|can|may|might|did|do|does|should)\b",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(
    r"\b(?:(?:declined|refused) to|(?:did|does|do|would) not) (?:say|name|comment|identify|answer)\b"
    r"|\b(?:not (?:yet |immediately )?(?:known|clear)|unclear|unknown)\b"
)


def leans_on_who(text: str) -> bool:
    """True for "The official ...", "The two men ...": whoever was named before."""
    return _ANAPHOR.match(text) is not None


def stands_alone(text: str) -> bool:
    """False for words that do not say whose or about whom they are: "I", half a quotation, "the two men"."""
    if leans_on_who(text):
        return False
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return False
    return _FIRST_PERSON.isdisjoint(words(_UNITED_STATES.sub("", text)))


def reads_alone(proposition: str) -> bool:
    """True for what somebody says that needs no more before it than the name of who says it."""
    found = words(proposition)
    if not found or found[0] in _NOT_FIRST or not _NOT_INSIDE.isdisjoint(found):
        return False
    owned = _OWNER.search(proposition)
    named = owned is None or any(w[:1].isupper() for w in proposition[: owned.start()].split()[1:])
    return named and not _BARE_SUBJECT.match(proposition) and stands_alone(proposition)


def could_lead(register: Register, point: KeyPoint) -> bool:
    """News, no background; understood alone; and something that was said or done: what was not said is a gap."""
    alone = point.about is not None or (point.alone and stands_alone(point.text))
    return alone and register.recency(point) >= NEWS and not _NOT_SAID.search(point.text)
