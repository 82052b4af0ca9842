"""Rank figures: how much each carries its story, 0 to 1. Figures → the same with `salience`.

A logistic scorer over where a figure stands, how large it is, what it counts (the dead before sums before ages) and whether the
text comes back to it. The weights are learnt by `tools/train_figures.py` on news that is free to train on. Deliberately no look
at other documents.

Source: guidelines of the figures set (importance); Chang, 2004, on salience of numbers in leads.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from importlib.resources import files

from bluf.analysis.nlp import Parse
from bluf.model import Figure, Qualifier

_HARM = frozenset(
    "kill die death dead injure injured wound wounded casualty victim missing murder massacre execute behead "
    "massacre toll survivor fatality shoot bomb drown perish crash "
    "case infect infection outbreak hospitalize evacuate displace homeless arrest detain kidnap abduct hostage "
    "sentence convict seize".split()
)
_PEOPLE = frozenset(
    "person man woman child civilian soldier officer policeman victim passenger student worker refugee prisoner "
    "protester patient individual resident villager baby infant "
    "guerrilla rebel militant gunman terrorist trafficker troop demonstrator hostage national citizen migrant "
    "official journalist miner farmer peasant death case fatality".split()
)
_TIME = frozenset("second minute hour day week month year decade century fortnight".split())
_TOTALS = frozenset("total number toll altogether so far record count rate".split())
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj"))
_PARTIES = frozenset("country government nation side party".split())
_OFFSETS = frozenset("after before later earlier ago".split())
_LARGE = 1000  # what is counted in thousands is the news even where the noun stands a sentence before
_LITTLE = 0.15
_NEXT_TO_NOTHING = 0.02
_REACH = 8  # tokens to either side that tell what a figure is about

FEATURES = (
    "first sentence",
    "second sentence",
    "early",
    "heading",
    "order",
    "first figure",
    "size",
    "money",
    "percent",
    "time",
    "age",
    "measure",
    "bare",
    "people",
    "large people",
    "large money",
    "harm near",
    "harm measured",
    "people and harm",
    "bounded",
    "range",
    "held",
    "small count",
    "changed",
    "repeated",
    "lead word",
    "total near",
    "subject or object",
    "large",
    "fraction",
    "only unit",
)


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    data = json.loads(files("bluf.analysis").joinpath("data/figures_salience.json").read_text(encoding="utf-8"))
    return float(data["bias"]), tuple(float(data["weights"][name]) for name in FEATURES)


def rank_figures(parse: Parse, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures with their salience set, in the order given."""
    bias, weights = _weights()
    scored = []
    for figure, row in zip(figures, describe(parse, figures), strict=True):
        score = 1 / (1 + math.exp(-bias - sum(w * x for w, x in zip(weights, row, strict=True))))
        scored.append(replace(figure, salience=round(min(score, _ceiling(parse, figure)), 4)))
    return tuple(scored)


def _ceiling(parse: Parse, figure: Figure) -> float:
    """The most that a figure may weigh that says little by itself, whatever its place: a bare number, "two days after"."""
    if figure.unit in _PARTIES and _size(figure) == 2:  # "the two governments"
        return _NEXT_TO_NOTHING
    i, j = parse.tokens_of(figure.start, figure.end)
    if figure.unit is None and figure.measured is None and abs(_size(figure) or 0) < _LARGE:
        return _LITTLE if _TOTALS.isdisjoint(parse.lower[max(0, i - _REACH) : i]) else 1.0
    offset = figure.unit in _TIME and j < len(parse) and parse.lower[j] in _OFFSETS
    back = figure.unit in _TIME and i > 0 and parse.lower[i - 1] in ("last", "past")  # "over the last 10 years"
    whole = i - 2 if i > 2 and parse.lower[i - 2] != "out" else max(0, i - 3)
    part = i > 1 and parse.lower[i - 1] == "of" and parse.pos[whole] == "NUM"  # the 11 of "5 of 11"
    asked = parse.lower[parse.sents[parse.sent[min(i, len(parse) - 1)]][1] - 1] == "?"
    return _LITTLE if offset or back or part or asked else 1.0


def describe(parse: Parse, figures: tuple[Figure, ...]) -> list[tuple[float, ...]]:
    """The features of each figure, in the order of `FEATURES`."""
    values: dict[float | None, int] = {}
    units: dict[str | None, int] = {}
    for figure in figures:
        values[_size(figure)] = values.get(_size(figure), 0) + 1
        units[figure.unit] = units.get(figure.unit, 0) + 1
    lead = _lead_words(parse)
    return [
        _describe(parse, figure, k, values[_size(figure)], units[figure.unit], lead) for k, figure in enumerate(figures)
    ]


def _size(figure: Figure) -> float | None:
    return figure.value if figure.value is not None else figure.high if figure.high is not None else figure.low


def _lead_words(parse: Parse) -> frozenset[str]:
    """Lemmas of the nouns of the title and the first sentence."""
    end = parse.sents[min(1, len(parse.sents) - 1)][1] if parse.sents else 0
    return frozenset(parse.lemma[i] for i in range(min(end, 80)) if parse.pos[i] in ("NOUN", "PROPN"))


def _describe(
    parse: Parse, figure: Figure, order: int, same_value: int, same_unit: int, lead: frozenset[str]
) -> tuple[float, ...]:
    i, j = parse.tokens_of(figure.start, figure.end)
    i = min(i, len(parse) - 1)
    sentence = parse.sent[i]
    start, end = parse.sents[sentence]
    near = range(max(start, i - _REACH), min(end, j + _REACH))
    lower = {parse.lower[k] for k in near}
    harm = not _HARM.isdisjoint(parse.lemma[k] for k in near)
    measured = set((figure.measured or "").lower().split())
    people = figure.unit in _PEOPLE
    size = abs(_size(figure) or 0)
    money, time, age, measure, counted = _sorts(figure, lower, {parse.lemma[k] for k in range(i, min(end, j + 4))})
    log = min(math.log10(size + 1), 10)
    row = {
        "first sentence": sentence == 0,
        "second sentence": sentence == 1,
        "early": 1 / (1 + sentence),
        "heading": parse.in_heading(i),
        "order": 1 / (1 + order),
        "first figure": order == 0,
        "size": log,
        "money": money,
        "percent": figure.unit == "%",
        "time": time and not age,
        "age": age,
        "measure": measure,
        "bare": not figure.unit,
        "people": people,
        "large people": people * log,
        "large money": money * log,
        "harm near": harm,
        "harm measured": bool(measured & _HARM or {m.rstrip("s") for m in measured} & _HARM),
        "people and harm": people and harm,
        "bounded": figure.qualifier is not Qualifier.EQUAL,
        "range": figure.qualifier is Qualifier.RANGE,
        "held": figure.holder is not None,
        "small count": counted and size <= 3,
        "changed": figure.change is not None,
        "repeated": min(same_value - 1, 3),
        "lead word": bool(lead & measured) or figure.unit in lead,
        "total near": bool(lower & _TOTALS),
        "subject or object": not _ARGUMENTS.isdisjoint((parse.dep[i], parse.dep[parse.head[i]])),
        "large": size >= 1000,
        "fraction": 0 < size < 1,
        "only unit": same_unit == 1,
    }
    return tuple(float(row[name]) for name in FEATURES)


def _sorts(figure: Figure, near: set[str], behind: set[str]) -> tuple[bool, bool, bool, bool, bool]:
    """Whether the figure is money, a time, an age, another measure, a count of things."""
    unit = figure.unit or ""
    money = (unit[:3].isupper() and len(unit) >= 3) or unit.split(" ")[0] in (
        "dollar",
        "pound",
        "peso",
        "rupee",
        "euro",
    )
    time = unit in _TIME
    old = "old" in near or figure.text.endswith("old")
    age = (time and old) or "aged" in near or (unit == "year" and (_size(figure) or 0) < 100 and "age" in near)
    other = bool(unit) and not money and not time and unit != "%"
    counted = other and (unit in behind or unit in _PEOPLE)
    return money, time, age, other and not counted, counted
