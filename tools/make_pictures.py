"""Makes docs/images anew: each page of the demonstration briefing on A4, at 1280 and at 390 pixels, and pages of three bundles.

Run it after a change of the look, then look at each picture: `PYTHONPATH=src:. python tools/make_pictures.py`. It needs Chromium.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

import bluf
from bluf.config.desk import read_note, read_register
from bluf.model import Desk
from bluf.rendering import render
from bluf.standards import Tlp
from tests.browser.conftest import NAMES, Browser

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
GOLDEN = ROOT / "tests" / "golden"
GRAY = "#8a9097"
INKS = "16202a 56616c 0b4f6c 1c6b4a a3312b 7d5700 000000 d9dee3 f4f6f8 fdf3cf b9cfdb d5dfe5 eef3f6 ffc000 ffe27a 8a9097".split()
SHADES = 15


def save(picture: Image.Image, name: str, *, dark: bool = False) -> None:
    """Write a picture, on white with the colors of the page and their shades alone."""
    if not dark:
        colors = [tuple(bytes.fromhex(ink)) for ink in INKS]
        shades = [
            round(255 - (255 - part) * k / SHADES) for color in colors for k in range(1, SHADES + 1) for part in color
        ]
        palette = Image.new("P", (1, 1))
        palette.putpalette([255, 255, 255, *shades])
        picture = picture.convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)
    picture.save(IMAGES / name, optimize=True)


def sheet(pictures: Sequence[Image.Image], columns: int) -> Image.Image:
    """Pictures of one size side by side, in rows."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // columns)
    made = Image.new("RGB", (columns * (width + 8) - 8, rows * (height + 8) - 8), GRAY)
    for i, picture in enumerate(pictures):
        made.paste(picture, (i % columns * (width + 8), i // columns * (height + 8)))
    return made


def pages(briefing: bluf.Briefing, template: str | None = None, dots: int = 62) -> list[Image.Image]:
    """The pages of the PDF at so many dots an inch."""
    document = pypdfium2.PdfDocument(io.BytesIO(render(briefing, "pdf", template=template).body))
    return [page.render(scale=dots / 72).to_pil() for page in document]


def screens(browser: Browser, page: Path, width: int, height: int, scale: float) -> list[Image.Image]:
    """A page from its top to its annex, in pieces of one height."""
    browser.open(page, width=width, height=height)
    end = int(browser.run("document.querySelector('.annex').offsetTop"))
    made = []
    for top in range(0, end, height):
        browser.run(f"scrollTo({{top: {top}, behavior: 'instant'}})")
        piece = shot(browser)
        at = int(browser.run("scrollY"))
        piece = piece.crop((0, top - at, width, height)) if at < top else piece
        whole = Image.new("RGB", (width, height), "white")
        whole.paste(piece, (0, 0))
        made.append(whole.resize((round(width * scale), round(height * scale)), Image.Resampling.LANCZOS))
    return made


def shot(browser: Browser) -> Image.Image:
    """What the window shows now."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "window.png"
        browser.run("new Promise(done => setTimeout(done, 250))")
        browser.picture(path)
        return Image.open(io.BytesIO(path.read_bytes())).convert("RGB")


def bundles() -> list[bluf.Briefing]:
    """Briefings of the golden cases, the signed one with what a desk adds."""
    made = []
    for name in ("signed", "tiquipaya", "border"):
        folder = GOLDEN / name
        lines = [line for line in (folder / "sources.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
        desk, since = Desk(), None
        if name == "signed":
            earlier = (folder / "earlier.txt").read_text("utf-8").split()
            since = bluf.brief(earlier, formats=["json"]).rendered[0].body
            profiles, note = read_register(folder / "register.toml"), read_note(folder / "note.md")
            desk = Desk(profiles=profiles, mark=Tlp.AMBER, note=note, heading="Foreign groups in Bolivia")
        made.append(bluf.brief(lines, formats=["json"], desk=desk, since=since).briefing)
    return made


def on_paper(seeds: bluf.Briefing) -> None:
    """The pictures of A4 pages."""
    whole = pages(seeds)
    save(sheet(whole[:8], 4), "pages-a4.png")
    save(sheet(whole[8:16], 4), "pages-a4-annex.png")
    save(sheet([*pages(seeds, "summary", 70), *pages(seeds, "digest", 70)], 4), "styles-a4.png")
    save(sheet([page for briefing in bundles() for page in pages(briefing)[:4]], 4), "bundles-a4.png")


def on_screen(seeds: bluf.Briefing, browser: Browser, page: Path) -> None:
    """The pictures of screens."""
    page.write_bytes(render(seeds, "html").body)
    save(sheet(screens(browser, page, 1280, 1700, 0.5), 4), "screen-1280.png")
    save(sheet(screens(browser, page, 390, 1700, 0.62), 7), "screen-390.png")
    browser.open(page, width=1280, height=1400)
    save(shot(browser), "briefing.png")
    browser.open(page, width=1280, height=860)
    browser.run("document.querySelector('.key li:nth-child(2)').scrollIntoView({behavior: 'instant'})")
    browser.run("document.querySelector('.key li:nth-child(2) a.c').click()")
    save(shot(browser), "beside.png")
    browser.open(page, width=1280, height=860, dark=True)
    browser.run("document.getElementById('by-stance').value = 'denies'")
    browser.run("document.getElementById('tools').scrollIntoView({behavior: 'instant'})")
    save(shot(browser), "dark.png", dark=True)


def main() -> None:
    """Make them all."""
    seeds = bluf.brief(["seeds"], formats=["json"]).briefing
    on_paper(seeds)
    program = next(filter(None, map(shutil.which, NAMES)))
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(str(program), Path(folder) / "home")
        browser.start()
        try:
            on_screen(seeds, browser, Path(folder) / "page.html")
        finally:
            browser.close()


if __name__ == "__main__":
    main()
