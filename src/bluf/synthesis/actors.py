"""Merge actors over documents: Analyses → one entry an actor.

Deliberately careful: a wrong merge puts words into somebody's mouth, a missed one only prints a line twice. Nameless actors merge
only where several words are the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bluf.model import (
    Act,
    Actor,
    ActorEntry,
    ActorKind,
    Attribution,
    AttributionSource,
    Phrase,
    Quote,
    Span,
    Stance,
    Statement,
)
from bluf.synthesis.register import Register
from bluf.synthesis.trust import printed
from bluf.synthesis.words import containment, fold, jaccard, keys, words

_ORGANS = frozenset(
    """agency air army authorities authority bureau cabinet command commission congress council court customs department embassy
    force forces guard intelligence judiciary military minister ministry navy office officials parliament police prosecutor
    prosecutors security senate service services tribunal troops""".split()
)
_LINES = 3  # what an actor said and did, at most, in the table
_UNNAMED_WORDS = 3  # fewer words describe too many people
_TELLING_NAME = 3  # words of a body's name that tell it without its state
_LINKING = frozenset("a an the of for from in at".split())
_SAME_LINE = 0.45
_CONTAINED_LINE = 0.7
_SPEAKING = keys(
    "accuses accused alleged announced asked blamed claimed confirmed denied doing called declared rejected repeatedly"
    " reported stated told warned"
)
_LEADING, _LEADING_SHARE = 14, 0.35
_SILENT_SHARE = 0.95  # of the first one's weight, for one of whom no line tells
_SURE_ENOUGH = 0.6  # `Actor.score` from which a reader is shown an actor
_PRESS = frozenset(
    "broadcaster daily gazette herald journal magazine network news newspaper post press radio television times tv".split()
)
_TAKES_SIDES = {Stance.DENIES: 0.3, Stance.CONFIRMS: 0.3, Stance.ALLEGES: 0.2}  # what a reader looks for first
_LEAST_SAID = 3  # words of what is said
_LEAST_WORDS = 5  # a shorter clause tells nothing by itself
_HANGING = frozenset("as because if than that when where which who whom whose while".split())


_Group: TypeAlias = tuple[ActorEntry, Sequence[tuple[str, Actor]]]  # an entry and who of which document became it


@dataclass(frozen=True, slots=True)
class MergedActors:
    """The entries, best first, which entry each document's actor became, and the forms of name that only one body has."""

    entries: tuple[ActorEntry, ...]
    ids: dict[tuple[str, str], str]
    forms: dict[str, str] = field(default_factory=dict)

    def called(self, words_of_text: str) -> str | None:
        """`ActorEntry.id` of the one body that these words name in another document ("Washington"); None for descriptions."""
        return self.forms.get(_form(words_of_text))

    def entry_id(self, document_id: str, actor_id: str | None) -> str | None:
        """`ActorEntry.id` for an actor of one document."""
        return self.ids.get((document_id, actor_id)) if actor_id is not None else None

    def name(self, entry_id: str | None) -> str | None:
        """The name of an entry."""
        entry = self.entry(entry_id)
        return entry.name if entry else None

    def entry(self, entry_id: str | None) -> ActorEntry | None:
        """The entry with that id ("A1" is the first)."""
        return self.entries[int(entry_id[1:]) - 1] if entry_id else None

    def is_relay(self, source: AttributionSource) -> bool:
        """True for media that pass on what others say; not for audiences ("told reporters", "told the Senate")."""
        entry = self.entry(source.actor_id)
        kind = entry.kind if entry else None
        return kind is ActorKind.MEDIA or (kind is ActorKind.ORGANIZATION and bool(set(words(source.text)) & _PRESS))


def merge_actors(register: Register) -> MergedActors:
    """One entry for each actor of all documents."""
    groups = _group([(a.document.id, actor) for a in register.analyses for actor in a.actors])
    merged = _with_lines(register, [(_merge(members, len(register.analyses)), members) for members in groups])
    merged.sort(key=lambda item: (-item[0].salience, register.order(item[0].mentions[0])))
    merged = _folded(merged)
    ids = {(document_id, a.id): f"A{n}" for n, (_, members) in enumerate(merged, 1) for document_id, a in members}
    entries = tuple(replace(entry, id=f"A{n}") for n, (entry, _) in enumerate(merged, 1))
    return MergedActors(entries, ids, _unique_forms(entries))


def _with_lines(register: Register, merged: list[_Group]) -> list[_Group]:
    """The entries with what each said and did."""
    ids = {(document_id, a.id): str(n) for n, (_, members) in enumerate(merged) for document_id, a in members}
    forms = {str(n): keys(" ".join((entry.name, *entry.aliases))) for n, (entry, _) in enumerate(merged)}
    lines = _lines(register, ids, forms)
    return [(replace(entry, lines=lines.get(str(n), ())), members) for n, (entry, members) in enumerate(merged)]


def _folded(merged: list[_Group]) -> list[_Group]:
    """Those a reader is shown, then the others, which weigh no more than the last of the first."""
    if not merged:
        return merged
    top = merged[0][0].salience
    shown = [item for item in merged if _is_shown(item[0], top)] or merged[:1]
    least = shown[-1][0].salience
    kept = {id(item) for item in shown}
    rest = [item for item in merged if id(item) not in kept]
    return [*shown, *((replace(e, salience=min(e.salience, least)), members) for e, members in rest)]


def _is_shown(entry: ActorEntry, top: float) -> bool:
    """True for actors of weight that say or do something and are surely what they are said to be."""
    if entry.score < _SURE_ENOUGH:
        return False
    if not entry.lines and entry.kind is ActorKind.MEDIA:
        return False  # it only carries what others say
    return entry.salience >= (_LEADING_SHARE if entry.lines else _SILENT_SHARE) * top


def _unique_forms(entries: Sequence[ActorEntry]) -> dict[str, str]:
    """Proper names of governments, organizations and media that no other actor bears."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for form in (entry.name, *entry.aliases):
            bearers[_form(form)].add(entry.id)
    bodies = {e.id for e in entries if e.kind in (ActorKind.GOVERNMENT, ActorKind.ORGANIZATION, ActorKind.MEDIA)}
    return {form: min(ids) for form, ids in bearers.items() if form and len(ids) == 1 and ids <= bodies}


def _form(text: str) -> str:
    """A proper name without its article, folded; "" for words in lower case."""
    found = text.removeprefix("the ").removeprefix("The ").strip()
    return fold(found) if found[:1].isupper() else ""


def count_leading(entries: tuple[ActorEntry, ...]) -> int:
    """How many actors, from the first, a reader should see: those of weight that are told something of."""
    if not entries:
        return 0
    top = entries[0].salience
    shown = next((n for n, e in enumerate(entries) if not _is_shown(e, top)), len(entries))
    return min(max(shown, 1), _LEADING)


def _group(items: Sequence[tuple[str, Actor]]) -> list[list[tuple[str, Actor]]]:
    """Actors that are one, by shared keys; the order of `items` is kept."""
    surnames = _unique_surnames(actor for _, actor in items)
    offices = _unique_offices((actor for _, actor in items), surnames)
    group_of: dict[tuple[str, ...], int] = {}
    groups: list[list[tuple[str, Actor]]] = []
    for document_id, actor in items:
        mine = _keys(actor, surnames, offices)
        found = sorted({group_of[k] for k in mine if k in group_of})
        home = found[0] if found else len(groups)
        if not found:
            groups.append([])
        groups[home].append((document_id, actor))
        for key in mine:
            group_of.setdefault(key, home)
    return groups


def _unique_surnames(actors: Iterable[Actor]) -> dict[str, str]:
    """Surname → fullest folded name, where all names with that surname are forms of one ("A. B. Cruz", "B. Cruz", "Cruz")."""
    full: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for actor in actors:
        name = tuple(words(actor.name))
        if actor.kind is ActorKind.PERSON and len(name) > 1:
            full[name[-1]].add(name)
    fullest = {surname: max(names, key=lambda n: (len(n), n)) for surname, names in full.items()}
    return {s: " ".join(fullest[s]) for s, names in full.items() if all(set(n) <= set(fullest[s]) for n in names)}


def _unique_offices(actors: Iterable[Actor], surnames: dict[str, str]) -> dict[tuple[str, str | None], str]:
    """(office, country) → full name of the one person who has it; an office is known by its last two words too."""
    holders: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for actor in actors:
        if actor.kind is ActorKind.PERSON and actor.role:
            for office in _office_forms(actor.role):
                for country in {actor.country, None}:
                    holders[office, country].add(_person_key(actor, surnames))
    return {office: min(names) for office, names in holders.items() if len(names) == 1}


def _office_forms(office: str) -> list[str]:
    """The office's name and what is left of it without its first words, down to two."""
    found = words(office)
    return [" ".join(found[at:]) for at in range(max(len(found) - 1, 0))]


def _person_key(actor: Actor, surnames: dict[str, str]) -> str:
    name = words(actor.name)
    return surnames.get(name[-1], " ".join(name)) if name else ""


def _keys(actor: Actor, surnames: dict[str, str], offices: dict[tuple[str, str | None], str]) -> list[tuple[str, ...]]:
    """What makes two actors of different documents one."""
    name = words(actor.name)
    if actor.kind is ActorKind.UNNAMED:
        for office in _office_forms(actor.name):
            if (office, actor.country) in offices:
                return [("person", offices[office, actor.country])]
        own = ("own", actor.mentions[0].document_id, actor.id)
        telling = sorted({w for w in name if w not in _LINKING})  # "spokesman for the ministry" is "ministry spokesman"
        return [("unnamed", " ".join(telling))] if len(telling) >= _UNNAMED_WORDS else [own]
    if actor.kind is ActorKind.PERSON:
        return [("person", _person_key(actor, surnames))]
    if actor.kind is ActorKind.GOVERNMENT and actor.country and is_central(actor):
        return [("government", actor.country)]
    kind = "body" if actor.kind is not ActorKind.GROUP else "group"
    named = [actor.name, *(alias for alias in actor.aliases if len(words(alias)) > 1 or alias.isupper())]
    found = [[w for w in words(form) if w != "the"] for form in named]
    return [(kind, " ".join(form)) for each in found for form in (each, *_without_state(each))]


def _without_state(form: list[str]) -> list[list[str]]:
    """The name without a "U.S." before it, where enough is left to tell it: "U.S. Customs and Border Protection"."""
    for state in (["u", "s"], ["u.s"], ["u.s."], ["us"], ["united", "states"]):
        if form[: len(state)] == state and len(form) - len(state) >= _TELLING_NAME:
            return [form[len(state) :]]
    return []


def is_central(actor: Actor) -> bool:
    """True for a state's government as such, not for one of its ministries, forces or agencies."""
    return not any(set(words(form)) & _ORGANS for form in (actor.name, *actor.aliases))


def _merge(members: Sequence[tuple[str, Actor]], documents: int) -> ActorEntry:
    actors = [actor for _, actor in members]
    mentions = tuple(m for actor in actors for m in actor.mentions)
    named = [actor.name for actor in actors if actor.kind is not ActorKind.UNNAMED]
    name = _fullest(named or [actor.name for actor in actors])
    forms = dict.fromkeys(form for actor in actors for form in (actor.name, *actor.aliases))
    seen = {fold(name)}
    aliases = []
    for form in forms:
        if fold(form) not in seen:
            seen.add(fold(form))
            aliases.append(form)
    bearer = next((a for a in actors if a.role is not None), None)
    in_documents = len({m.document_id for m in mentions})
    best = max(actor.salience for actor in actors)
    kinds = Counter(actor.kind for actor in actors)
    return ActorEntry(
        id="",
        name=name,
        kind=ActorKind.PERSON if ActorKind.PERSON in kinds else max(kinds, key=lambda k: (kinds[k], k.value)),
        mentions=mentions,
        role=bearer.role if bearer else None,
        role_span=bearer.role_span if bearer else None,
        roles=tuple(dict.fromkeys(r for a in actors for r in a.roles)),
        accused=any(a.accused for a in actors),
        score=max(a.score for a in actors),
        aliases=tuple(aliases),
        country=next((a.country for a in actors if a.country), None),
        # Met in more documents weighs more: the mean of how much in the best one and in how many.
        salience=round(best * (0.5 + 0.5 * in_documents / documents), 4),
    )


def _fullest(names: Sequence[str]) -> str:
    """Most words, then most often, then with its accents, then the first."""
    counts = Counter(names)
    return max(counts, key=lambda n: (len(words(n)), counts[n], sum(not c.isascii() for c in n), -names.index(n)))


def _lines(
    register: Register, ids: dict[tuple[str, str], str], names: dict[str, frozenset[str]]
) -> dict[str, tuple[Statement, ...]]:
    """What each entry said and did, said once, as statements."""
    candidates: dict[str, list[tuple[float, Statement, frozenset[str]]]] = defaultdict(list)
    for analysis in register.analyses:
        key = analysis.document.id
        weight = {(k.document_id, k.start): k.salience for k in analysis.key_points}
        for attribution in printed(analysis):
            source = attribution.source
            entry = ids.get((key, source.actor_id)) if source and source.actor_id else None
            if entry and _is_whole(attribution):
                statement = said(attribution)
                candidates[entry].append(
                    (
                        _weight(register, weight, attribution.content[0]) + _TAKES_SIDES.get(attribution.stance, 0.1),
                        statement,
                        _line_keys(statement, names[entry]),
                    )
                )
        for act in analysis.acts:
            entry = ids.get((key, act.actor_id))
            if entry and _tells(act):
                statement = did(act)
                candidates[entry].append(
                    (_weight(register, weight, act), statement, _line_keys(statement, names[entry]))
                )
    return {entry: _best(found) for entry, found in candidates.items()}


def _is_whole(attribution: Attribution) -> bool:
    """False for a word or two, which only a denial ("denies: any wrongdoing") can make a line of."""
    length = sum(len(words(s.text)) for s in attribution.content)
    return length >= _LEAST_SAID or (attribution.stance is Stance.DENIES and length > 1)


def _tells(act: Act) -> bool:
    """False for fragments: a clause of a few words, or one that hangs on what stands before it."""
    found = words(act.text)
    return len(found) >= _LEAST_WORDS and found[0] not in _HANGING


def _weight(register: Register, weight: dict[tuple[str, int], float], span: Span) -> float:
    sentence = register.sentence(span)
    return max(weight.get((span.document_id, sentence.start), 0.0), weight.get((span.document_id, span.start), 0.0))


def _line_keys(statement: Statement, own_name: frozenset[str]) -> frozenset[str]:
    """Content words without the actor's own name and the words that only say that somebody speaks."""
    return keys(" ".join(s.text for s in statement.evidence)) - own_name - _SPEAKING


def _best(found: list[tuple[float, Statement, frozenset[str]]]) -> tuple[Statement, ...]:
    chosen: list[tuple[Statement, frozenset[str]]] = []
    for _, statement, line in sorted(found, key=lambda item: -item[0]):
        if len(chosen) == _LINES:
            break
        if not any(_is_one_fact(statement, line, *other) for other in chosen):
            chosen.append((statement, line))
    return tuple(statement for statement, _ in chosen)


def _is_one_fact(a: Statement, mine: frozenset[str], b: Statement, theirs: frozenset[str]) -> bool:
    """True where one line tells what the other does: in the same words of one text, or in much the same words of two.

    "denies: foreign groups have a presence" and "Bolivia has denied that foreign groups have a presence" are one.
    """
    if any(x.overlaps(y) for x in a.evidence for y in b.evidence):
        return True
    return jaccard(mine, theirs) >= _SAME_LINE or containment(mine, theirs) >= _CONTAINED_LINE


def said(attribution: Attribution) -> Statement:
    """The stance and what it is about: "denies: foreign groups have a presence"."""
    return Statement(parts=(Phrase[attribution.stance.name], *content_parts(attribution)))


def content_parts(attribution: Attribution) -> tuple[Quote | Phrase, ...]:
    """The content as quotes; where a cue or more stood between two spans, an ellipsis marks it."""
    parts: list[Quote | Phrase] = []
    for span in attribution.content:
        if parts:
            parts.append(Phrase.ELISION)
        parts.append(Quote(span=span))
    return tuple(parts)


def did(act: Act) -> Statement:
    """The clause in which an actor acts or is acted upon."""
    return Statement(parts=(Quote(span=act.span),))
