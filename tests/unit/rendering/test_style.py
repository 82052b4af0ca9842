"""The style sheets: every text color can be read on every ground, and nothing is loaded."""

from __future__ import annotations

import re

import pytest

from bluf.rendering.assets import FAMILIES, SUBSETS, fingerprint, font_faces, stylesheet, subsets_for, template_folder


def colors(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+):(#[0-9a-f]{3,6})\b", css))


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(c * 2 for c in color[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", ["base", "screen"])
def test_text_can_be_read_wcag_aa(sheet: str) -> None:
    palette = colors(stylesheet(sheet))
    for ground in ("paper", "tint", "mark", "hit"):
        for ink in ("ink", "soft", "accent", "for", "against", "open"):
            if ground in ("mark", "hit") and ink not in ("ink", "soft", "accent"):
                continue
            assert contrast(palette[ink], palette[ground]) >= 4.5, (sheet, ink, ground)


def test_nothing_is_loaded_by_the_sheets() -> None:
    for sheet in ("base", "screen", "print", "short", "still"):
        assert "url(" not in stylesheet(sheet)
        assert "@import" not in stylesheet(sheet)


def test_every_font_is_there_with_its_license() -> None:
    fonts = template_folder() / "fonts"
    for file in FAMILIES.values():
        assert "SIL Open Font License" in (fonts / f"OFL-{file}.txt").read_text("utf-8")
    assert font_faces(tuple(SUBSETS)).count("@font-face") == 2 * 2 * len(SUBSETS)


@pytest.mark.parametrize(
    ("text", "subsets"),
    [
        ("plain, María, “quoted” – €5", ("latin",)),
        ("Łódź", ("latin", "latin-ext")),
        ("Коваленко", ("latin", "cyrillic")),
        ("Αθήνα and Łódź", ("latin", "latin-ext", "greek")),
        ("李明远 محمد", ("latin",)),
    ],
)
def test_subsets_follow_the_letters(text: str, subsets: tuple[str, ...]) -> None:
    assert subsets_for([text]) == subsets


def test_the_fingerprint_is_short() -> None:
    assert re.fullmatch("[0-9a-f]{12}", fingerprint())
