"""Kerning of the page's fonts: the pairs of GPOS flattened over the kept
characters, as classes for metrics.bin, and as a feature for browsers. Knows
nothing of the other metrics, and writes no file."""
import collections

KERNED = set(range(0x21, 0x7F)) | set(map(ord, "‘’“”–—…éöüﬁﬂ"))  # where pairs show
KERN_STEPS = 500  # of an em: a byte holds every kern


def lookups_of(table, tag):
    """The lookups of a feature, once each, extension subtables unwrapped."""
    if table is None:
        return []
    features = [r.Feature for r in table.table.FeatureList.FeatureRecord if r.FeatureTag == tag]
    indices = sorted({i for feature in features for i in feature.LookupListIndex})
    lookups = table.table.LookupList.Lookup
    return [[getattr(s, "ExtSubTable", s) for s in lookups[i].SubTable] for i in indices]


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
                values = (pair_value(s, left, right) for s in subtables)
                total += next((value for value in values if value is not None), 0)
            # Kerns below a tenth of a pixel at 40 px are left out: nobody sees them.
            if abs(total) * 400 >= font["head"].unitsPerEm:
                pairs[(left_code, right_code)] = round(total * KERN_STEPS / font["head"].unitsPerEm)
    return pairs


# left, right: character -> class; table[left class][right class]: 1/KERN_STEPS em.
Classes = collections.namedtuple("Classes", "left right table")


def kerning_classes(pairs, mapping):
    """The same pairs, with characters of equal rows or columns taken together.

    That leaves a tenth of the numbers. Raises ValueError where metrics.bin cannot hold them.
    """
    codes = sorted(mapping)
    row = {a: tuple(pairs.get((a, b), 0) for b in codes) for a in codes}
    column = {b: tuple(pairs.get((a, b), 0) for a in codes) for b in codes}
    rows, columns = list(dict.fromkeys(row.values())), list(dict.fromkeys(column.values()))
    if max(len(rows), len(columns)) > 256 or any(abs(kern) > 127 for kern in pairs.values()):
        raise ValueError(
            "a face has more than 256 classes of kerning or a kern of a quarter em, "
            "which metrics.bin cannot hold"
        )
    member = [codes.index(next(b for b in codes if column[b] == c)) for c in columns]
    table = [[r[i] for i in member] for r in rows]
    left = {a: rows.index(row[a]) for a in codes}
    right = {b: columns.index(column[b]) for b in codes}
    return Classes(left, right, table)


def kerning_feature(font, mapping, classes):
    """The classes of the metrics as kerning for browsers.

    It is smaller than the font's own and equal to the canvas's.
    """
    unit = font["head"].unitsPerEm / KERN_STEPS

    def glyphs(side, number):
        members = {mapping[code] for code, c in side.items() if c == number}
        return " ".join(f"\\{glyph}" for glyph in sorted(members))

    kerns = [(i, j, kern) for i, row in enumerate(classes.table)
             for j, kern in enumerate(row) if kern]
    lines = [f"  pos [{glyphs(classes.left, i)}] [{glyphs(classes.right, j)}] "
             f"{round(kern * unit)};\n" for i, j, kern in kerns]
    return f"feature kern {{\n{''.join(lines)}}} kern;\n" if lines else ""
