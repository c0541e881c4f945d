"""The words of each piece of marked content in a PDF, read with the fonts' own tables of letters."""

import re

import pikepdf


class Letters:
    """A font's `ToUnicode` table."""

    def __init__(self, font):
        if "/ToUnicode" not in font:
            raise ValueError(f"font {font.get('/BaseFont')} has no ToUnicode table")
        if font.Subtype != "/Type0" or font.Encoding != "/Identity-H":
            raise ValueError(f"no reader for fonts like {font.get('/BaseFont')}")
        self.table = {}
        source = font.ToUnicode.read_bytes().decode("latin-1")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.S):
            for code, words in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
                self.table[int(code, 16)] = _utf16(words)
        for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.S):
            self._ranges(block)

    def _ranges(self, block):
        pattern = r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])"
        for first, last, start, several in re.findall(pattern, block, re.S):
            codes = range(int(first, 16), int(last, 16) + 1)
            if start:
                values = (_utf16(f"{int(start, 16) + step:0{len(start)}X}") for step in range(len(codes)))
            else:
                values = map(_utf16, re.findall(r"<([0-9A-Fa-f]+)>", several))
            self.table.update(zip(codes, values))

    def decode(self, code):
        pairs = (int.from_bytes(code[at : at + 2], "big") for at in range(0, len(code), 2))
        return "".join(self.table[pair] for pair in pairs)


def _utf16(digits):
    return bytes.fromhex(digits).decode("utf-16-be")


class PageText:
    """The words of a page by the number of their marked content."""

    def __init__(self, page, fonts):
        self.words = {}
        # Marked content that is decoration: running headers, rules, watermarks.
        self.artifacts = []
        # Words outside all marks would be read by nobody.
        self.unmarked = []
        self.fonts = fonts
        # (kind, number, replacement text or None) from the outermost mark to the innermost.
        self.marks = []
        self.letters = None
        resources = page.Resources
        for operands, operator in pikepdf.parse_content_stream(page):
            self._step(str(operator), operands, resources)

    def _step(self, operator, operands, resources):
        if operator in ("BDC", "BMC"):
            self._open(operands, resources)
        elif operator == "EMC":
            _, _, actual = self.marks.pop()
            if actual is not None:
                self._show(actual)
        elif operator == "Tf":
            font = resources.Font[operands[0]]
            if font.objgen not in self.fonts:
                self.fonts[font.objgen] = Letters(font)
            self.letters = self.fonts[font.objgen]
        elif operator == "Tj":
            self._codes([operands[0]])
        elif operator == "TJ":
            self._codes([one for one in operands[0] if isinstance(one, pikepdf.String)])
        elif operator in ("'", '"'):
            raise ValueError(f"no reader for the operator {operator}")

    def _open(self, operands, resources):
        kind = str(operands[0])
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            properties = resources.Properties[properties]
        actual = properties.get("/ActualText")
        number = properties.get("/MCID")
        self.marks.append((kind, None if number is None else int(number), None if actual is None else str(actual)))

    def _codes(self, strings):
        if any(actual is not None for _, _, actual in self.marks):
            return
        self._show("".join(self.letters.decode(bytes(one)) for one in strings))

    def _show(self, words):
        if any(actual is not None for _, _, actual in self.marks):
            return
        if any(kind == "/Artifact" for kind, _, _ in self.marks):
            self.artifacts.append(words)
            return
        numbers = [number for _, number, _ in self.marks if number is not None]
        if numbers:
            self.words[numbers[-1]] = self.words.get(numbers[-1], "") + words
        else:
            self.unmarked.append(words)
