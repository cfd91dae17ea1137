#!/usr/bin/python3
"""Fonts of the page: npm packages -> small static TTFs, one table of advances
and kerning, and the licence texts. Run by CMake; needs Debian's fonttools.

kerning.py flattens the kerning pairs of GPOS over the kept characters, because
ImGui's rasteriser reads no GPOS and the layout engine wants plain numbers.
The files keep what browsers want of a font besides, for the Reader view."""
import argparse
import os
import pathlib
import struct
import sys

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.varLib import instancer

from kerning import kerning_classes, kerning_feature, kerning_pairs, lookups_of

# Name in the payload, file in node_modules, variable axes to fix.
SERIF = "@expo-google-fonts/source-serif-4"
SERIF_VARIABLE = "@fontsource-variable/source-serif-4/files/source-serif-4-latin"
SANS = "@expo-google-fonts/source-sans-3"
MONO = "@expo-google-fonts/source-code-pro"
FACES = [
    ("text", f"{SERIF}/400Regular/SourceSerif4_400Regular.ttf", None),
    ("text-italic", f"{SERIF}/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf", None),
    ("text-bold", f"{SERIF}/600SemiBold/SourceSerif4_600SemiBold.ttf", None),
    ("sans", f"{SANS}/400Regular/SourceSans3_400Regular.ttf", None),
    ("sans-bold", f"{SANS}/600SemiBold/SourceSans3_600SemiBold.ttf", None),
    ("mono", f"{MONO}/400Regular/SourceCodePro_400Regular.ttf", None),
    ("display", f"{SERIF_VARIABLE}-opsz-normal.woff2", {"opsz": 44, "wght": 600}),
]
LICENCES = [
    ("Source Serif 4", f"{SERIF}/LICENSE_FONT"),
    ("Source Sans 3", f"{SANS}/LICENSE_FONT"),
    ("Source Code Pro", f"{MONO}/LICENSE_FONT"),
]
# The faces that set the article have these characters and whatever else stands in the article. The
# other faces quote visitors, their files and errors, and have all of CHARACTERS.
ARTICLE_FACES = {"text", "text-italic", "text-bold", "display"}
ARTICLE_CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F))) + "‐‑–—‘’‚“”„•…′″€←→−±≈≠≤≥√·×÷°½²³₀₁₂₃₄₅₆₇₈₉σé"
    + "ﬁﬂ\u00a0\u200a\u202f\u2009\u2007\u2002\u2003\ufffd"
)
CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F))) + "".join(map(chr, range(0xA0, 0x100)))
    + "‐‑–—‘’‚“”„†‡•…′″‹›⁄€™←↑→↓↗−∞≈≠≤≥√∑∂·⋅∙×÷"
    + "⁰⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉₋"
    + "αβγδεηθλμπσφΔΣΩ" + "ćčĐđěğıłŁńňőœŒřśşŞšŠūűźżžŽ"
    + "ﬁﬂ✓✗\u200a\u202f\u2009\u2007\u2002\u2003\ufffd"
)
TABULAR_BASE = 0xE030  # private use: U+E030..E039 = figures of equal width
DROPPED = ["GPOS", "GSUB", "GDEF", "BASE", "STAT", "gasp", "DSIG", "meta",
           "MVAR", "HVAR", "avar", "fvar", "gvar", "prep", "fpgm", "cvt "]


def fail(message):
    sys.exit(f"build_fonts.py: {message}")


def single_substitutions(font, tag):
    mapping = {}
    for subtables in lookups_of(font.get("GSUB"), tag):
        for subtable in subtables:
            mapping.update(getattr(subtable, "mapping", {}))
    return mapping


def character_map(font, characters):
    """Kept characters -> glyphs; figures proportional, tabular ones in private use."""
    best = font.getBestCmap()
    proportional, tabular = single_substitutions(font, "pnum"), single_substitutions(font, "tnum")
    # The narrow no-break space stands between numbers and their units.
    best.setdefault(0x202F, best.get(0x2009, best[0x20]))
    mapping = {ord(c): best[ord(c)] for c in characters if ord(c) in best}
    for digit in range(10):
        glyph = best[ord("0") + digit]
        mapping[ord("0") + digit] = proportional.get(glyph, glyph)
        mapping[TABULAR_BASE + digit] = tabular.get(glyph, glyph)
    return mapping


def widen_narrow_space(font, mapping):
    """Most fonts draw U+202F so narrow that 60 000 reads as one heap of noughts."""
    space = font["hmtx"][mapping[ord(" ")]][0]
    font["hmtx"][mapping[0x202F]] = (space * 8 // 10, 0)


def ink_height(font, glyph):
    return font["glyf"][glyph].yMax


def metrics_record(font, mapping, classes):
    hhea, upem = font["hhea"], font["head"].unitsPerEm
    heights = [ink_height(font, mapping[ord(letter)]) for letter in "Hx"]
    codes = sorted(mapping)
    advances = (font["hmtx"][mapping[code]][0] for code in codes)
    sizes = [len(codes), len(classes.table), len(classes.table[0])]
    # Column by column, because that gzips to half.
    columns = [
        struct.pack("<5h3H", upem, hhea.ascent, -hhea.descent, *heights, *sizes),
        struct.pack(f"<{len(codes)}H", *codes),
        struct.pack(f"<{len(codes)}H", *advances),
        bytes(classes.left[code] for code in codes),
        bytes(classes.right[code] for code in codes),
    ]
    return b"".join(columns + [struct.pack(f"<{len(row)}b", *row) for row in classes.table])


def replace_cmap(font, mapping):
    table = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 1, 0, dict(mapping)
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion, font["cmap"].tables = 0, [table]


def add_features(font, mapping, classes):
    """What browsers need to set text as the canvas does, which finds the same glyphs
    by their codes: fi and fl, figures of equal width, and kerning."""
    features = {"liga": [(f"\\{mapping[0x66]} \\{mapping[ord(letter)]}", mapping[code])
                         for letter, code in (("i", 0xFB01), ("l", 0xFB02)) if code in mapping],
                "tnum": [(f"\\{mapping[ord('0') + digit]}", mapping[TABULAR_BASE + digit])
                         for digit in range(10)]}
    text = ""
    for tag, rules in features.items():
        lines = [f"  sub {of} by \\{by};\n" for of, by in rules if of != f"\\{by}"]
        text += f"feature {tag} {{\n{''.join(lines)}}} {tag};\n" if lines else ""
    text += kerning_feature(font, mapping, classes)
    if text:
        addOpenTypeFeaturesFromString(font, text, tables=["GSUB", "GPOS"])


def shrink(font, name, mapping, classes):
    """Only the kept glyphs, no hints, and ascent + descent = one em, so that every
    rasteriser agrees on what a size means; the true heights are in the metrics."""
    replace_cmap(font, mapping)
    options = subset.Options()
    options.layout_features, options.hinting, options.glyph_names = [], False, False
    options.notdef_outline, options.name_IDs, options.drop_tables = True, [0], DROPPED
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=mapping.keys())
    subsetter.subset(font)
    for tag in DROPPED:
        if tag in font:
            del font[tag]
    upem, os2 = font["head"].unitsPerEm, font["OS/2"]
    ascent = upem * 8 // 10
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, ascent - upem, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, ascent - upem, 0
    os2.usWinAscent, os2.usWinDescent = ascent, upem - ascent
    add_features(font, mapping, classes)
    for number in (1, 4):  # a modified font may not carry the reserved name
        font["name"].setName(f"Second Opinion {name}", number, 3, 1, 0x409)


def write(path, data):
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(data)
    os.replace(temporary, path)


def open_face(source, axes):
    font = TTFont(source, recalcTimestamp=False)
    return instancer.instantiateVariableFont(font, axes) if axes else font


def build_face(name, source, axes, characters, out):
    if not source.is_file():
        fail(f"{source} is missing; run shell/setup.sh, which installs the font packages")
    font = open_face(source, axes)
    mapping = character_map(font, characters)
    missing = [c for c in "0123456789×−–—“”‘’…·" if ord(c) not in mapping]
    if missing:
        fail(f"{source.name} lacks {' '.join(missing)}")
    widen_narrow_space(font, mapping)
    pairs = kerning_pairs(font, mapping)
    try:
        classes = kerning_classes(pairs, mapping)
    except ValueError as error:
        fail(f"{source.name}: {error}")
    record = metrics_record(font, mapping, classes)
    font.flavor = None
    shrink(font, name, mapping, classes)
    part = out / f"{name}.ttf.part"
    font.save(part)
    size = part.stat().st_size
    os.replace(part, out / f"{name}.ttf")
    print(f"{name}: {len(mapping)} characters, {len(pairs)} kerning pairs, {size} bytes")
    return record


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-modules", type=pathlib.Path, required=True)
    for name, what in (
        ("--out", "folder for *.ttf and metrics.bin"),
        ("--notices", "file for the licence texts"),
        ("--article", "the text that some faces are cut down to"),
    ):
        parser.add_argument(name, type=pathlib.Path, required=True, help=what)
    arguments = parser.parse_args()
    packages, out = arguments.node_modules, arguments.out
    out.mkdir(parents=True, exist_ok=True)
    article = set(arguments.article.read_text(encoding="utf-8")) - {"\n"}
    read = ARTICLE_CHARACTERS + "".join(sorted(article))
    records = []
    for name, path, axes in FACES:
        characters = read if name in ARTICLE_FACES else CHARACTERS
        records.append(build_face(name, packages / path, axes, characters, out))
    write(out / "metrics.bin", b"SOFM" + struct.pack("<II", 2, len(records)) + b"".join(records))
    texts = []
    for title, path in LICENCES:
        text = (packages / path).read_text(encoding="utf-8").strip()
        texts.append(f"{title}\n{'=' * len(title)}\n\n{text}\n")
    if not all("SIL OPEN FONT LICENSE" in text.upper() for text in texts):
        fail("a font's licence is not the SIL Open Font License: read it before shipping the font")
    write(arguments.notices, "\n\n".join(texts).encode("utf-8"))


if __name__ == "__main__":
    main()
