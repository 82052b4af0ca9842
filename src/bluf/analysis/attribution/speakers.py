"""Whom a source means: source phrase and actors → the actor, or None where the words do not tell.

A source whose head stands in a mention of an actor is that actor; an apposition names its head; "who" is what it
stands after; "I" in a quotation is who is quoted; "he" and "the minister" are looked for backwards: sex, number,
role, nearness, subjects and whoever spoke last before others. Where two fit about as well nobody is named.
Deliberately not general coreference: only sources are resolved, and cataphora never.
Source: Lappin and Leass 1994 (salience by grammatical role and recency); He, Barbosa and Kondrak 2013 (turn-taking).
"""

from __future__ import annotations

from bisect import bisect_left

from bluf.analysis.attribution.authors import Authors
from bluf.analysis.attribution.identity import differs, shared_names
from bluf.analysis.attribution.lexicon import DOCUMENTS
from bluf.analysis.attribution.names import BODY_NOUNS, PERSON_NOUNS, is_plural, sex_of
from bluf.analysis.attribution.referents import Referent, Referents, bare_name, given_name, head_of
from bluf.analysis.attribution.sources import ABBREVIATED
from bluf.analysis.attribution.statement import Statement
from bluf.analysis.attribution.syntax import RELATIVES, Range, antecedent, noun_phrase, pronoun
from bluf.analysis.nlp import Parse
from bluf.model import Actor, ActorKind, Stance

_PHRASE_TOKENS = 14
_SAME = frozenset(("same", "latter", "former"))
_DEPUTIES = frozenset(("vice", "deputy", "former", "assistant", "ex"))
_OF_TWO = frozenset(("elder", "younger", "older"))
_LOOKED_AT = 60  # tokens of a sentence
_LOOK_BACK = 24  # mentions
_SENTENCES = 8
_NEAR = 1  # sentences back to whoever is meant and did not speak last
_SELF = 1.5  # whoever speaks says "I" of himself, and not his name
_LEAST = -1.6
_TURN = {0: 1.5, 1: 1.5, 2: 1.0}  # sentences since who spoke last
_OLD_TURN = 0.5
_SAYING = frozenset(
    "say tell add write announce explain argue claim state note testify insist report warn reply".split()
)
_MARGIN = 0.35  # a lead less than this is no lead
_NO_PRONOUN = 9.0
_ALONE = 2.0  # the lead of one who has no rival
_REPLYING = frozenset(("reply", "answer", "respond", "retort"))
_BODY_WORDS = frozenset(
    "group company agency organization organisation party bank firm airline network station union institute".split()
)
_BODIES = frozenset((ActorKind.ORGANIZATION, ActorKind.GOVERNMENT, ActorKind.GROUP, ActorKind.MEDIA, ActorKind.PLACE))
_HE, _SHE = frozenset(("he", "him", "himself", "his")), frozenset(("she", "her", "herself", "hers"))
_IT = frozenset(("it", "itself", "its"))
_THEY = frozenset(("they", "them", "themselves", "their", "both"))
_PRONOUNS = _HE | _SHE | _IT | _THEY
_FIRST = frozenset(("i", "we", "me", "us", "my", "our"))
_COLLECTIVES = frozenset(("pair", "couple", "group", "team", "crowd", "panel", "crew", "duo", "trio"))
_DEFINITE = frozenset(("the", "this", "that"))


Resolved = tuple[str | None, str | None]
"""An actor's name and id."""


class Speakers:
    """Resolves the sources of one document."""

    def __init__(self, parse: Parse, actors: tuple[Actor, ...]) -> None:
        self.parse = parse
        known = Referents(parse, actors)
        self.mentions, self.at = known.mentions, known.at
        self.last: Referent | None = None
        self.last_sent = -9
        self.asker: Referent | None = None
        self.barred: Referent | None = None
        self.words_of: list[Range] = []
        self.lead = _ALONE
        self.quoted_by: list[Referent | None] = [None] * len(parse)
        self.inside: frozenset[int] = frozenset()
        self.nested: frozenset[int] = frozenset()
        self.starts = [m[0] for m in self.mentions]
        self.taken: set[int] = set()
        self.shared = shared_names(referent for _, _, referent in self.mentions)
        self.authors = Authors(parse, self.at)

    # --- whom a source means ---

    def resolve_all(self, statements: list[Statement]) -> list[Resolved]:
        """Name and `Actor.id` of the source of each statement, (None, None) where that is not clear.

        In text order, but what is said inside of quotations last: who is quoted often stands behind the quotation.
        """
        quoted = self._quoted(statements)
        said = {k for s in statements for i, j in s.content for k in range(i, j)}
        self.nested = frozenset(s.head for s in statements if s.head in said and s.source_head in said)
        order = sorted(
            range(len(statements)),
            key=lambda k: (
                self._is_first_person(statements[k]),
                statements[k].source_head in quoted,
                statements[k].head,
            ),
        )
        out: list[Resolved] = [(None, None)] * len(statements)
        for k in order:
            if statements[k].source is not None:
                self.lead = _NO_PRONOUN
                out[k] = self._resolve(statements[k])
                statements[k].lead = self.lead
        return out

    def _quoted(self, statements: list[Statement]) -> frozenset[int]:
        """Tokens that are quoted from somebody, and may be nested statements' sources."""
        heads = {s.source_head for s in statements}
        self.inside = frozenset(k for s in statements for i, j in s.spoken for k in range(i, j))
        return frozenset(heads & self.inside)

    def _is_first_person(self, statement: Statement) -> bool:
        return statement.source_head >= 0 and pronoun(self.parse, statement.source_head) in _FIRST

    def _resolve(self, statement: Statement) -> Resolved:
        head, source = statement.source_head, statement.source or (0, 0)
        replies = statement.found is not None and self.parse.lemma[statement.head] in _REPLYING
        self.barred = self.asker if replies else None
        self.words_of = statement.spoken
        referent = self._referent(head, source, 0)
        if referent is not None and referent is self.barred and self.parse.pos[head] != "PROPN":
            return None, None
        named = referent is not None
        if referent is None and self.parse.pos[head] != "PRON" and self.parse.lower[head] not in _PRONOUNS | RELATIVES:
            referent = self._new(head, source)
        if referent is None:
            return None, None
        beside = pronoun(self.parse, head) in RELATIVES and self._is_told(statement.head)
        if not self._is_first_person(statement) and statement.head not in self.nested and not beside:
            self.last, self.last_sent = referent, self.parse.sent[statement.head]
            self.asker = referent if statement.stance is Stance.ASKS else None
            if statement.quoted or statement.direct:
                for i, j in statement.spoken or statement.content:
                    self.quoted_by[i:j] = [referent] * (j - i)
        if named and differs(self.parse, referent, head, source):
            return None, None
        if named and referent.kind is ActorKind.UNNAMED:
            self._say_in_full(referent, head, source)
        if not named and self.parse.ent[head] == "PERSON" and not self._is_joined(head, source):
            return self._entity(head), None
        return (referent.name, referent.id) if named else (None, None)

    def _is_told(self, k: int) -> bool:
        """True where somebody speaks in the sentence of token `k`: "Hughes said that Cruz, who asked for money, ..."."""
        i, j = self.parse.sents[self.parse.sent[k]]
        roots = (t for t in range(i, min(j, i + _LOOKED_AT)) if self.parse.dep[t] == "ROOT" and t != k)
        return self.last_sent == self.parse.sent[k] or any(self.parse.lemma[t] in _SAYING for t in roots)

    def _entity(self, head: int) -> str:
        """The person's name that holds token `head`, for a source that is no known actor."""
        parse = self.parse
        i, j = head, head + 1
        while i > 0 and parse.ent[i - 1] == "PERSON" and parse.sent[i - 1] == parse.sent[head]:
            i -= 1
        while j < len(parse) and parse.ent[j] == "PERSON" and parse.sent[j] == parse.sent[head]:
            j += 1
        return bare_name(parse.words(i, j))

    def _say_in_full(self, referent: Referent, head: int, source: Range) -> None:
        """An actor without a name is called by the longest phrase that it was a source by.

        "spokesman for the charity".
        """
        parse = self.parse
        if parse.pos[head] not in ("NOUN", "PROPN") or parse.lower[source[0]] in _DEFINITE:
            return
        i = source[0] + (parse.pos[source[0]] == "DET")
        phrase = parse.words(i, source[1])
        if len(phrase) > len(referent.name) and source[1] - i <= _PHRASE_TOKENS:
            referent.name = phrase

    def name_of(self, i: int, j: int) -> Resolved:
        """Name and `Actor.id` for a relay's phrase."""
        referent = self._named(head_of(self.parse, i, j), (i, j))
        return (referent.name, referent.id) if referent else (None, None)

    def _new(self, head: int, source: Range) -> Referent:
        """A source that is no known actor, for pronouns and descriptions that follow it."""
        parse = self.parse
        kind = ActorKind.PERSON if parse.ent[head] == "PERSON" else ActorKind.UNNAMED
        plural = is_plural(parse.tag[head]) or any(parse.dep[c] == "conj" for c in parse.children[head])
        body = parse.lemma[head] in BODY_NOUNS or parse.lemma[head] in DOCUMENTS or parse.ent[head] in ("ORG", "GPE")
        if body:
            kind = ActorKind.ORGANIZATION
        start = source[0] + (parse.pos[source[0]] == "DET" and source[1] - source[0] > 1)
        referent = Referent(
            parse.words(start, source[1]),
            kind,
            sex=sex_of(parse.lower[head : head + 1])
            or sex_of(
                parse.lower[start : source[1]], given=given_name(self._entity(head)) if kind is ActorKind.PERSON else ""
            ),
            plural=plural,
        )
        referent.words.update(parse.lower[source[0] : source[1]])
        if not plural:
            referent.nouns.add(parse.lemma[head])
        mention = (source[0], source[1], referent)
        k = bisect_left(self.starts, source[0])
        self.starts.insert(k, source[0])
        self.mentions.insert(k, mention)
        return referent

    def _referent(self, head: int, source: Range, depth: int) -> Referent | None:
        parse = self.parse
        word = pronoun(parse, head)
        if word in RELATIVES:
            noun = antecedent(parse, head)
            if noun < 0 or depth > 2:
                return None
            phrase = noun_phrase(parse, noun, stop=head)
            return self._referent(noun, phrase, depth + 1) or (
                self._new(noun, phrase) if phrase[0] < phrase[1] else None
            )
        if parse.pos[head] == "PRON" or word in _PRONOUNS:
            return self._pronoun(head, word)
        if self._is_joined(head, source):
            return None  # two speakers are nobody in particular
        return self._named(head, source) or self._described(head, source)

    def _is_joined(self, head: int, source: Range) -> bool:
        parse = self.parse
        return any(
            parse.dep[c] == "conj" and c < source[1] and parse.pos[c] in ("NOUN", "PROPN") for c in parse.children[head]
        )

    def _named(self, head: int, source: Range) -> Referent | None:
        """The actor whose mention holds the head, or an apposition or title of it."""
        parse = self.parse
        found = self.at.get(head)
        if found is not None and found.name.lower().rstrip(".") in ABBREVIATED:
            return None  # an actor called "Sgt"
        alone = found is not None and found.kind is ActorKind.PERSON and source[1] - source[0] == 1
        if alone and parse.lower[head] in self.shared:
            return None
        document = parse.lemma[head] in DOCUMENTS and (found is None or found.kind is ActorKind.UNNAMED)
        if found is not None and _OF_TWO & set(parse.lower[source[0] : source[1]]):
            return None  # "the elder Solis": the text tells two apart that share a name
        if found is not None and found.kind is not ActorKind.UNNAMED:
            return found
        for c in parse.children[head]:
            joined = parse.dep[c] == "appos" or (
                parse.dep[c] in ("compound", "nmod", "flat") and parse.pos[head] == "PROPN"
            )
            if joined and source[0] <= c < source[1]:
                named = self.at.get(c)
                if named is not None and named.kind is ActorKind.PERSON:
                    return named
        return self._made(head, source) if document else found

    def _made(self, head: int, source: Range) -> Referent | None:
        """Whose document the source is: "the ministry's statement", "the statement" after words of the ministry."""
        parse = self.parse
        for c in parse.children[head]:
            owner = self.at.get(c)
            if owner is not None and owner.kind in _BODIES and parse.dep[c] in ("poss", "compound", "nmod"):
                return owner
        if any(parse.pos[k] == "PROPN" for k in range(*source)):
            return None  # "The Inspector General report": whoever that is made it
        other = any(parse.lower[k] in _SAME or parse.pos[k] == "NUM" for k in range(*source))
        return self._author(head, parse.lemma[head]) if parse.lower[source[0]] in _DEFINITE and not other else None

    def _described(self, head: int, source: Range) -> Referent | None:
        """For "the minister" the last one before who bears that noun, for "the statement" who made the one before."""
        parse = self.parse
        if parse.pos[head] not in ("NOUN", "PROPN") or is_plural(parse.tag[head]):
            return None
        if source[1] - source[0] > 4 or parse.lower[source[0]] not in _DEFINITE:
            return None
        noun = parse.lemma[head]
        if noun in DOCUMENTS:
            return self._author(head, noun)
        spoke = self.last is not None and self.last.kind in _BODIES and parse.sent[head] - self.last_sent <= 1
        if noun in _BODY_WORDS and source[1] - source[0] == 2 and spoke:
            return self.last  # "The GPC says ... The best way is ..., the group said."
        modifiers = {
            parse.lower[k] for k in range(*source) if k != head and parse.pos[k] in ("ADJ", "NOUN", "PROPN")
        } - _SAME
        for i, _, referent in self._before(head):
            same = modifiers <= referent.words and not (_DEPUTIES & referent.words) - modifiers
            if noun in referent.nouns and same and not source[0] <= i < source[1]:
                return referent
        return None

    def _author(self, head: int, noun: str) -> Referent | None:
        """Who made the document that "the statement" at `head` takes up; no place makes one."""
        owner = self.authors.of(head, noun)
        return owner if owner is not None and owner.kind not in (ActorKind.PLACE, ActorKind.UNNAMED) else None

    def _before(self, at: int) -> list[tuple[int, int, Referent]]:
        """The last mentions before token `at`, nearest first."""
        k = bisect_left(self.starts, at)
        return self.mentions[max(0, k - _LOOK_BACK) : k][::-1]

    def _pronoun(self, head: int, word: str) -> Referent | None:
        if word in _FIRST:
            return self.quoted_by[head]
        self._take_subjects(head)
        scores: dict[int, tuple[float, Referent]] = {}
        nearest: dict[int, int] = {}
        named = self._named_in_words()
        own = self.quoted_by[head]  # whoever is quoted calls others "he"
        for i, j, referent in self._before(head):
            distance = self.parse.sent[head] - self.parse.sent[i]
            if distance > _SENTENCES or not _agrees(word, referent) or referent in (own, self.barred):
                continue
            score = self._score(i, j, referent, distance, word)
            if i in self.inside and head not in self.inside:
                score -= 1.0  # whom a speaker names is seldom who speaks next
            nearest[id(referent)] = min(distance, nearest.get(id(referent), distance))
            old = scores.get(id(referent))
            scores[id(referent)] = (max(score, old[0]) + 0.1 if old else score, referent)
        if not scores:
            return None
        found = [(score - (_SELF if key in named else 0.0), referent) for key, (score, referent) in scores.items()]
        ranked = sorted(found, key=lambda s: -s[0])
        self.lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else _ALONE
        best = ranked[0][1]
        if self.lead < _MARGIN or ranked[0][0] < _LEAST:
            return None
        if nearest[id(best)] > _NEAR and best is not self.last:
            self.lead = _MARGIN
        return best

    def _named_in_words(self) -> set[int]:
        """Whom the words of the statement name, before or behind the pronoun; by `id`."""
        found: set[int] = set()
        for a, b in self.words_of:
            i, j = bisect_left(self.starts, a), bisect_left(self.starts, b)
            found.update(id(referent) for _, _, referent in self.mentions[i:j])
        return found

    def _take_subjects(self, head: int) -> None:
        """Make persons without a name whom the sentence before is about known: "Cruz's lawyer said ... He said"."""
        parse = self.parse
        s = parse.sent[head] - 1
        if s < 0:
            return
        i, j = parse.sents[s]
        for k in range(i, min(j, i + _LOOKED_AT)):
            person = parse.lemma[k] in PERSON_NOUNS and parse.pos[k] == "NOUN" and parse.dep[k] == "nsubj"
            if person and parse.dep[parse.head[k]] == "ROOT" and k not in self.at and k not in self.taken:
                self.taken.add(k)
                self._new(k, noun_phrase(parse, k))

    def _score(self, i: int, j: int, referent: Referent, distance: int, word: str) -> float:
        parse = self.parse
        at = parse.sent[i] + distance
        head = head_of(self.parse, i, j)
        score = -0.7 * distance
        role = parse.dep[parse.head[head]] if parse.dep[head] == "conj" else parse.dep[head]
        if role in ("nsubj", "nsubjpass"):
            score += 0.8
        elif role in ("poss", "compound", "nmod"):
            score -= 0.5
        if referent is self.last and parse.sent[i] - 1 <= self.last_sent <= at:
            score += _TURN.get(at - self.last_sent, _OLD_TURN)
        verb = parse.head[head]
        if role == "nsubj" and parse.lemma[verb] in _SAYING:
            score += 0.6
        elif role == "nsubj" and parse.dep[verb] == "ccomp" and parse.lemma[parse.head[verb]] in _SAYING:
            score -= 0.2  # who is spoken of
        if referent.sex and word not in _IT and word not in _THEY:
            score += 0.6
        if word in _THEY:
            score += 0.5 if referent.plural else -0.5
        if referent.kind is ActorKind.PLACE:
            score -= 0.8
        elif referent.kind is ActorKind.PERSON and word not in _IT:
            score += 0.3
        return score


def _agrees(word: str, referent: Referent) -> bool:
    person = referent.kind is ActorKind.PERSON or (referent.kind is ActorKind.UNNAMED and not referent.plural)
    person = person and not _COLLECTIVES & referent.nouns
    if word in _HE:
        return person and referent.sex != "f"
    if word in _SHE:
        return person and referent.sex != "m"
    if word in _IT:
        return referent.kind in _BODIES
    if word in _THEY:
        return referent.kind in _BODIES or referent.plural
    return False
