"""Revisions of a plan drawn at random, as edits of its sources: words, sentences, paragraphs, items, looks, rows, cells, goals,
activities, sections, lists, figures. The same seed draws the same revision. Some drawn edits make no plan: who uses them asks the
program, and tries fewer."""

import re

# Meetings, measurements and reports speak of the plan as it was.
APART = ("udgivelser", "moeder", "status", "maalinger", "skemaer")
PROSE = re.compile(r'^(?P<key>tekst|indledning|formaal|ansvar|primaer|sekundaer) = """\n(?P<text>.*?)^"""$', re.M | re.S)
WORD = re.compile(r"\{\{.*?\}\}|\[\^.*?\]|\[.*?\]\(.*?\)|[A-Za-zÆØÅæøå]{4,}")
CELL = re.compile(r"(?<=[ \[])(\d[\d_]*)(\.\d+)?(?=,|\s*\])")
# Lists of tables that are edited as wholes, with those that make sense in any order.
LISTS = ("raekke", "delmaal", "aktivitet", "organisering.afsnit", "boligsociale_data.afsnit", "forkortelse", "afdeling", "post", "underskriver")
LINES = ("profiler", "adresser", "aktivitetsliste", "parter", "noter")
ARTS = ("soejler", "liggende", "linjer")


class Drawn:
    """The sources of a plan while they are edited, and what was done to them."""

    def __init__(self, folder, dice):
        self.dice, self.done = dice, []
        paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.toml"))
        paths = [path for path in paths if path.split("/")[0] not in APART and path not in OWN]
        self.texts = {path: (folder / path).read_text("utf-8") for path in paths}

    def edit(self):
        """One edit of any kind; told by its name, which is empty if it found no place."""
        kind = self.dice.choice(KINDS)
        path = self.dice.choice(sorted(self.texts))
        before = self.texts[path]
        after = kind(self.dice, before)
        if after is None or after == before:
            return ""
        self.texts[path] = after
        self.done.append(f"{kind.__name__.strip('_')} in {path}")
        return self.done[-1]


# What is about the plan, and no part of it.
OWN = ("aendringsnoter.toml", "dispensationer.toml", "beslutninger.toml", "udgivelse.toml")


def _prose(dice, text, change):
    """Changes one long text; `change` is given its paragraphs."""
    found = list(PROSE.finditer(text))
    if not found:
        return None
    one = dice.choice(found)
    paragraphs = one["text"].strip("\n").split("\n\n")
    changed = change(paragraphs)
    if not changed:
        return None
    start, end = one.span("text")
    return text[:start] + "\n\n".join(changed) + "\n" + text[end:]


def _words(dice, text, change):
    """Changes one word of a long text."""

    def one(paragraphs):
        at = dice.randrange(len(paragraphs))
        words = [word for word in WORD.finditer(paragraphs[at]) if word[0][0].isalpha()]
        if not words:
            return None
        word = dice.choice(words)
        start, end = word.span()
        paragraphs[at] = paragraphs[at][:start] + change(word[0], dice.choice(words)[0]) + paragraphs[at][end:]
        return paragraphs

    return _prose(dice, text, one)


def _word_exchanged(dice, text):
    return _words(dice, text, lambda word, other: other + "s")


def _word_in(dice, text):
    return _words(dice, text, lambda word, other: f"{word} eller {other.lower()}")


def _word_out(dice, text):
    return _words(dice, text, lambda word, other: "og")


def _word_bold(dice, text):
    return _words(dice, text, lambda word, other: f"**{word}**")


def _word_italic(dice, text):
    return _words(dice, text, lambda word, other: f"*{word}*")


def _link(dice, text):
    return _words(dice, text, lambda word, other: f"[{word}](https://example.org/{dice.randrange(9)})")


def _is_plain(paragraph):
    return not paragraph.startswith(("-", "{{", "1.", "|", "*", "#")) and "\n-" not in paragraph


def _sentences(paragraph):
    """The sentences of a plain paragraph; none of another."""
    return re.split(r"(?<=\.)\s(?=[A-ZÆØÅ])", paragraph) if _is_plain(paragraph) else []


def _sentence_in(dice, text):
    def change(paragraphs):
        at = dice.randrange(len(paragraphs))
        if not _is_plain(paragraphs[at]):
            return None
        paragraphs[at] += f" Det drøftes {dice.randrange(2, 9)} gange om året."
        return paragraphs

    return _prose(dice, text, change)


def _sentence_out(dice, text):
    def change(paragraphs):
        at = dice.randrange(len(paragraphs))
        sentences = _sentences(paragraphs[at])
        if len(sentences) < 2:
            return None
        sentences.pop(dice.randrange(len(sentences)))
        paragraphs[at] = "\n".join(sentences)
        return paragraphs

    return _prose(dice, text, change)


def _paragraph_in(dice, text):
    def change(paragraphs):
        paragraphs.insert(dice.randrange(len(paragraphs) + 1), f"Bestyrelsen har besluttet {dice.randrange(2, 90)} nye tiltag.")
        return paragraphs

    return _prose(dice, text, change)


def _paragraph_out(dice, text):
    def change(paragraphs):
        at = dice.randrange(len(paragraphs))
        return paragraphs[:at] + paragraphs[at + 1 :] if len(paragraphs) > 1 and "[^" not in paragraphs[at] else None

    return _prose(dice, text, change)


def _paragraph_moved(dice, text):
    def change(paragraphs):
        if len(paragraphs) < 2:
            return None
        one = paragraphs.pop(dice.randrange(len(paragraphs)))
        paragraphs.insert(dice.randrange(len(paragraphs) + 1), one)
        return paragraphs

    return _prose(dice, text, change)


def _paragraph_parted(dice, text):
    def change(paragraphs):
        at = dice.randrange(len(paragraphs))
        sentences = _sentences(paragraphs[at])
        if len(sentences) < 2:
            return None
        cut = dice.randrange(1, len(sentences))
        return [*paragraphs[:at], "\n".join(sentences[:cut]), "\n".join(sentences[cut:]), *paragraphs[at + 1 :]]

    return _prose(dice, text, change)


def _paragraphs_joined(dice, text):
    def change(paragraphs):
        plain = [at for at in range(len(paragraphs) - 1) if _is_plain(paragraphs[at]) and _is_plain(paragraphs[at + 1])]
        if not plain:
            return None
        at = dice.choice(plain)
        return [*paragraphs[:at], paragraphs[at] + "\n" + paragraphs[at + 1], *paragraphs[at + 2 :]]

    return _prose(dice, text, change)


def _items(dice, text, change):
    def one(paragraphs):
        lists = [at for at, paragraph in enumerate(paragraphs) if paragraph.startswith("- ")]
        if not lists:
            return None
        at = dice.choice(lists)
        items = re.split(r"\n(?=- )", paragraphs[at])
        changed = change(items)
        paragraphs[at] = "\n".join(changed or items)
        return paragraphs

    return _prose(dice, text, one)


def _item_in(dice, text):
    return _items(dice, text, lambda items: [*items, f"- et nyt punkt {dice.randrange(99)}"])


def _item_out(dice, text):
    return _items(dice, text, lambda items: items[1:] if len(items) > 2 else None)


def _item_moved(dice, text):
    return _items(dice, text, lambda items: [*items[1:], items[0]])


def _item_below(dice, text):
    return _items(dice, text, lambda items: [items[0] + f"\n  - heraf {dice.randrange(2, 90)}", *items[1:]])


# ---- Tables of a list ----


def _blocks(text, name):
    """A file around the tables of one list: what stands before them, each of them, what stands behind them."""
    starts = [found.start() for found in re.finditer(rf"^\[\[{re.escape(name)}\]\]$", text, re.M)]
    if not starts:
        return None
    rest = re.compile(rf"^\[(?!\[?{re.escape(name)}[.\]])", re.M)
    last = rest.search(text, starts[-1] + 1)
    ends = [*starts[1:], last.start() if last else len(text)]
    return text[: starts[0]], [text[start:end].rstrip("\n") + "\n\n" for start, end in zip(starts, ends)], text[ends[-1] :]


def _list(dice, text, change):
    there = [name for name in LISTS if f"\n[[{name}]]\n" in text]
    if not there:
        return None
    parted = _blocks(text, dice.choice(there))
    if parted is None or len(parted[1]) < 2:
        return None
    head, blocks, tail = parted
    return head + "".join(change(blocks)) + tail


def _block_out(dice, text):
    def change(blocks):
        at = dice.randrange(len(blocks))
        return blocks[:at] + blocks[at + 1 :]

    return _list(dice, text, change)


def _block_moved(dice, text):
    def change(blocks):
        one = blocks.pop(dice.randrange(len(blocks)))
        blocks.insert(dice.randrange(len(blocks) + 1), one)
        return blocks

    return _list(dice, text, change)


def _block_in(dice, text):
    """A copy of a table with names of its own."""

    def change(blocks):
        at, number = dice.randrange(len(blocks)), dice.randrange(1000)
        copy = re.sub(r'^(id|titel|navn|kort|nr) = "([^"]*)"', rf'\1 = "\2-{number}"', blocks[at], flags=re.M)
        copy = re.sub(r"^nr = \d+", f"nr = {number}", copy, flags=re.M)
        return [*blocks[: at + 1], copy, *blocks[at + 1 :]]

    return _list(dice, text, change)


def _title(dice, text):
    """Words of a short text."""
    found = list(re.finditer(r'^(titel|kilde|kort_titel|undertitel|sted|lang) = "([^"]+)"', text, re.M))
    if not found:
        return None
    one = dice.choice(found)
    words = one[2].split(" ")
    words[dice.randrange(len(words))] += dice.choice(("s", " og andre", ""))
    start, end = one.span(2)
    return text[:start] + " ".join(words) + text[end:]


def _number(dice, text):
    """A number of a cell, a measure or an amount."""
    found = list(re.finditer(r"^celler = .*?^\]|^celler = .*$|vaerdi = \d[\d_.]*|^beloeb = [\d_]+|^boliger = \d+", text, re.M | re.S))
    if not found:
        return None
    one = dice.choice(found)
    numbers = list(re.finditer(r"\d+", one[0]))
    if not numbers:
        return None
    number = dice.choice(numbers)
    start, end = one.start() + number.start(), one.start() + number.end()
    return text[:start] + str(int(number[0]) + dice.randrange(1, 5)).zfill(len(number[0])) + text[end:]


def _lines(dice, text, change):
    """A list of strings, a line each."""
    found = list(re.finditer(rf"^(?:{'|'.join(LINES)}) = \[\n((?:  \".*\",\n)+)\]", text, re.M))
    if not found:
        return None
    one = dice.choice(found)
    lines = one[1].splitlines(keepends=True)
    start, end = one.span(1)
    return text[:start] + "".join(change(lines)) + text[end:]


def _line_out(dice, text):
    return _lines(dice, text, lambda lines: lines[1:] if len(lines) > 1 else lines)


def _line_moved(dice, text):
    return _lines(dice, text, lambda lines: [*lines[1:], lines[0]])


def _line_changed(dice, text):
    return _lines(dice, text, lambda lines: [lines[0].replace('",', ' m.fl.",'), *lines[1:]])


# ---- Layout, figures ----


def _landscape(dice, text):
    """A table lies down, or rises."""
    if "\nbred = true\n" in text:
        return text.replace("\nbred = true\n", "\n", 1)
    return text.replace("\n[[kolonne]]\n", "\nbred = true\n\n[[kolonne]]\n", 1) if "\n[[raekke]]\n" in text else None


def _width(dice, text):
    return re.sub(r"^bredde = [\d.]+", f"bredde = {dice.randrange(8, 25) / 10}", text, count=1, flags=re.M)


def _notes(dice, text):
    if "\n[[kolonne]]\n" not in text or "\nnoter = " in text:
        return None
    return text.replace("\n[[kolonne]]\n", '\nnoter = ["Tallene er foreløbige."]\n\n[[kolonne]]\n', 1)


def _art(dice, text):
    return re.sub(r'^art = "(soejler|liggende|linjer)"', f'art = "{dice.choice(ARTS)}"', text, count=1, flags=re.M)


def _alt(dice, text):
    return text.replace("\n[diagram]\n", f'\nalt = "En figur med {dice.randrange(2, 9)} linjer."\n\n[diagram]\n', 1) if "\nalt = " not in text else None


def _order(dice, text):
    """The delaftaler, or the annexes, in another order."""
    found = list(re.finditer(r"^(?:delaftaler|bilag) = \[(.+)\]$", text, re.M))
    if not found:
        return None
    one = dice.choice(found)
    names = one[1].split(", ")
    names.insert(dice.randrange(len(names)), names.pop())
    start, end = one.span(1)
    return text[:start] + ", ".join(names) + text[end:]


KINDS = (
    *(_word_exchanged, _word_in, _word_out, _word_bold, _word_italic, _link, _sentence_in, _sentence_out),
    *(_paragraph_in, _paragraph_out, _paragraph_moved, _paragraph_parted, _paragraphs_joined),
    *(_item_in, _item_out, _item_moved, _item_below),
    *(_block_out, _block_moved, _block_in) * 2,
    *(_title, _number, _number, _line_out, _line_moved, _line_changed),
    *(_landscape, _width, _notes, _art, _alt, _order),
)
