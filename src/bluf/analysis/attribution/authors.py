"""Who made a document that a text takes up again: "the statement" → the actor behind the statement before it, or nobody.

"The ministry's report ... the report said", "a letter by the union", "Perez issued a statement", "she said in a
statement": the owner. "According to court documents, CE met him" has none: who stands near a document did not write it.
Source: annotation guidelines of our own sets (speaker of a document).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Generic, TypeVar

from bluf.analysis.attribution.lexicon import DOCUMENTS
from bluf.analysis.attribution.syntax import child, subject, subtree
from bluf.analysis.nlp import Parse

T = TypeVar("T")
_SITES = frozenset(("website", "site", "page", "blog", "account", "feed"))
_MAKING = frozenset(
    "issue release publish write send post give deliver make distribute circulate sign submit produce prepare "
    "present compile draft read unveil file".split()
)
_SAYING_IN = frozenset("say state declare announce add claim confirm deny warn write tell note".split())
_PAPERS = frozenset("statement report document release communique letter note message post".split())
_TAKES_UP = {"report": _PAPERS | {"survey", "study", "poll", "article", "paper"}}
_LOOK_BACK = 4
_FIRST_TOKENS = 12


class Authors(Generic[T]):
    """Owners of the documents of one text; `at` maps tokens to whoever they name."""

    def __init__(self, parse: Parse, at: Mapping[int, T]) -> None:
        self.parse = parse
        self.at = at
        self.documents = [k for k, lemma in enumerate(parse.lemma) if lemma in DOCUMENTS and parse.pos[k] == "NOUN"]

    def of(self, head: int, noun: str) -> T | None:
        """Who made what "the statement" at token `head` takes up."""
        k = bisect_left(self.documents, head)
        for d in reversed(self.documents[max(0, k - _LOOK_BACK) : k]):
            taken_up = _TAKES_UP.get(noun, _PAPERS if noun in _PAPERS else frozenset())
            if self.parse.lemma[d] != noun and self.parse.lemma[d] not in taken_up:
                continue
            owner = self._owner(d)
            if owner is not None:
                return owner
        return None

    def _owner(self, d: int) -> T | None:
        parse = self.parse
        for c in parse.children[d]:
            if parse.dep[c] in ("poss", "compound", "nmod"):
                owner = self.at.get(c)
            elif parse.dep[c] == "acl" and (agent := child(parse, c, "agent")) >= 0:
                owner = self._first_actor(agent)
            elif parse.dep[c] == "prep" and self._names_owner(c):
                owner = self._first_actor(c)
            else:
                continue
            if owner is not None and owner is not self.at.get(d):
                return owner
        verb = parse.head[d]
        if parse.dep[d] == "dobj" and parse.lemma[verb] in _MAKING:
            return self._subject(verb, d)
        if parse.dep[d] == "pobj" and parse.lower[verb] in ("in", "through", "via"):
            verb = parse.head[verb]
            return self._subject(verb, d) if parse.lemma[verb] in _SAYING_IN else None
        return None

    def _subject(self, verb: int, d: int) -> T | None:
        s = subject(self.parse, verb)
        return self.at.get(s) if s >= 0 and s != d else None

    def _names_owner(self, c: int) -> bool:
        """True for "by the ministry" and "on the ministry's website", not for a topic ("on the talks")."""
        if self.parse.lower[c] in ("by", "from"):
            return True
        o = child(self.parse, c, "pobj")
        return self.parse.lower[c] == "on" and o >= 0 and self.parse.lemma[o] in _SITES

    def _first_actor(self, c: int) -> T | None:
        """The first actor in the phrase under `c`."""
        i, j = subtree(self.parse, c)
        return next((self.at[k] for k in range(i, min(j, i + _FIRST_TOKENS)) if k in self.at), None)
