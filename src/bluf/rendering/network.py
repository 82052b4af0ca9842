"""Geometry of the actor network: relations and disagreements of a briefing → nodes on an ellipse and curves between them.

No drawing here (templates draw), and every line of the picture also stands in words below it. Fewer than two lines are no picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bluf.model import Briefing, Disagreement
from bluf.rendering.text import one_line, shorten

NODES = 14
"""Actors in the picture; lines to others are left to the list."""

_WIDTH = 760
_RX = 120.0
_LABEL = 40  # characters
_PASSES = 12

DISPUTE = "disagree"
"""The kind of a line between two who say opposite things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor: its dot and where its label starts or ends."""

    x: float
    y: float
    label: str
    name: str
    label_x: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line from one actor to another: an SVG path, its arrow head ("" for none), and what kind of relation it is."""

    path: str
    head: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNetwork:
    """What to draw, in CSS pixels at full width; `kinds` are those that occur, for the key."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    kinds: tuple[str, ...]


Link = tuple[str, str, str]  # actor, actor, kind


def actor_network(briefing: Briefing) -> ActorNetwork | None:
    """The network of `briefing`, None where it would have fewer than two lines or three actors."""
    links = _links(briefing)
    names = {actor.id: one_line(actor.name) for actor in briefing.actors}
    ids = [actor.id for actor in briefing.actors if any(actor.id in link[:2] for link in links)][:NODES]
    links = [link for link in links if link[0] in ids and link[1] in ids]
    ids = [name for name in ids if any(name in link[:2] for link in links)]
    if len(links) < 2 or len(ids) < 3:
        return None
    order = _order(ids, links)
    height = max(150, 34 * len(ids) // 2 + 90)
    places = {name: _place(i, len(order), height) for i, name in enumerate(order)}
    nodes = tuple(_node(places[name], names[name]) for name in order)
    edges = tuple(_edge(places[a], places[b], kind, height) for a, b, kind in links)
    kinds = tuple(dict.fromkeys(kind for *_, kind in links))
    return ActorNetwork(width=_WIDTH, height=height, nodes=nodes, edges=edges, kinds=kinds)


def _links(briefing: Briefing) -> list[Link]:
    """Relations, then pairs of opposing sides; each pair and kind once."""
    found: dict[Link, None] = {}
    for relation in briefing.relations:
        if relation.subject_id != relation.object_id:
            found.setdefault((relation.subject_id, relation.object_id, relation.kind.value))
    for dispute in briefing.disagreements:
        for pair in _opposed(briefing, dispute):
            found.setdefault(pair)
    return list(found)


def _opposed(briefing: Briefing, dispute: Disagreement) -> list[Link]:
    """Each who denies with each who does not."""
    sides = [briefing.attributions[i] for i in dispute.sides if 0 <= i < len(briefing.attributions)]
    denying = [s.source.actor_id for s in sides if s.source and s.source.actor_id and s.stance.value == "denies"]
    others = [s.source.actor_id for s in sides if s.source and s.source.actor_id and s.stance.value != "denies"]
    return [(min(a, b), max(a, b), DISPUTE) for a in denying for b in others if a != b]


def _order(ids: Sequence[str], links: Sequence[Link]) -> list[str]:
    """An order around the ellipse in which linked actors stand near each other: swaps while they shorten the lines."""
    order = list(ids)

    def length() -> float:
        at = {name: i for i, name in enumerate(order)}
        return sum(math.sin(math.pi * abs(at[a] - at[b]) / len(order)) for a, b, _ in links)

    best = length()
    for _ in range(_PASSES):
        before = best
        for i in range(len(order)):
            for j in range(i + 1, len(order)):
                order[i], order[j] = order[j], order[i]
                now = length()
                if now < best - 1e-9:
                    best = now
                else:
                    order[i], order[j] = order[j], order[i]
        if best >= before - 1e-9:
            break
    return order


def _place(index: int, count: int, height: int) -> tuple[float, float]:
    angle = 2 * math.pi * (index + 0.5) / count - math.pi / 2
    return (_WIDTH / 2 + _RX * math.cos(angle), height / 2 + (height / 2 - 26) * math.sin(angle))


def _node(place: tuple[float, float], name: str) -> Node:
    x, y = place
    right = x >= _WIDTH / 2
    return Node(
        x=round(x, 1),
        y=round(y, 1),
        label=shorten(name, _LABEL),
        name=name,
        label_x=round(x + 11 if right else x - 11, 1),
        anchor="start" if right else "end",
    )


def _edge(a: tuple[float, float], b: tuple[float, float], kind: str, height: int) -> Edge:
    """A curve that bends toward the middle and ends at the rim of the dots."""
    middle = (_WIDTH / 2, height / 2)
    bend = 0.45 if kind != DISPUTE else 0.2  # lines of two kinds between the same actors lie apart
    control = tuple((a[i] + b[i]) / 2 * (1 - bend) + middle[i] * bend for i in (0, 1))
    start, end = _toward(a, control), _toward(b, control)
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{control[0]:.1f} {control[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    return Edge(path=path, head=_head(control, end) if kind not in (DISPUTE, "signed with") else "", kind=kind)


def _toward(point: tuple[float, float], goal: Sequence[float]) -> tuple[float, float]:
    length = math.dist(point, goal) or 1.0
    return (point[0] + (goal[0] - point[0]) / length * 8, point[1] + (goal[1] - point[1]) / length * 8)


def _head(control: Sequence[float], end: tuple[float, float]) -> str:
    angle = math.atan2(end[1] - control[1], end[0] - control[0])
    wings = [(end[0] - 8 * math.cos(angle + turn), end[1] - 8 * math.sin(angle + turn)) for turn in (0.45, -0.45)]
    return f"M{wings[0][0]:.1f} {wings[0][1]:.1f}L{end[0]:.1f} {end[1]:.1f}L{wings[1][0]:.1f} {wings[1][1]:.1f}"
