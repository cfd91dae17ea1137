#!/usr/bin/python3
"""linked_notices.py COPYRIGHT PATH…: prints those parts of a copyright file that concern the paths.

COPYRIGHT is one of Debian's machine-readable files (DEP-5). Of the paths "*" is the work itself and
"src/" everything below that folder. The text of each licence that is named there comes along.
Emscripten's file has 170 paragraphs, most of them on its tests and tools, none of which is compiled
into a page.
"""

import re
import sys


def fail(message):
    sys.exit(f"linked_notices.py: {message}")


def field(paragraph, name):
    """The lines of a field, the first with what stands beside its name."""
    found = re.search(rf"^{name}:(.*(?:\n[ \t].*)*)", paragraph, re.MULTILINE)
    return found.group(1).split("\n") if found else []


def concerns(paragraph, paths):
    entries = " ".join(field(paragraph, "Files")).split()
    return any(
        entry == path or (path != "*" and entry.startswith(path))
        for entry in entries
        for path in paths
    )


def licences(paragraph):
    """The names in "X or Y with an exception", whatever their case."""
    name = field(paragraph, "License")[0].split(" with ")[0]
    return {part.strip().casefold() for part in re.split(r"\s(?:or|and)\s", name)}


def stands_alone(paragraph):
    return paragraph.startswith("License:")


def has_text(paragraph):
    return len(field(paragraph, "License")) > 1


def main():
    path, *paths = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        paragraphs = re.split(r"\n[ \t]*\n(?=\S)", file.read().strip())
    kept = [p for p in paragraphs if p.startswith("Files:") and concerns(p, paths)]
    if not kept:
        fail(f"{path} says nothing about {' '.join(paths)}")
    named = set().union(*map(licences, kept))
    texts = [p for p in paragraphs if stands_alone(p) and licences(p) & named]
    missing = (
        named
        - set().union(*map(licences, texts))
        - set().union(*(licences(p) for p in kept if has_text(p)))
    )
    if missing:
        fail(f"{path} has no text of {', '.join(sorted(missing))}")
    print("\n\n".join(kept + texts))


if __name__ == "__main__":
    main()
