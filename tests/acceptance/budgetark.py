"""The sample pack's foreign PDF: a budget sheet as another program would make it, in the oldest and plainest form.

Run by hand: `python3 tests/acceptance/budgetark.py plan/moeder/bilag/budgetark.pdf`. Same bytes every time.
"""

import sys

LINES = [
    ("Post", "Budget", "Forbrug", "Rest"),
    ("Løn, projektmedarbejdere", "1.250.000", "604.300", "645.700"),
    ("Aktiviteter og materialer", "310.000", "121.450", "188.550"),
    ("Lokaler", "180.000", "90.000", "90.000"),
    ("Kompetenceudvikling", "60.000", "18.200", "41.800"),
    ("I alt", "1.800.000", "833.950", "966.050"),
]
COLUMNS = (60, 300, 390, 480)


def text(x, y, size, words, font="F1"):
    coded = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %d Tf %d %d Td (%s) Tj ET\n" % (font.encode(), size, x, y, coded)


def table(top):
    out = b""
    for row, cells in enumerate(LINES):
        font = "F2" if row in (0, len(LINES) - 1) else "F1"
        y = top - 26 * row
        for x, cell in zip(COLUMNS, cells):
            out += text(x, y, 11, cell, font)
        out += b"0.5 w 60 %d m 550 %d l S\n" % (y - 9, y - 9)
    return out


def pages():
    first = text(60, 770, 18, "Budgetopfølgning, 1. halvår", "F2")
    first += text(60, 745, 11, "EKSEMPELDATA - tallene er opdigtede. Beløb i kroner.")
    first += table(700)
    second = text(60, 530, 18, "Likviditet måned for måned", "F2")
    second += text(60, 505, 11, "EKSEMPELDATA - tallene er opdigtede.")
    for month, value in enumerate((118, 131, 127, 142, 155, 161)):
        x = 80 + 110 * month
        second += b"0.35 g %d 120 60 %d re f 0 g\n" % (x, value * 2)
        second += text(x + 4, 100, 11, "%d. md." % (month + 1))
        second += text(x + 8, 128 + value * 2, 11, "%d.000" % value)
    return (first, b"[0 0 595 842]"), (second, b"[0 0 842 595]")


def write(path):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [5 0 R 7 0 R] /Count 2 >>"]
    for name in (b"Helvetica", b"Helvetica-Bold"):
        objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name)
    for content, box in pages():
        number = len(objects) + 2
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (box, number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(content), content))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    with open(path, "wb") as file:
        file.write(out)


if __name__ == "__main__":
    write(sys.argv[1])
