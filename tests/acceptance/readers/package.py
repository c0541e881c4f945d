"""The parts of a Word file, its styles and relations."""

import re
import zipfile

from lxml import etree

from .numbering import W, val

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of a Word file."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = self.xml("word/document.xml")
        self.styles = {one.get(f"{W}styleId"): one for one in self.xml("word/styles.xml").iter(f"{W}style")}
        self.footnotes = {}
        if "word/footnotes.xml" in self.parts:
            self.footnotes = {one.get(f"{W}id"): one for one in self.xml("word/footnotes.xml").iter(f"{W}footnote")}

    def xml(self, name):
        return etree.fromstring(self.parts[name])

    def chain(self, style):
        """A style and those it is based on."""
        while style in self.styles:
            yield self.styles[style]
            style = val(self.styles[style], f"{W}basedOn")

    def relations(self, part):
        """Where the links of a part lead, by id."""
        name = f"word/_rels/{part}.xml.rels"
        return {one.get("Id"): one.get("Target") for one in self.xml(name).iter(RELATION)} if name in self.parts else {}

    def style(self, paragraph):
        """The name of a paragraph's style."""
        ident = val(paragraph, f"{W}pPr/{W}pStyle") or "Normal"
        return val(self.styles[ident], f"{W}name")

    def property(self, paragraph, name):
        """A paragraph's property, its own or inherited from its styles."""
        own = paragraph.find(f"{W}pPr/{W}{name}")
        if own is not None:
            return own
        for style in self.chain(val(paragraph, f"{W}pPr/{W}pStyle") or "Normal"):
            found = style.find(f"{W}pPr/{W}{name}")
            if found is not None:
                return found
        return None


def heading_level(package, paragraph):
    """The level of a heading, by the style it has or is based on; 0 for others."""
    for style in package.chain(val(paragraph, f"{W}pPr/{W}pStyle")):
        found = re.fullmatch(r"heading (\d)", val(style, f"{W}name"), re.I)
        if found:
            return int(found.group(1))
    return 0


def watermark(path):
    """The words of the watermark behind the text; None without one. All pages have the same."""
    package = Package(path)
    headers = [package.xml(name) for name in package.parts if re.fullmatch(r"word/header\d+\.xml", name)]
    found = [
        [one.get("string") for one in header.iter("{urn:schemas-microsoft-com:vml}textpath") if one.get("string")]
        for header in headers
    ]
    words = {one for several in found for one in several}
    if not words:
        return None
    if len(words) > 1 or not all(found):
        raise ValueError(f"watermarks differ: {found}")
    return words.pop()
