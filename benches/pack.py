"""A pack of 300 pages for the benchmark: a meeting with annexes of every kind, and pages of others to fill it up."""

import json
import shutil
from pathlib import Path

PAGES = 300
NAME = "2026-12-10"
HEAD = f"""organ = "Bestyrelsen"
titel = "Et stort møde"
dato = {NAME}
tid = "09:00-16:00"
sted = "Mødelokalet"
udsendt = 2026-12-01
deltagere = ["Formand"]
"""
AREAS = ("uddannelse", "beskaeftigelse", "kriminalitetsforebyggelse", "sammenhaengskraft")
OWN = (
    'slags = "plan"',
    'slags = "plan"\nversion = "1.0"',
    'slags = "aendringer"\nfra = "1.0"',
    'slags = "aendringsliste"\nfra = "1.0"',
    'slags = "kvalitet"',
    'slags = "noegletal"',
    'slags = "status"\nhalvaar = "2022-1"',
    *(f'slags = "delaftale"\ndelaftale = "{area}"' for area in AREAS),
)


def place(plan: Path, folder: Path) -> Path:
    """A folder with a copy of the plan that has the meeting."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(plan, folder / "plan")
    return folder


def meeting(folder: Path, others: int) -> Path:
    """Writes the meeting, with so many pages of others."""
    path = folder / "plan" / "moeder" / f"{NAME}.toml"
    sheets = path.parent / "bilag" / "andres.pdf"
    annexes = list(OWN)
    if others > 0:
        sheets.write_bytes(foreign(others))
        annexes.append('slags = "fil"\nfil = "moeder/bilag/andres.pdf"')
    items = (
        f'\n[[punkt]]\nid = "punkt-{number}"\ntitel = "Punkt nummer {number}"\nslags = "orientering"\n'
        f'sagsfremstilling = "Sagen er beskrevet i bilaget."\n[[punkt.bilag]]\n{annex}\n'
        for number, annex in enumerate(annexes, 1)
    )
    path.write_text(HEAD + "".join(items), encoding="utf-8")
    return path


def pages(folder: Path) -> int:
    """Pages of the pack that was written last."""
    told = json.loads((folder / "pack" / "manifest.json").read_text(encoding="utf-8"))
    return sum(part["pages"] for part in told["parts"])


def foreign(count: int) -> bytes:
    """A PDF of text, as other programs write it."""
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for page in range(count):
        lines = " ".join(f"(Side {page + 1}, linje {line}: tal og ord i et ark) Tj T*" for line in range(1, 46))
        text = f"BT /F1 11 Tf 15 TL 60 780 Td {lines} ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * page} 0 R >>",
            f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        ]
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode("ascii")
