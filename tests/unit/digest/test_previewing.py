"""Looks at a coming edition."""

from __future__ import annotations

from bluf.digest.previewing import _file_names


def test_every_person_has_a_file_of_their_own():
    names = _file_names(
        ["a!b@x.example", "a?b@x.example", "A_B@x.example", "../../etc/passwd@x.example", "c@x.example"]
    )
    assert names == ["a_b@x.example", "a_b@x.example-2", "A_B@x.example-3", "_.._etc_passwd@x.example", "c@x.example"]
