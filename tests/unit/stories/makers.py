"""Articles for the tests of stories: several tellings of a few invented events."""

from __future__ import annotations

from datetime import date

from bluf.model import Document

BLAST = (
    "A gas explosion at a bakery in Port Calder killed four people on Tuesday, the fire chief Amara Okoye said.",
    "The blast tore the roof off the bakery on Harbour Lane shortly before dawn.",
    "Okoye said investigators believe a leaking gas pipe caused the explosion.",
    "Neighbours in Port Calder described a flash and broken windows along the harbour.",
    "The bakery owner, Pavel Dusek, was among 11 people taken to hospital with burns.",
    "Inspectors had warned the bakery about its pipes in March, the Calder Herald reported.",
)
OTHER_BLAST = (
    "A gas explosion at a laundry in Novi Brod killed seven people on Friday, police said.",
    "The blast destroyed the laundry on Kosta Street and damaged a school next door.",
    "Mayor Ilinka Petrovska said a leaking gas pipe was to blame for the explosion in Novi Brod.",
    "Petrovska declared two days of mourning; 19 people were hurt.",
    "The laundry, run by the Vasev family, had opened in January.",
    "Gas company Brodgas promised to inspect every pipe in Novi Brod.",
)
VOTE = (
    "Lawmakers in Tarvania rejected a pension bill on Monday by 61 votes to 58.",
    "Prime Minister Helmi Aalto had tied her future to the pension vote.",
    "The opposition leader Jorge Tamm called on Aalto to resign after the defeat.",
    "Aalto said the Tarvanian government would bring a new pension bill within weeks.",
    "Unions marched through the capital Tarva against a higher retirement age.",
    "The bill would have raised the retirement age to 68 by 2040.",
)
ODD_TEXTS = (
    "",
    " ",
    "\n\n",
    "…",
    "word",
    "12",
    "—\ud800—",
    "A" * 5000,
    "<b>",
    "\u200b\u200b",
    "مرحبا بالعالم",
    "。",
    "大",
)


def article(id_: str, *sentences: str, on: date | None = None, link: str | None = None) -> Document:
    return Document(id=id_, text=" ".join(sentences), published_on=on, link=link)


def tellings(name: str, sentences: tuple[str, ...]) -> list[Document]:
    """Three articles that share the event and few sentences."""
    a, b, c, d, e, f = sentences
    return [
        article(f"{name}1", a, b, e),
        article(f"{name}2", f"{name.title()} report.", c, a[:60], d),
        article(f"{name}3", a, f, c),
    ]
