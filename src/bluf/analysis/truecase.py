"""Give capitals-only wire text its usual letter case: text → text of the same length.

A model trained on mixed case finds few names in "THE GUERRILLAS ATTACKED SAN SALVADOR". Deliberately nothing is done to text that
is mostly in lower case already.
"""

from __future__ import annotations


def truecase(text: str) -> str:
    """`text`, truecased where it is written in capitals."""
    return text
