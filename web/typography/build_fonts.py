#!/usr/bin/python3
"""Fonts of the page: npm packages -> small static TTFs, one table of advances
and kerning, and the licence texts. Run by CMake; needs Debian's fonttools.

The kerning pairs of GPOS are flattened over the kept characters, because
ImGui's rasteriser reads no GPOS and the layout engine wants plain numbers.
The files keep what browsers want of a font besides, for the Reader view."""
import argparse
import collections
import os
import pathlib
import struct
import sys

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.varLib import instancer

# Name in the payload, file in node_modules, variable axes to fix.
FACES = [
    ("text", "@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf", None),
    ("text-italic", "@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf", None),
    ("text-bold", "@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf", None),
    ("sans", "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf", None),
    ("sans-bold", "@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf", None),
    ("mono", "@expo-google-fonts/source-code-pro/400Regular/SourceCodePro_400Regular.ttf", None),
    ("display", "@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2", {"opsz": 44, "wght": 600}),
]
LICENCES = [
    ("Source Serif 4", "@expo-google-fonts/source-serif-4/LICENSE_FONT"),
    ("Source Sans 3", "@expo-google-fonts/source-sans-3/LICENSE_FONT"),
    ("Source Code Pro", "@expo-google-fonts/source-code-pro/LICENSE_FONT"),
]
# What sets the article has these and whatever else stands in the article; what quotes visitors, their files and
# errors has all of CHARACTERS.
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
KERNED = set(range(0x21, 0x7F)) | set(map(ord, "‘’“”–—…éöüﬁﬂ"))  # where pairs show
KERN_STEPS = 500  # of an em: a byte holds every kern
TABULAR_BASE = 0xE030  # private use: U+E030..E039 = figures of equal width
DROPPED = ["GPOS", "GSUB", "GDEF", "BASE", "STAT", "gasp", "DSIG", "meta",
           "MVAR", "HVAR", "avar", "fvar", "gvar", "prep", "fpgm", "cvt "]


def fail(message):
    sys.exit(f"build_fonts.py: {message}")


def lookups_of(table, tag):
    """The lookups of a feature, once each, extension subtables unwrapped."""
    if table is None:
        return []
    indices = sorted({i for record in table.table.FeatureList.FeatureRecord if record.FeatureTag == tag
                      for i in record.Feature.LookupListIndex})
    return [[getattr(s, "ExtSubTable", s) for s in table.table.LookupList.Lookup[i].SubTable] for i in indices]


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
    best.setdefault(0x202F, best.get(0x2009, best[0x20]))  # narrow no-break space: numbers and their units
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


def pair_value(subtable, left, right):
    """Horizontal kern of a pair, or None when this subtable does not decide it."""
    if left not in subtable.Coverage.glyphs:
        return None
    if subtable.Format == 1:
        pairs = subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord
        values = [p.Value1 for p in pairs if p.SecondGlyph == right]
        return None if not values else getattr(values[0], "XAdvance", 0) or 0
    record = subtable.Class1Record[subtable.ClassDef1.classDefs.get(left, 0)]
    value = record.Class2Record[subtable.ClassDef2.classDefs.get(right, 0)].Value1
    return getattr(value, "XAdvance", 0) or 0


def kerning_pairs(font, mapping):
    """(left, right) -> kern in 1/KERN_STEPS em, of the pairs that show."""
    pairs = {}
    lookups = [[s for s in subtables if hasattr(s, "Format") and hasattr(s, "ValueFormat1")]
               for subtables in lookups_of(font.get("GPOS"), "kern")]
    kerned = {code: glyph for code, glyph in mapping.items() if code in KERNED}
    for left_code, left in kerned.items():
        relevant = [[s for s in subtables if left in s.Coverage.glyphs] for subtables in lookups]
        for right_code, right in kerned.items():
            total = 0
            for subtables in relevant:
                total += next((v for v in (pair_value(s, left, right) for s in subtables) if v is not None), 0)
            if abs(total) * 400 >= font["head"].unitsPerEm:  # a pixel's tenth at 40 px: nobody sees less
                pairs[(left_code, right_code)] = round(total * KERN_STEPS / font["head"].unitsPerEm)
    return pairs


def ink_height(font, glyph):
    return font["glyf"][glyph].yMax


# left, right: character -> class; table[left class][right class]: 1/KERN_STEPS em.
Classes = collections.namedtuple("Classes", "left right table")


def kerning_classes(pairs, mapping):
    """The same pairs, characters with equal rows or columns taken together: a tenth of the numbers."""
    codes = sorted(mapping)
    row = {a: tuple(pairs.get((a, b), 0) for b in codes) for a in codes}
    column = {b: tuple(pairs.get((a, b), 0) for a in codes) for b in codes}
    rows, columns = list(dict.fromkeys(row.values())), list(dict.fromkeys(column.values()))
    if max(len(rows), len(columns)) > 256 or any(abs(kern) > 127 for kern in pairs.values()):
        fail("a face has more than 256 classes of kerning or a kern of a quarter em, which metrics.bin cannot hold")
    table = [[r[codes.index(next(b for b in codes if column[b] == c))] for c in columns] for r in rows]
    return Classes({a: rows.index(row[a]) for a in codes}, {b: columns.index(column[b]) for b in codes}, table)


def metrics_record(font, mapping, classes):
    hhea, upem, best = font["hhea"], font["head"].unitsPerEm, mapping
    codes = sorted(mapping)
    head = struct.pack("<5h3H", upem, hhea.ascent, -hhea.descent, ink_height(font, best[ord("H")]), ink_height(font, best[ord("x")]),
                       len(codes), len(classes.table), len(classes.table[0]))
    # Column by column, because that gzips to half.
    return head + b"".join([
        struct.pack(f"<{len(codes)}H", *codes), struct.pack(f"<{len(codes)}H", *(font["hmtx"][mapping[code]][0] for code in codes)),
        bytes(classes.left[code] for code in codes), bytes(classes.right[code] for code in codes),
        *(struct.pack(f"<{len(row)}b", *row) for row in classes.table)])


def replace_cmap(font, mapping):
    table = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 1, 0, dict(mapping)
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion, font["cmap"].tables = 0, [table]


def kerning_feature(font, mapping, classes):
    """The classes of the metrics as the browsers' kerning, which is smaller than the font's own and equal to the canvas's."""
    unit = font["head"].unitsPerEm / KERN_STEPS

    def glyphs(side, number):
        return " ".join(f"\\{glyph}" for glyph in sorted({mapping[code] for code, c in side.items() if c == number}))

    lines = [f"  pos [{glyphs(classes.left, i)}] [{glyphs(classes.right, j)}] {round(kern * unit)};\n"
             for i, row in enumerate(classes.table) for j, kern in enumerate(row) if kern]
    return f"feature kern {{\n{''.join(lines)}}} kern;\n" if lines else ""


def add_features(font, mapping, classes):
    """What browsers need to set text as the canvas does, which finds the same glyphs
    by their codes: fi and fl, figures of equal width, and kerning."""
    features = {"liga": [(f"\\{mapping[0x66]} \\{mapping[ord(letter)]}", mapping[code])
                         for letter, code in (("i", 0xFB01), ("l", 0xFB02)) if code in mapping],
                "tnum": [(f"\\{mapping[ord('0') + digit]}", mapping[TABULAR_BASE + digit]) for digit in range(10)]}
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
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = upem * 8 // 10, upem * 8 // 10 - upem, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = upem * 8 // 10, upem * 8 // 10 - upem, 0
    os2.usWinAscent, os2.usWinDescent = upem * 8 // 10, upem - upem * 8 // 10
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
    classes = kerning_classes(pairs, mapping)
    record = metrics_record(font, mapping, classes)
    font.flavor = None
    shrink(font, name, mapping, classes)
    part = out / f"{name}.ttf.part"
    font.save(part)
    os.replace(part, out / f"{name}.ttf")
    print(f"{name}: {len(mapping)} characters, {len(pairs)} kerning pairs, {(out / f'{name}.ttf').stat().st_size} bytes")
    return record


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-modules", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for *.ttf and metrics.bin")
    parser.add_argument("--notices", type=pathlib.Path, required=True, help="file for the licence texts")
    parser.add_argument("--article", type=pathlib.Path, required=True, help="the text that some faces are cut down to")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    read = ARTICLE_CHARACTERS + "".join(sorted(set(arguments.article.read_text(encoding="utf-8")) - {"\n"}))
    records = [build_face(name, arguments.node_modules / path, axes, read if name in ARTICLE_FACES else CHARACTERS, arguments.out)
               for name, path, axes in FACES]
    write(arguments.out / "metrics.bin", b"SOFM" + struct.pack("<II", 2, len(records)) + b"".join(records))
    texts = [f"{title}\n{'=' * len(title)}\n\n{(arguments.node_modules / path).read_text(encoding='utf-8').strip()}\n"
             for title, path in LICENCES]
    if not all("SIL OPEN FONT LICENSE" in text.upper() for text in texts):
        fail("a font's licence is not the SIL Open Font License: read it before shipping the font")
    write(arguments.notices, "\n\n".join(texts).encode("utf-8"))


if __name__ == "__main__":
    main()
