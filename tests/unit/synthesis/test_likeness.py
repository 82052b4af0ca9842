"""Which texts share how many words, and whether a bundle tells one story."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from bluf.model import Document, MadeWith
from bluf.synthesis import synthesize
from bluf.synthesis.bundles import find_unrelated, group_documents
from bluf.synthesis.likeness import Overlaps
from tests.unit.synthesis.conftest import Story

TEXTS = st.lists(st.frozensets(st.sampled_from("abcdefgh")), max_size=8)
CRASH = "Police in Sela said on Monday that Ana Cruz and her driver Juan Ruiz died when their bus left the road near the bridge of Toro."
AGAIN = "The bus that left the road near Toro had no brakes, said a mechanic who looked at it with officers from Sela and Ana Cruz."
DAM = "Engineers of the Harrow Water Board closed the gates of the dam in Lunden after rain, and Mayor Otto Berg asked for help."


@given(TEXTS, st.frozensets(st.sampled_from("abcdefgh")))
def test_counts_are_those_of_each_with_each(texts, asked):
    overlaps = Overlaps()
    for number, text in enumerate(texts):
        overlaps.add(number, text)
    assert overlaps.shared(asked) == {n: len(t & asked) for n, t in enumerate(texts) if t & asked}


def _documents(*texts: str) -> list[Document]:
    return [Document(id=str(n), text=text) for n, text in enumerate(texts)]


def test_documents_that_share_names_tell_one_story():
    assert group_documents(_documents(CRASH, DAM, AGAIN)) == (0, 1, 0)


def test_a_bundle_with_one_main_story_is_not_unrelated():
    assert find_unrelated(_documents(CRASH, DAM, AGAIN)) is None


def test_stories_with_nothing_in_common_are_unrelated():
    assert find_unrelated(_documents(CRASH, DAM)) == (0, 1)


def test_one_document_and_a_large_collection_are_not_judged():
    assert find_unrelated(_documents(CRASH)) is None
    assert find_unrelated(_documents(*[CRASH, DAM] * 30)) is None


def test_unrelated_stories_are_each_told_and_each_in_the_title():
    made = MadeWith(bluf="0", model="m 1")
    more = " Ana Cruz was 40. Juan Ruiz drove the bus for ten years. The bridge of Toro is closed."
    one, other = Story(CRASH + more, uri="a"), Story(DAM, uri="b", weights=(0.3,))
    briefing = synthesize([one.analysis(), other.analysis()], made_with=made)
    assert briefing.key_points[1].document_id == "b"
    assert {s.evidence[0].document_id for s in briefing.bottom_line} == {"a", "b"}
    assert briefing.title is not None
    assert {span.document_id for span in briefing.title.evidence} == {"a", "b"}


def test_work_grows_with_the_documents_and_not_with_their_pairs():
    made = MadeWith(bluf="0", model="m 1")

    def seconds(count: int) -> float:
        stories = [
            Story(
                " ".join(
                    f"Town{n}x{k} lost{n % 9} road{n}x{k} and bridge{n * k} to water{n % 7} when rain{k} fell on hill{n}."
                    for k in range(12)
                ),
                uri=f"{n}",
            ).analysis()
            for n in range(count)
        ]
        began = time.process_time()
        synthesize(stories, made_with=made)
        return time.process_time() - began

    seconds(10)
    few, many = seconds(50), seconds(200)
    assert many < 10 * few + 0.5  # four times the documents; sixteen times where pairs are compared
