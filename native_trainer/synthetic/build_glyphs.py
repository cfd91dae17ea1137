#!/usr/bin/python3
"""Outlines of letters and symbols in print: font packages -> one C++ file of numbers. Run by
CMake; needs Debian's fonttools. Curves become short lines here, so that the trainer reads no font
and draws the same pictures on every machine. Characters that can be taken for a digit are left
out."""
import argparse
import os
import pathlib
import sys

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

# Left out: O o Q D (0), I i J j l (1), Z z d (2), Y y (4), S s (5), G b C c (6), B (8),
# a g q (9).
LETTERS = "AEFHKLMNPRTUVWXefhkmnprtuvwx"
# Left out: | / ! ( ) [ ] { } (1), £ (2), $ (5), € (6), & § (8), ¶ (9), and what a face lacks.
SYMBOLS = "#@%?*+=<>^~×÷≠≈∞√π±¥©®™†→←"
FAMILIES = [
    ("source-serif-4", "SourceSerif4"),
    ("source-sans-3", "SourceSans3"),
    ("source-code-pro", "SourceCodePro"),
]
WEIGHTS = ["300Light", "400Regular", "600SemiBold", "800ExtraBold"]
EM = 1000  # the numbers' unit is an em / EM
PIECES = 4  # lines per curve: at 20 pixels nobody sees more


class Polygons(BasePen):
    """The contours of a glyph, y downwards."""

    def __init__(self, glyphs, scale):
        super().__init__(glyphs)
        self.scale, self.contours = scale, []

    def add(self, x, y):
        self.contours[-1].append((round(x * self.scale), round(-y * self.scale)))

    def _moveTo(self, point):
        self.contours.append([])
        self.add(*point)

    def _lineTo(self, point):
        self.add(*point)

    def _curveToOne(self, b, c, d):  # quadratic ones arrive here as well, raised to cubic
        a = self._getCurrentPoint()
        for i in range(1, PIECES + 1):
            t, s = i / PIECES, 1 - i / PIECES
            weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            self.add(*(sum(w * p for w, p in zip(weights, along)) for along in zip(a, b, c, d)))


def glyph_numbers(font, character):
    """Contours' count, then for each its points' count and the points."""
    glyphs = font.getGlyphSet()
    pen = Polygons(glyphs, EM / font["head"].unitsPerEm)
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    numbers = [len(pen.contours)]
    for contour in pen.contours:
        numbers.append(len(contour))
        for point in contour:
            numbers.extend(point)
    return numbers


def face_files(packages):
    return [packages / folder / face / f"{name}_{face}.ttf"
            for folder, name in FAMILIES
            for weight in WEIGHTS
            for face in (weight, weight + "_Italic")]


def open_font(path):
    if not path.is_file():
        sys.exit(f"build_glyphs.py: {path} is missing; run shell/setup.sh, which installs it")
    font = TTFont(path)
    lacking = [c for c in LETTERS + SYMBOLS if ord(c) not in font.getBestCmap()]
    if lacking:
        sys.exit(f"build_glyphs.py: {path.name} lacks {' '.join(lacking)}")
    return font


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-modules", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the C++ file to write")
    arguments = parser.parse_args()
    outlines, starts = [], []
    for path in face_files(arguments.node_modules / "@expo-google-fonts"):
        font = open_font(path)
        for character in LETTERS + SYMBOLS:
            starts.append(len(outlines))
            outlines.extend(glyph_numbers(font, character))
    faces = len(FAMILIES) * len(WEIGHTS) * 2
    part = arguments.out.with_name(arguments.out.name + ".part")
    part.write_text(f"""// Made by native_trainer/synthetic/build_glyphs.py.
#include "native_trainer/synthetic/printed_glyphs.hpp"

namespace second_opinion::glyph_data {{
extern const int kFaces = {faces}, kLetters = {len(LETTERS)}, kSymbols = {len(SYMBOLS)};
extern const float kEm = {EM};
extern const int kStarts[] = {{{",".join(map(str, starts))}}};
extern const short kOutlines[] = {{{",".join(map(str, outlines))}}};
}}  // namespace second_opinion::glyph_data
""", encoding="utf-8")
    os.replace(part, arguments.out)


if __name__ == "__main__":
    main()
