"""Which "the ..." means something that was told before: parse and token → yes or no.

"The prestigious competition kicked off in May", "Crews fought the blaze", "the official", "the next video" ask for the sentence
before. Not: "the port of Sela", "the official who left", "the largest bank", "the government", "the Bolivian army". Deliberately
nothing is resolved, and what a reader only may know is taken as not known: a line missed costs less than one that dangles.

Source: Prince 1981 (given and new); Poesio and Vieira 1998 (definite descriptions: repeated heads, bridging, larger situation).
"""

from __future__ import annotations

from bluf.analysis.nlp import Parse

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DEFINITE = frozenset({"the", "these", "those", "both", "this", "that", "such"})
_PLAIN = frozenset("other two three four five six seven remaining latter former second whole".split())
# what is never told for the first time with them: "the same opposition", "the next morning", "another agency"
_ANCHORED = frozenset(
    {"same", "next", "latter", "former", "following", "previous", "subsequent", "new", "upgraded", "latest"}
)
# there is one of each in what a text is about, so that nobody asks which
_UNIQUE = frozenset(
    """government president parliament congress senate army military navy police public economy world country nation state
    opposition press media internet pope king queen weather war sun constitution law market people first last time end
    beginning future past number majority rest border population capital ministry minister premier administration community west
    east north south air sea sky ground environment climate moon earth universe web poor rich elderly young dead""".split()
)
# what happened, or where, once it was told: even as an object it asks which
_EVENTS = frozenset(
    """incident attack event case deal move plan site scene blaze fire quake tremor temblor earthquake crash accident program show
    game match journey competition race region area app report problem arrest strike raid shooting explosion blast storm trial
    allegation accusation claim statement announcement decision acquisition merger outage downtime victim suspect gunman attacker
    killing murder death letter video photo footage operation project proposal measure offer meeting trip flight vessel ship plane
    aircraft building store company firm group man woman boy girl child couple teenager officer official spokesman driver pilot
    actor actress singer player captain author photographer teacher student""".split()
)
# what somebody who was named is called again
_ALIASES = frozenset(
    """giant manufacturer maker firm company retailer operator airline bank agency club team band star singer actor actress player
    striker captain leader politician lawmaker writer chain group network service""".split()
)
_CIRCUMSTANCES = frozenset(
    "for after during before since by as amid despite".split()
)  # oftener of the verb than of the noun
_ORDINALS = frozenset("first second third fourth fifth other others latter former rest".split())
_SIDES = frozenset({"country", "nation"})
_NATIONAL = frozenset({"NORP", "GPE", "LOC"})


def leans_on_definite(parse: Parse, i: int, t: int) -> bool:
    """True where token `t` of the sentence that begins at `i` heads a description of what was told before."""
    # "the 19-year-old", "the third": one of those who were told of
    aged = parse.dep[t] in _SUBJECTS and (
        parse.lower[t] == "old" or (parse.lower[t] in _ORDINALS and _is_bare(parse, t))
    )
    several = any(parse.dep[c] == "nummod" for c in parse.children[t])  # "the two governments" are no "the government"
    if several and parse.lemma[t] in _SIDES:
        return False  # the parties of a story between states, whom its briefing names
    if aged or parse.pos[t] != "NOUN" or (parse.lemma[t] in _UNIQUE and not several):
        return aged
    parts = parse.children[t]
    marks = [c for c in parts if parse.dep[c] in ("det", "predet")]
    others = any(parse.lower[c] == "other" for c in parts) and "than" not in parse.lower[t : t + 3]
    if others or any(parse.lower[c] == "another" for c in marks):
        return _is_subject(parse, t)  # "Several other providers were present": other than those who were told of
    if not any(parse.lower[c] in _DEFINITE for c in marks) or not _says_not_which(parse, t):
        return False
    lemma = parse.lemma[t]
    if any(parse.lemma[n] == lemma and parse.pos[n] in ("NOUN", "PROPN") for n in range(i, t)):
        return False
    if _is_subject(parse, t) or lemma in _EVENTS:
        return parse.sent[t] > 0
    return parse.dep[t] in ("dobj", "pobj") and parse.first_nouns.get(lemma, i) < i


def _is_bare(parse: Parse, t: int) -> bool:
    return all(parse.dep[c] == "det" for c in parse.children[t])


def _is_subject(parse: Parse, t: int) -> bool:
    """True for the subject of the sentence or of what is said in it."""
    head = parse.head[t]
    return parse.dep[t] in _SUBJECTS and (parse.head[head] == head or parse.dep[head] == "ccomp")


def _says_not_which(parse: Parse, t: int) -> bool:
    """True where nothing beside the noun tells which one is meant."""
    for c in parse.children[t]:
        dep, word = parse.dep[c], parse.lower[c]
        if dep in ("det", "predet", "punct", "nummod", "cc", "conj", "case"):
            continue
        if dep == "amod" and (word in _PLAIN or word in _ANCHORED or _only_describes(parse, c)):
            continue
        if dep == "compound" and parse.lemma[t] in _ALIASES and parse.pos[c] == "NOUN":
            continue  # "the software manufacturer"
        if dep in ("relcl", "acl", "appos") and parse.text[t + 1 : t + 2] in ([","], ["--"], ["–"], ["—"]):
            continue  # "the 70-year-old actor, who ...": told besides, not to say which
        if dep == "prep" and word in _CIRCUMSTANCES:
            continue
        if dep != "advmod":
            return False
    return True


def _only_describes(parse: Parse, c: int) -> bool:
    """True for "prestigious", "25-year-old"; not for "largest", "Bolivian", "former Soviet"."""
    if parse.tag[c] in ("JJS", "RBS") or parse.ent[c] in _NATIONAL or parse.text[c][:1].isupper():
        return False
    return all(parse.dep[g] in ("npadvmod", "punct", "compound", "nummod", "advmod") for g in parse.children[c])
