"""All that can be read out of files: words, strings, streams, parts of packages."""

import re
import zipfile

import pikepdf

from work import call


def page_words(path):
    """The words of each page."""
    return call("pdftotext", "-layout", path, "-").stdout.split("\f")[:-1]


def plain(words):
    return re.sub(r"\s+", " ", words.replace("\u00a0", " ").replace("\u00ad", "")).strip()


def everything(folder):
    """All that can be read out of the files of a folder: words of pages, decoded streams, strings, parts of packages."""
    out = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf":
            out.append(plain(" ".join(page_words(path))))
            out += _objects(path)
        elif path.suffix == ".docx":
            with zipfile.ZipFile(path) as package:
                parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
            out += [re.sub(r"<[^>]+>", "", part) for part in parts] + parts
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as package:
                out += package.namelist()
        elif path.is_file():
            out.append(path.read_text("utf-8"))
    return "\n".join(out)


def _objects(path):
    """Every string and every decoded stream of a PDF."""
    out = []
    with pikepdf.open(path) as pdf:
        for value in pdf.objects:
            if isinstance(value, pikepdf.Stream):
                try:
                    out.append(value.read_bytes().decode("latin-1"))
                except pikepdf.PdfError:
                    out.append(value.read_raw_bytes().decode("latin-1"))
            _strings(value, out, 0)
    return out


def _strings(value, out, depth):
    if depth > 20:
        return
    if isinstance(value, pikepdf.String):
        out.append(str(value))
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in value.keys():
            item = value[key]
            if not getattr(item, "is_indirect", False):
                _strings(item, out, depth + 1)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            if not getattr(item, "is_indirect", False):
                _strings(item, out, depth + 1)
