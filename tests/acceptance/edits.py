"""Edits of a plan's sources: what they change is named by words that must stand there exactly once, so that a plan that has moved
on is told and not judged by half."""

from dataclasses import dataclass

WORD, IN, OUT, PARAGRAPH, BREAK, MOVED, NOTE, PICTURE = 2, 1, 1, 2, 2, 4, 2, 2

PLAN, AFTALE, OEKONOMI, INDIKATORER = "plan.toml", "strategisk-aftale.toml", "oekonomi.toml", "indikatorer.toml"
UDDANNELSE, JOB, KRIMI, SAMMEN = (
    f"delaftaler/{name}.toml" for name in ("uddannelse", "beskaeftigelse", "kriminalitetsforebyggelse", "sammenhaengskraft")
)
KVARTER = "faelles/kvarternetvaerk.toml"
TAL, PARTER, AFDELINGER, KVARTERER, FORKORTELSER = (
    f"registre/{name}.toml" for name in ("tal", "parter", "afdelinger", "kvarterer", "forkortelser")
)
HAERVAERK, BESOEG, TRYGHED, NABO, KARAKTERER, BOERN, ENLIGE = (
    f"tabeller/{name}.toml"
    for name in (
        "kriminalitet-haervaerk",
        "sammenhaengskraft-besoeg",
        "sammenhaengskraft-tryghed",
        "sammenhaengskraft-naboklager",
        "uddannelse-karakterer",
        "uddannelse-boern",
        "uddannelse-enlige-forsoergere",
    )
)


def row(lines):
    return 1 + lines


def column(cells):
    return 2 * cells


class Lost(Exception):
    """An anchor of an edit does not stand in the sources once."""


class Sources:
    """The files of a plan while they are edited."""

    def __init__(self, folder):
        self.folder, self.texts = folder, {}

    def __getitem__(self, file):
        if file not in self.texts:
            self.texts[file] = (self.folder / file).read_text("utf-8")
        return self.texts[file]

    def __setitem__(self, file, text):
        self.texts[file] = text

    def at(self, file, anchor):
        if self[file].count(anchor) != 1:
            raise Lost(f"{file}: {self[file].count(anchor)} times, expected once: {anchor!r}")
        return self[file].index(anchor)

    def take(self, file, first, until):
        """Takes out everything from one anchor up to another, and gives it."""
        start, end = self.at(file, first), self.at(file, until) if until else len(self[file])
        text = self[file]
        self[file] = text[:start] + text[end:]
        return text[start:end]

    def put(self, file, before, piece):
        at = self.at(file, before)
        self[file] = self[file][:at] + piece + self[file][at:]

    def write(self):
        for file, text in sorted(self.texts.items()):
            (self.folder / file).write_text(text, "utf-8")


def exchange(file, old, new):
    def apply(sources):
        at = sources.at(file, old)
        sources[file] = sources[file][:at] + new + sources[file][at + len(old) :]

    return apply


def before(file, anchor, piece):
    return lambda sources: sources.put(file, anchor, piece)


def cut(file, first, until):
    return lambda sources: sources.take(file, first, until)


def carry(file, first, until, to):
    """Everything from one anchor up to another, carried before a third one."""
    return lambda sources: sources.put(file, to, sources.take(file, first, until))


@dataclass(frozen=True)
class Edit:
    kind: str
    # The fewest marks that show it.
    marks: int
    steps: tuple


def edit(kind, marks, *steps):
    """An edit; three words are an exchange."""
    return Edit(kind, marks, tuple(step if callable(step) else exchange(*step) for step in steps))
