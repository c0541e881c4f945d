"""The structure tree of a tagged PDF, and the words it holds."""

import pikepdf

from .pdf_text import PageText

INLINE = {"/Span", "/Em", "/Strong", "/Link", "/Lbl", "/Quote", "/Code", "/Reference", "/Datetime"}


def each(element, name):
    """The values of an entry that may be missing, single or a list."""
    found = element.get(name)
    if found is None:
        return []
    return found if isinstance(found, pikepdf.Array) else [found]


class Tree:
    """The structure tree of a PDF with the words it holds."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        fonts = {}
        self.texts = [PageText(page, fonts) for page in pdf.pages]
        root = pdf.Root.StructTreeRoot
        self.roles = {str(key): str(value) for key, value in root.get("/RoleMap", {}).items()}
        self.top = Node(self, root.K[0] if isinstance(root.K, pikepdf.Array) else root.K, None)
        self.used = set()

    def words(self, page, number):
        self.used.add((page, number))
        return self.texts[page].words.get(number, "")

    def unread(self):
        """Words that stand on pages but not in the tree, once the tree has been read."""
        for page, text in enumerate(self.texts):
            yield from (words for words in text.unmarked if words.strip())
            yield from (
                words for number, words in text.words.items() if (page, number) not in self.used and words.strip()
            )


class Node:
    """An element of the structure tree."""

    def __init__(self, tree, element, page):
        self.tree, self.element = tree, element
        self.kind = str(element.S)
        own = element.get("/Pg")
        self.page = tree.pages[own.objgen] if own is not None else page
        self.alt = str(element.Alt) if "/Alt" in element else None
        self.attributes = {}
        for one in each(element, "/A"):
            self.attributes.update({key: value for key, value in one.items() if key != "/O"})

    @property
    def inline(self):
        """Whether it stands in a line of text: a span can also be a block of its own."""
        return self.kind == "/Note" or (self.kind in INLINE and self.attributes.get("/Placement") != "/Block")

    def kids(self):
        """Child elements, and (page, number) for marked content."""
        for kid in each(self.element, "/K"):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                page = self.tree.pages[kid.Pg.objgen] if "/Pg" in kid else self.page
                yield page, int(kid.MCID)
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                continue
            elif isinstance(kid, pikepdf.Dictionary):
                yield Node(self.tree, kid, self.page)
            else:
                yield self.page, int(kid)

    def target(self):
        """The address a link leads to: a URL, or None for a place in the document."""
        for kid in each(self.element, "/K"):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                action = kid.Obj.get("/A")
                return str(action.URI) if action is not None and action.S == "/URI" else None
        raise ValueError("a link without an annotation")

    def every(self, *kinds):
        """All elements of some kinds inside, in order."""
        for kid in self.kids():
            if isinstance(kid, Node):
                if kid.kind in kinds:
                    yield kid
                yield from kid.every(*kinds)

    def first_page(self):
        """The page its first words stand on."""
        for kid in self.kids():
            page = kid.first_page() if isinstance(kid, Node) else kid[0]
            if page is not None:
                return page
        return None
