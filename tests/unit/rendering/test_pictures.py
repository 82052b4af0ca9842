"""Map, network and rival figures: true to what the briefing holds, left out where there is nothing to show."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from bluf.model import Briefing, Figure, PlaceEntry, PlaceLevel, Qualifier
from bluf.rendering.network import NODES, actor_network
from bluf.rendering.ranges import range_charts
from bluf.rendering.worldmap import _countries, place_map


def place(
    name: str,
    lat: float | None,
    lon: float | None,
    level: PlaceLevel = PlaceLevel.CITY,
    mentions: int = 1,
    country: str | None = None,
):
    entry = PlaceEntry(
        document_id="d", start=0, end=len(name), text=name, name=name, country=country, level=level, lat=lat, lon=lon
    )
    return replace(entry, mentions=(entry.span,) * mentions)


def test_no_map_without_two_places() -> None:
    assert place_map(()) is None
    assert place_map((place("La Paz", -16.5, -68.15),)) is None
    assert (
        place_map((place("La Paz", -16.5, -68.15), place("La Paz", -16.5, -68.15), place("Nowhere", None, None)))
        is None
    )


def test_north_is_up_and_east_is_right() -> None:
    chart = place_map(
        (place("La Paz", -16.5, -68.15, country="BO"), place("Bogotá", 4.61, -74.08), place("Manaus", -3.1, -60.02))
    )
    assert chart is not None
    dots = {dot.name: dot for dot in chart.dots}
    assert dots["Bogotá"].y < dots["Manaus"].y < dots["La Paz"].y
    assert dots["Bogotá"].x < dots["La Paz"].x < dots["Manaus"].x
    assert [outline.named for outline in chart.outlines].count(True) == 1
    assert all(0 <= dot.x <= chart.width and 0 <= dot.y <= chart.height for dot in chart.dots)


def test_what_lies_far_off_is_named_beside_the_map() -> None:
    near = [place(f"Town {i}", -17 + i / 3, -65 - i / 3, mentions=9) for i in range(4)]
    chart = place_map((*near, place("Tokyo", 35.7, 139.7), place("Wellington", -41.3, 174.8)))
    assert chart is not None
    assert chart.outside == ("Tokyo", "Wellington")
    assert len(chart.dots) == 4


def test_labels_never_cover_each_other() -> None:
    crowd = [place(f"Settlement number {i}", -17 + (i % 6) / 10, -65 + (i // 6) / 10) for i in range(36)]
    chart = place_map(crowd)
    assert chart is not None
    assert len(chart.dots) == 36
    boxes = []
    for dot in chart.dots:
        if dot.label:
            width = len(dot.label) * 6.0
            left = {"start": dot.label_x, "middle": dot.label_x - width / 2, "end": dot.label_x - width}[dot.anchor]
            boxes.append((left, dot.label_y - 10, left + width, dot.label_y + 2))
    assert 1 <= len(boxes) < 36
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


@pytest.mark.parametrize(("lat", "lon"), [(89.9, 10.0), (-89.9, 0.0), (0.0, 179.9), (0.0, -179.9), (51.5, -0.1)])
def test_any_corner_of_the_world(lat: float, lon: float) -> None:
    chart = place_map((place("A", lat, lon), place("B", lat * 0.99, lon * 0.99)))
    assert chart is not None
    for outline in chart.outlines:
        numbers = [float(n) for n in re.findall(r"-?\d+\.\d", outline.path)]
        assert min(numbers) >= -0.1
        assert max(numbers) <= 720.1


def test_no_outline_leaps_over_the_date_line() -> None:
    for code, rings in _countries():
        for ring, _ in rings:
            leaps = [abs(a[0] - b[0]) for a, b in itertools.pairwise(ring) if abs(a[1]) < 80]
            assert max(leaps, default=0) < 180, code


def test_the_network_holds_relations_and_opposed_sides(full_briefing: Briefing) -> None:
    chart = actor_network(full_briefing)
    assert chart is not None
    assert set(chart.kinds) == {"works for", "accused", "disagree"}
    names = [node.name for node in chart.nodes]
    assert {"Nordkorn", "Zdeněk Dvořáček", "Іван Коваленко"} <= set(names)
    assert len(names) == len(set(names))
    assert all(bool(edge.head) == (edge.kind not in ("disagree", "signed with")) for edge in chart.edges)


def test_one_line_is_no_network(briefing: Briefing, full_briefing: Briefing) -> None:
    assert actor_network(replace(briefing, disagreements=())) is None
    assert actor_network(replace(full_briefing, disagreements=(), relations=full_briefing.relations[:1])) is None


def test_a_network_of_sixty_stays_a_picture(full_briefing: Briefing, large_briefing: Briefing) -> None:
    relation = full_briefing.relations[0]
    ids = [actor.id for actor in large_briefing.actors]
    many = tuple(replace(relation, subject_id=a, object_id=b) for a, b in itertools.pairwise(ids))
    chart = actor_network(replace(large_briefing, relations=many))
    assert chart is not None
    assert len(chart.nodes) == NODES
    labels = sorted((node.anchor, node.y) for node in chart.nodes)
    for (side, y), (other, below) in itertools.pairwise(labels):
        assert side != other or below - y >= 11


def test_rival_values_lie_on_one_scale(briefing: Briefing) -> None:
    (chart,) = range_charts(briefing.figures)
    assert [(row.words, row.open_low) for row in chart.rows] == [("≤ 300", True), ("340", False)]
    assert chart.rows[0].x2 < chart.rows[1].x1
    assert chart.top == "340"


def test_values_in_other_units_are_not_drawn_together(briefing: Briefing) -> None:
    figure = briefing.figures[0]
    tonnes = Figure(
        document_id="d",
        start=0,
        end=1,
        text="x",
        low=1,
        high=1,
        value=1,
        qualifier=Qualifier.EQUAL,
        unit="tonne",
        measured="paste",
    )
    kilograms = replace(figure, unit="kilogram", measured="paste", discrepancies=(tonnes,))
    assert range_charts([kilograms]) == ()
    assert range_charts(briefing.figures[1:]) == ()
