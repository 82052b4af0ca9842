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
    return tuple(
        replace(
            figure, salience=round(1 / (1 + math.exp(-bias - sum(w * x for w, x in zip(weights, row, strict=True)))), 4)
        )
        for figure, row in zip(figures, describe(parse, figures), strict=True)
    )


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
    near = {parse.lemma[k] for k in range(max(start, i - _REACH), min(end, j + _REACH))}
    near_lower = {parse.lower[k] for k in range(max(start, i - _REACH), min(end, j + _REACH))}
    measured = set((figure.measured or "").lower().split())
    unit = figure.unit or ""
    size = _size(figure) or 0
    log = min(math.log10(abs(size) + 1), 10)
    money = (unit[:3].isupper() and len(unit) >= 3) or unit.split(" ")[0] in (
        "dollar",
        "pound",
        "peso",
        "rupee",
        "euro",
    )
    time = unit in _TIME
    age = (
        (time and "old" in near_lower | {figure.text[-3:]})
        or "aged" in near_lower
        or (time and unit == "year" and size < 100 and "age" in near_lower)
    )
    people = unit in _PEOPLE
    counted = (
        bool(unit)
        and not money
        and not time
        and unit != "%"
        and unit in {parse.lemma[k] for k in range(i, min(end, j + 4))} | {unit if people else ""}
    )
    harm = bool(near & _HARM)
    harm_measured = bool(measured & _HARM or {m.rstrip("s") for m in measured} & _HARM)
    row = (
        sentence == 0,
        sentence == 1,
        1 / (1 + sentence),
        parse.in_heading(i),
        1 / (1 + order),
        order == 0,
        log,
        money,
        unit == "%",
        time and not age,
        age,
        bool(unit) and not money and not time and unit != "%" and not counted and not people,
        not unit,
        people,
        people * log,
        money * log,
        harm,
        harm_measured,
        people and harm,
        figure.qualifier is not Qualifier.EQUAL,
        figure.qualifier is Qualifier.RANGE,
        figure.holder is not None,
        counted and size <= 3,
        figure.change is not None,
        min(same_value - 1, 3),
        bool(lead & measured) or unit in lead,
        bool(near_lower & _TOTALS),
        parse.dep[i] in ("nsubj", "nsubjpass", "dobj") or parse.dep[parse.head[i]] in ("nsubj", "nsubjpass", "dobj"),
        size >= 1000,
        0 < size < 1,
        same_unit == 1,
    )
    return tuple(float(x) for x in row)
