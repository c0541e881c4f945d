"""PDFs as others make them: whole ones of every shape, and ones that no pack may take silently."""

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

A4 = (595, 842)
# What each refused file must be told as.
REFUSED = {
    "krypteret": "Q010",
    "afkortet": "Q012",
    "uden-sider": "Q013",
    "tabt-side": "Q016",
    "ikke-pdf": "Q011",
    "tom-fil": "Q011",
    "formular": "Q014",
    "stempel": "Q014",
}


def shapes(folder):
    """Writes every shape: name → number of pages, or the code it must be refused with."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    for name, make in SHAPES.items():
        path = folder / f"{name}.pdf"
        pages = make(path)
        expected[name] = REFUSED.get(name, pages)
    return expected


def words(name, page):
    """What stands on a page, and must be found on it in the pack."""
    return f"{name} nummer {page}"


def _page(pdf, name, number, size=A4, rotate=0, extra=None):
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    text = f"BT /F1 {4 if size[1] < 100 else 14} Tf {min(40, size[0] // 10)} {size[1] * 0.9:.0f} Td ({words(name, number)}) Tj ET 1 0 0 RG 20 20 {size[0] - 40} {size[1] - 40} re S"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *size]),
        Contents=pdf.make_stream(text.encode("cp1252")),
        Resources=Dictionary(Font=Dictionary(F1=font)),
    )
    if rotate:
        page.Rotate = rotate
    for key, value in (extra or {}).items():
        page[key] = value
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _plain(pages=1, size=A4, rotate=0, extra=None, **saving):
    def make(path):
        pdf = pikepdf.new()
        for number in range(1, pages + 1):
            _page(pdf, path.stem, number, size, rotate, extra)
        pdf.save(path, **saving)
        return pages

    return make


def _mixed(path):
    pdf = pikepdf.new()
    sizes = (A4, A4[::-1], (842, 1191), (420, 595), (612, 792), (300, 300))
    for number, size in enumerate(sizes, 1):
        _page(pdf, path.stem, number, size)
    pdf.save(path)
    return len(sizes)


def _rotations(path):
    pdf = pikepdf.new()
    for number, rotate in enumerate((0, 90, 180, 270), 1):
        _page(pdf, path.stem, number, A4, rotate)
    pdf.save(path)
    return 4


def _annotated(subtype, look, **more):
    def make(path):
        pdf = pikepdf.new()
        _page(pdf, path.stem, 1)
        annotation = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([100, 300, 300, 340]), **more)
        if look:
            stream = Stream(pdf, b"0.9 g 0 0 200 40 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 40]))
            annotation.AP = Dictionary(N=pdf.make_indirect(stream))
        annotation = pdf.make_indirect(annotation)
        pdf.pages[0].obj.Annots = Array([annotation])
        if subtype == "Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array([annotation]))
        pdf.save(path)
        return 1

    return make


def _truncated(path):
    _plain(5)(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


def _without_pages(path):
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n"
        b"trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n"
    )


def _junk(data):
    return lambda path: path.write_bytes(data) and None


def _layers(path):
    pdf = pikepdf.new()
    _page(pdf, path.stem, 1)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Lag"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    pdf.save(path)
    return 1


def _attached(path):
    """A file that another hangs on."""
    pdf = pikepdf.new()
    _page(pdf, path.stem, 1)
    pdf.attachments["regneark.csv"] = pikepdf.AttachedFileSpec(pdf, b"a;b", mime_type="text/csv")
    pdf.save(path)
    return 1


def _lost_page(path):
    """A page that the tree names, but that is not there."""
    _plain(3, object_stream_mode=NO_OBJECTS, compress_streams=False)(path)
    whole = path.read_bytes()
    lost = whole.replace(b"[ 3 0 R 4 0 R 5 0 R ]", b"[ 3 0 R 9 0 R 5 0 R ]", 1)
    assert lost != whole
    path.write_bytes(lost)


def _broken_xref(path):
    _plain(3)(path)
    data = path.read_bytes()
    at = data.rindex(b"startxref")
    path.write_bytes(data[:at] + b"startxref\n7\n%%EOF\n")
    return 3


def _incremental(path):
    _plain(2)(path)
    data = path.read_bytes()
    path.write_bytes(data + b"\n% noget bagefter\n")
    return 2


def _inherited(path):
    """Size, resources and rotation stand at the tree of pages, not at the page."""
    pdf = pikepdf.new()
    for number in (1, 2):
        _page(pdf, path.stem, number)
    root = pdf.Root.Pages
    root.MediaBox, root.Resources = pdf.pages[0].obj.MediaBox, pdf.pages[0].obj.Resources
    for page in pdf.pages:
        del page.obj.MediaBox
        del page.obj.Resources
    pdf.save(path)
    return 2


OBJECTS, NO_OBJECTS = pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable
SHAPES = {
    "enkel": _plain(2),
    "drejet": _rotations,
    "blandet": _mixed,
    "beskaaret": _plain(1, extra={"/CropBox": Array([10, 10, 585, 800])}),
    "forskudt": _plain(1, extra={"/MediaBox": Array([-50, -20, 545, 822])}),
    "brugerenhed": _plain(1, extra={"/UserUnit": 2}),
    "gammel-1.3": _plain(2, force_version="1.3", object_stream_mode=NO_OBJECTS),
    "ny-2.0": _plain(2, force_version="2.0", object_stream_mode=OBJECTS),
    "objektstroemme": _plain(3, object_stream_mode=OBJECTS),
    "lineariseret": _plain(4, linearize=True),
    "ukomprimeret": _plain(2, compress_streams=False, object_stream_mode=NO_OBJECTS),
    "fem-hundrede": _plain(500),
    "link": _annotated("Link", False, A=Dictionary(S=Name.URI, URI="https://example.org")),
    "tom-formular": _annotated("Widget", False, FT=Name.Tx, T="navn"),
    "lag": _layers,
    "vedhaeftning": _attached,
    "arvet": _inherited,
    "oedelagt-xref": _broken_xref,
    "noget-bagefter": _incremental,
    "lille": _plain(1, size=(60, 40)),
    "plakat": _plain(1, size=(2384, 3370)),
    "krypteret": _plain(1, encryption=pikepdf.Encryption(owner="ejer", user="bruger")),
    "ejerkode": _plain(1, encryption=pikepdf.Encryption(owner="ejer", user="")),
    "afkortet": _truncated,
    "uden-sider": _without_pages,
    "tabt-side": _lost_page,
    "ikke-pdf": _junk("Dette er ikke en PDF.".encode()),
    "tom-fil": _junk(b"%PDF-1.4\n"),
    "formular": _annotated("Widget", True, FT=Name.Tx, T="navn", V="Udfyldt"),
    "stempel": _annotated("Stamp", True),
}
