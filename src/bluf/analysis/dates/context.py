"""What a date in a text is reckoned from: the document's day, the story's day, the tense of the clause.

In: a parse and its matches. Out: a `Context` that the resolver reads and moves along, and `direction`, which tells
whether a clause looks back or ahead. Deliberately no clock: a text without any date stays undated.

Source: TimeML 1.2.1 on temporal anchors; HeidelTime (Strötgen & Gertz 2013) on news against narrative texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bluf.analysis.dates.calendar import bounds
from bluf.analysis.dates.grammar import Match
from bluf.analysis.nlp import Parse

PAST, UNKNOWN, FUTURE = -1, 0, 1

_NEWS_RULES = frozenset(("deictic", "weekday"))
_FAR_YEARS = 2  # a text mostly about years farther back than this is a narrative
_MIN_YEARS = 5
_MIN_ANCIENT = 3  # years before Christ
_PER_NEWS = 5  # and a "today" or "Friday" weighs as much as five years
_PER_NEWS_UNDATED = 15  # and more where the text may be from any day


@dataclass(slots=True)
class Context:
    """What relative expressions rest on at one point of the text.

    Attributes:
        today: the document's day, None where unknown.
        narrative: True where the text tells of other times than its own, so that dates follow one another.
        value: value of the last date told.
        first: its first day.
        month: first day of the last date told that was finer than a year.
        sentence: the sentence that an explicit year stood in last.
        year: that year.
        told_in: the sentence that the last date stood in.
        loose: True where that date was told in so many words and not as "early 1927".
        aside: a year far from the story that was named last, 0 for none.
    """

    today: date | None
    narrative: bool
    value: str = ""
    first: date | None = None
    month: date | None = None
    sentence: int = -1
    year: int = 0
    aside: int = 0
    loose: bool = False
    told_in: int = -1

    def tell(self, value: str, *, sentence: int, explicit: bool, modified: bool = False) -> None:
        """Move to a date the text has just told."""
        found = bounds(value)
        if not found or len(value) < 4:  # decades and centuries are no point of a story
            return
        if not self.value.startswith(value):  # "1941" said again does not make the story's day any less known
            self.value, self.first = value, found[0]
            self.loose = not modified
        self.told_in = sentence
        if len(value) > 4:  # finer than a year
            self.month = found[0]
        if explicit:
            self.sentence, self.year = sentence, found[0].year

    @property
    def anchor(self) -> date | None:
        """The day that "the next day" follows: the last date told, else the document's."""
        return self.first or self.today

    def anchor_for(self, unit: str) -> date | None:
        """The same for a step of `unit`: None where what was told is coarser than the step ("three days later" than "in April")."""
        if self.first is None:
            return self.today
        fine = {"D": 10, "NI": 10, "W": 7, "WE": 7, "FN": 7, "M": 7, "Q": 7}.get(unit, 4)
        return self.first if len(self.value) >= fine else None


def read_context(parse: Parse, matches: Sequence[Match]) -> Context:
    """Context at the start of the text."""
    today = parse.document.published_on or _dateline(parse, matches)
    years = [y for m in matches if isinstance(y := m.get("Y"), int)]
    news = sum(m.rule in _NEWS_RULES for m in matches)
    far = sum(1 for y in years if today is None or today.year - y > _FAR_YEARS)
    ancient = sum(m.rule == "era" and m.has("4") for m in matches)
    if ancient >= _MIN_ANCIENT and ancient > news:
        return Context(today=None, narrative=True)  # nothing in it is told from today's side
    per_news = _PER_NEWS if today else _PER_NEWS_UNDATED
    narrative = far >= _MIN_YEARS and far > per_news * news and 2 * far > len(years)
    return Context(today=today, narrative=narrative)


_HEAD_CHARS = 400  # how far down a page its date may stand
_STAMP_MAX_WORDS = 8
_DATELINE_WORDS = 14


def _dateline(parse: Parse, matches: Sequence[Match]) -> date | None:
    """The day a text without a stated date was published, where its head says so beyond doubt.

    Only a full date counts, and only where it is no part of a sentence: alone in a short block ("Published July 18,
    2012"), or in a dateline before the first dash ("LA PAZ, July 18, 2012 (AFP) - ..."). "On July 18, 2012, rebels
    took ..." is a sentence, so no.
    """
    for match in matches:
        if parse.start[match.i] > _HEAD_CHARS:
            return None
        day = _stated_day(match)
        if day and (_alone_in_block(parse, match) or _before_dash(parse, match)):
            return day
    return None


def stated_value(match: Match) -> str:
    """The full date that the words alone give ("2012-07-17"), "" where they do not give year, month and day."""
    if match.rule == "iso":
        if match.letters == "j":
            return str(match.payloads[0] or "")
        year, month, day = match.payloads[0], match.payloads[2], match.payloads[4]
    elif match.rule in ("day", "part_of"):
        year, month, day = stated_year(match), match.get("My"), match.get("Nd")
    else:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}" if year and month and day else ""


def stated_year(match: Match) -> int | None:
    """The year in the words of a match; two digits after a short month, as in wire datelines ("12 Jan 90"), are one too."""
    year = match.get("Y")
    if isinstance(year, int):
        return year
    short = match.payloads[-1]
    if (
        match.letters[-2:] in ("yn", "yN") and len(match.letters) > 2 and isinstance(short, int) and short < 100
    ):  # two digits
        return short + (1900 if short >= 30 else 2000)  # no wire text is older
    return None


def _stated_day(match: Match) -> date | None:
    try:
        return date.fromisoformat(stated_value(match))
    except ValueError:
        return None


_STAMP_WORDS = frozenset(
    "published posted updated date dated on last released issued filed by at time a.m. p.m. am pm gmt est edt utc et pt for "
    "immediate release monday tuesday wednesday thursday friday saturday sunday".split()
)
_STAMP_ENTS = frozenset(("GPE", "PERSON", "ORG"))
_NO_STAMP = frozenset(("On", "In", "By", "Since", "At"))  # "On December 12, 1989" opens a sentence


def _alone_in_block(parse: Parse, match: Match) -> bool:
    """True where the block says nothing but the date, and perhaps who or where: "Posted by J. Roe, July 18, 2012"."""
    b = parse.block[match.i]
    if b < 0:
        return False
    i, j = parse.tokens_of(parse.blocks[b].start, parse.blocks[b].end)
    others = [k for k in range(i, j) if not match.i <= k < match.j and parse.text[k][0].isalnum()]
    if len(others) > _STAMP_MAX_WORDS or parse.text[i] in _NO_STAMP - {"By"}:
        return False
    return all(
        parse.lower[k] in _STAMP_WORDS or parse.ent[k] in _STAMP_ENTS or parse.text[k][0].isdigit() for k in others
    )


def _before_dash(parse: Parse, match: Match) -> bool:
    """True in a dateline: names and numbers, the date, perhaps an agency, a dash."""
    b = parse.block[match.i]
    i = parse.tokens_of(parse.blocks[b].start, parse.blocks[b].end)[0] if b >= 0 else match.i
    if match.i - i > _DATELINE_WORDS or any(parse.text[k][:1].islower() for k in range(i, match.i)):
        return False
    return parse.text[i] not in _NO_STAMP and any(
        parse.text[k] in ("-", "–", "—", "--") for k in range(match.j, min(match.j + 6, len(parse)))
    )


_WILL = frozenset(("will", "shall", "'ll", "wo", "'ll"))
_AHEAD_MODALS = frozenset(("would", "could", "may", "might", "should", "must", "can"))
_PLANS = frozenset(
    "forecast predict project plan expect schedule set want hope intend prepare vow promise decide ask "
    "invite urge due aim need likely slate order call threaten offer pledge propose want".split()
)
_AHEAD_CUES = frozenset(("by", "until", "till", "next", "coming", "before"))
_BACK_CUES = frozenset(("since", "last", "ago", "earlier"))
_PLANS_AHEAD = frozenset("plan intend hope schedule slate".split())
_SET = frozenset("set schedule slate plan book fix adjourn".split())
_DONE = frozenset("manage fail begin start continue seem appear able unable happen use get come help force".split())
_CLIMB = 12
_SAY = frozenset("say tell report state add announce write note warn claim".split())


def direction(parse: Parse, match: Match) -> int:
    """PAST, FUTURE or UNKNOWN: where the clause around a date looks.

    "will vote on Friday" looks ahead, "voted on Friday" back; "Friday's vote" is unknown.
    """
    cue = parse.lower[match.i - 1] if match.i else ""
    if cue in _BACK_CUES:
        return PAST
    if cue == "of" and match.i > 1 and parse.lower[match.i - 2] == "ahead":
        return FUTURE
    verb, as_subject = _verb_above(parse, match)
    if verb < 0:
        return FUTURE if cue in ("by", "until") else UNKNOWN
    found = _tense(parse, verb)
    if as_subject and found == FUTURE and not _helpers(parse, verb) & _WILL:
        return UNKNOWN  # "Tuesday's speech could sway them" was given
    if (cue in _AHEAD_CUES and found == UNKNOWN) or (cue == "for" and _is_set(parse, verb)):
        return FUTURE
    return found


def _is_set(parse: Parse, verb: int) -> bool:
    """True for "a trial date was set for October 28", not for "had been set for"."""
    return parse.lemma[verb] in _SET and "had" not in _helpers(parse, verb)


def _verb_above(parse: Parse, match: Match) -> tuple[int, bool]:
    """The verb that a date hangs on, -1 for none, and whether it does so through the verb's subject."""
    k = match.i
    for _ in range(_CLIMB):
        above = parse.head[k]
        if not match.i <= k < match.j and parse.pos[k] in ("VERB", "AUX"):
            return k, False
        if above == k:
            return -1, False
        if match.i <= k < match.j and parse.pos[above] in ("VERB", "AUX"):
            return above, False  # "Wednesday is forecast to be colder"
        if parse.dep[k] in ("nsubj", "nsubjpass") and parse.pos[above] in ("VERB", "AUX"):
            return above, True
        k = above
    return -1, False


def _helpers(parse: Parse, verb: int) -> set[str]:
    return {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")}


_HAVE = frozenset(("had", "was", "were", "did", "has", "have", "'ve", "been"))


def _tense(parse: Parse, verb: int, depth: int = 0) -> int:
    helpers = _helpers(parse, verb)
    tag, lemma = parse.tag[verb], parse.lemma[verb]
    if helpers & _WILL:
        return FUTURE
    if helpers & _HAVE and not (tag == "VBG" and "have" in helpers):
        if lemma in ("schedule", "slate"):
            return UNKNOWN if "had" in helpers else FUTURE
        return PAST
    if helpers & _AHEAD_MODALS:
        return FUTURE
    if "to" in helpers:
        return _tense_of_infinitive(parse, verb, depth)
    return _tense_of_form(parse, verb, helpers, depth)


def _tense_of_form(parse: Parse, verb: int, helpers: set[str], depth: int) -> int:
    """The tense that the verb's own form gives."""
    tag, lemma = parse.tag[verb], parse.lemma[verb]
    if tag == "VBD":
        return FUTURE if lemma in _PLANS_AHEAD else PAST
    if tag == "VBG" and not helpers:
        return PAST if lemma in _SAY else _tense_above(parse, verb, depth)
    if tag == "VBG":
        return FUTURE if helpers & {"is", "are", "'re", "am"} else _tense_above(parse, verb, depth)
    if tag == "VBN":
        return FUTURE if lemma in _PLANS else (PAST if not helpers else UNKNOWN)
    if tag in ("VBZ", "VBP"):
        plain = parse.in_heading(verb) or lemma in _SAY or lemma in ("be", "have", "do")
        return UNKNOWN if plain else FUTURE
    return _tense_above(parse, verb, depth)


def _tense_of_infinitive(parse: Parse, verb: int, depth: int) -> int:
    above = parse.head[verb]
    if above == verb or depth >= _CLIMB or parse.lemma[above] in _PLANS:
        return FUTURE
    told = _tense(parse, above, depth + 1)
    if parse.lemma[above] in _DONE:
        return told
    return UNKNOWN if told == PAST else FUTURE


def _tense_above(parse: Parse, verb: int, depth: int) -> int:
    k = parse.head[verb]
    for _ in range(_CLIMB):
        if parse.pos[k] in ("VERB", "AUX") or parse.head[k] == k:
            break
        k = parse.head[k]
    if k == verb or parse.pos[k] not in ("VERB", "AUX") or depth >= _CLIMB:
        return UNKNOWN
    return _tense(parse, k, depth + 1)
