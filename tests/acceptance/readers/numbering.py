"""Counts the automatic numbers of a Word file, as Word would show them."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def val(element, path):
    """The `w:val` of a child, or None."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(f"{W}val")


class Numbering:
    """The part `word/numbering.xml` and the counters that run through the document."""

    def __init__(self, root):
        self.levels, self.override, self.base = {}, {}, {}
        self.counts, self.started = {}, set()
        abstract = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
        for number in root.iter(f"{W}num"):
            ident = number.get(f"{W}numId")
            self.base[ident] = val(number, f"{W}abstractNumId")
            for level in abstract[self.base[ident]].iter(f"{W}lvl"):
                self.levels[ident, int(level.get(f"{W}ilvl"))] = level
            for one in number.iter(f"{W}lvlOverride"):
                self.override[ident, int(one.get(f"{W}ilvl"))] = int(val(one, f"{W}startOverride"))

    def format(self, ident, level):
        return val(self.levels[ident, level], f"{W}numFmt")

    def depth(self, ident, level):
        """How many lists a list lies in, by how far to the right it stands: a numbering has nine levels, and lists that lie
        deeper go on in the next one."""
        indent = self.levels[ident, level].find(f"{W}pPr/{W}ind")
        return int(indent.get(f"{W}left")) // int(indent.get(f"{W}hanging")) - 1

    def next(self, ident, level):
        """The number of the next paragraph of a list, in words."""
        counts = self.counts.setdefault(self.base[ident], {})
        if (ident, level) not in self.started:
            self.started.add((ident, level))
            if (ident, level) in self.override:
                counts[level] = self.override[ident, level] - 1
        counts[level] = counts.get(level, self._start(ident, level) - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        words = val(self.levels[ident, level], f"{W}lvlText")
        for place in range(level + 1):
            count = counts.get(place, self._start(ident, place))
            words = words.replace(f"%{place + 1}", self._show(count, self.format(ident, place)))
        return words

    def _start(self, ident, level):
        return int(val(self.levels[ident, level], f"{W}start") or 1)

    @staticmethod
    def _show(count, form):
        if form == "decimal":
            return str(count)
        if form == "upperLetter":
            # Word repeats the letter after Z: AA, BB.
            return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        raise ValueError(f"no reader for numbers of the form {form}")
