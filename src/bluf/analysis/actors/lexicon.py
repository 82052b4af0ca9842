"""The words that make an actor: data files → frozen sets and tables, loaded once.

In: `data/actor_nouns.json`, `actor_names.json`, `actor_acronyms.json`, `given_names.json`, `states.json`, `leaders.json`. Out: one
`Lexicon`. Deliberately no text is looked at here.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_SPELLING = (("isation", "ization"), ("defence", "defense"), ("centre", "center"), ("labour", "labor"))
_REPUBLIC = "republic of "
_ALSO = {"korea republic": "south korea", "dprk": "north korea", "democratic people's republic of korea": "north korea"}
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "wives": "wife",
    "thieves": "thief",
    "spies": "spy",
    "mps": "mp",
    "meps": "mep",
} | {word: word for word in ("people", "bourgeoisie", "police", "press", "congress")}


def fold(text: str) -> str:
    """`text` in comparison form: lower case, no accents, straight apostrophes, one spelling ("Holguín" → "holguin")."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).replace("’", "'")
    text = text.lower()
    for british, american in _SPELLING:
        if british in text:
            text = text.replace(british, american)
    return text


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The singular of a lower-case English noun, by its ending: "gunmen" → "gunman", "parties" → "party"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Nouns by the kind of actor they head (singular, lower case) and states by their forms (folded) → ISO code."""

    person: frozenset[str]
    group: frozenset[str]
    organization: frozenset[str]
    government: frozenset[str]
    media: frozenset[str]
    title: frozenset[str]
    kin: frozenset[str]
    perpetrator: frozenset[str]
    official: frozenset[str]
    outlets: frozenset[str]
    government_names: frozenset[str]
    companies: frozenset[str]
    armed_groups: frozenset[str]
    heads: frozenset[str]
    given: frozenset[str]
    state_names: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    leaders: dict[str, tuple[str, ...]]
    acronyms: dict[str, str]

    def country(self, form: str) -> str | None:
        """ISO code of the state that a folded name, demonym or capital stands for, else None."""
        if form.startswith(_REPUBLIC):
            form = form.removeprefix(_REPUBLIC).removeprefix("the ")
        form = _ALSO.get(form, form)
        return self.state_names.get(form) or self.demonyms.get(form) or self.capitals.get(form)


def _read(name: str) -> dict[str, str]:
    loaded: dict[str, str] = json.loads((files("bluf") / "analysis" / "data" / name).read_text(encoding="utf-8"))
    loaded.pop("_source", None)
    return loaded


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    nouns = {name: frozenset(text.split()) for name, text in _read("actor_nouns.json").items()}
    nouns |= {name: frozenset(text.split()) for name, text in _read("given_names.json").items()}
    lines = {name: frozenset(text.replace("-", " ").split("|")) for name, text in _read("actor_names.json").items()}
    states: dict[str, dict[str, list[str]]] = {}
    states.update(_read("states.json"))  # type: ignore[arg-type]  # this file's values are objects
    names, demonyms, capitals = (
        {fold(form): code for code, forms in states.items() for form in forms[field]}
        for field in ("names", "adjectives", "capitals")
    )
    # A plural demonym is a people; its singular stands in the table.
    demonyms |= {form + "s": code for form, code in demonyms.items() if form.endswith(("n", "i", "t", "k"))}
    leaders = {surname: tuple(codes.split(",")) for surname, codes in _read("leaders.json").items()}
    heads = nouns["person"] | nouns["group"] | nouns["organization"] | nouns["government"] | nouns["media"]
    return Lexicon(
        **nouns,
        **lines,
        acronyms=_read("actor_acronyms.json"),
        heads=heads,
        state_names=names,
        demonyms=demonyms,
        capitals=capitals,
        leaders=leaders,
    )
