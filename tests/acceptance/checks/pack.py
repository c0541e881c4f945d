"""A meeting's pack: pages, links and bookmarks lead where they say, the public's copy holds nothing that is closed, PDFs of
others are included whole or refused with their reason."""

import json
import re
import shutil
import tomllib
import zipfile

import pikepdf

import foreign
from checks.verapdf import judge
from everything import everything, page_words, plain
from work import ROOT, call

MEETING = ROOT / "plan" / "moeder" / "2026-12-09.toml"
STAMP = re.compile(r"side (\d+) af (\d+)")


def check(work):
    problems, figures = [], []
    for part in (_pages, _standard, _split, _public, _foreign):
        figure, found = part(work)
        figures.append(figure)
        problems += found
    return "; ".join(figures), problems


def _pack(work, meeting, out, *flags, ok=(0,)):
    out = work.scratch / out
    done = call(work.binary, "pack", meeting, "--out", out, *flags, ok=ok)
    return out, done


# ---- Pages, bookmarks, links ----


def _pages(work):
    out, _ = _pack(work, MEETING, "pack")
    path = next(out.glob("*.pdf"))
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    texts = [plain(text) for text in page_words(path)]
    problems = _stamps(texts) + _parts(manifest, texts)
    with pikepdf.open(path) as pdf:
        places = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        marks, found = _bookmarks(pdf, places, texts)
        problems += found
        links, found = _links(pdf, places, texts, manifest)
        problems += found
    problems += _numbers(texts, manifest)
    if marks < 10 or links < 20:
        problems.append(f"only {marks} bookmarks and {links} links were followed")
    return f"{len(texts)} pages, {marks} bookmarks and {links} links followed", problems


def _stamps(texts):
    """Every page says its number and how many there are."""
    problems = []
    for number, text in enumerate(texts, 1):
        last = STAMP.findall(text)[-1:]
        if last != [(str(number), str(len(texts)))]:
            problems.append(f"page {number} says {last}")
        if "Eksempeldata" not in text:
            problems.append(f"page {number} does not say that it is example data")
    return problems


def _parts(manifest, texts):
    """Each part begins where the manifest says, and carries its stamp on all its pages."""
    problems, at = [], 1
    for part in manifest["parts"]:
        if part["first_page"] != at:
            problems.append(f"{part['title']} begins on page {part['first_page']}, expected {at}")
        at += part["pages"]
        stamp = f"Punkt {part['item']} · Bilag {part['annex']} · side" if "annex" in part else None
        for page in range(part["first_page"], at):
            if stamp and stamp not in texts[page - 1]:
                problems.append(f"page {page} lacks the stamp {stamp}")
    if at != len(texts) + 1:
        problems.append(f"the parts have {at - 1} pages, the file {len(texts)}")
    standing = {part["standing"] for part in manifest["parts"] if part["kind"] == "foreign"}
    if standing != {"none"} or not all(part.get("why") for part in manifest["parts"] if part["standing"] == "none"):
        problems.append("the manifest does not say why a part is no PDF/A")
    return problems


def _target(pdf, value):
    """The page that a destination or an action leads to."""
    if isinstance(value, pikepdf.Dictionary):
        value = value.get("/D")
    if isinstance(value, (pikepdf.String, pikepdf.Name)):
        value = _named(pdf, str(value))
        if isinstance(value, pikepdf.Dictionary):
            value = value.get("/D")
    return value[0].objgen if value is not None else None


def _named(pdf, name):
    names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names else {}
    return names.get(name)


def _bookmarks(pdf, places, texts):
    problems, count = [], 0
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        top = [item.title for item in outline.root]
        while waiting:
            item = waiting.pop(0)
            waiting += item.children
            count += 1
            target = _target(pdf, item.destination if item.destination is not None else item.action)
            page = places.get(target)
            if page is None or not _spread(item.title, texts[page - 1]):
                problems.append(f"the bookmark »{item.title}« leads to page {page}")
    for wanted in ("Dagsorden", "Punkt 3a", "Bilag 1", "Beslutningsark"):
        if not any(title.startswith(wanted) for title in top):
            problems.append(f"no bookmark »{wanted}« at the top: {top}")
    return count, problems


def _spread(title, text):
    """Whether all words of a title stand on a page: headings break over lines and columns."""
    letters = [re.sub(r"\W", "", word) for word in plain(title).split()]
    return all(word in re.sub(r"[^\w ]", "", text) for word in letters)


def _links(pdf, places, texts, manifest):
    first = {}
    for part in manifest["parts"]:
        if "annex" in part:
            first[f"Bilag {part['annex']}"] = part["first_page"]
        elif "item" in part:
            first[f"Punkt {part['item']}"] = part["first_page"]
    problems, count, reached = [], 0, set()
    for number, page in enumerate(pdf.pages, 1):
        for link in page.obj.get("/Annots", []):
            if link.get("/Subtype") != "/Link" or "/URI" in link.get("/A", {}):
                continue
            target = places.get(_target(pdf, link.get("/Dest") if "/Dest" in link else link.get("/A")))
            count += 1
            if target is None:
                problems.append(f"a link on page {number} leads nowhere")
            reached.add((number, target))
    agenda = next(number for number, text in enumerate(texts, 1) if "Dagsorden" in text and "Emne" in text)
    for name, page in first.items():
        if not any(target == page for source, target in reached if agenda <= source <= agenda + 1):
            problems.append(f"the agenda does not lead to {name} on page {page}")
    for part in manifest["parts"]:
        back = first.get(f"Punkt {part.get('item')}")
        if "annex" in part and (part["first_page"], back) not in reached:
            problems.append(f"annex {part['annex']} does not lead back to page {back}")
    return count, problems


def _numbers(texts, manifest):
    """The page numbers printed at the front are those of the parts."""
    front = " ".join(texts[: manifest["parts"][0]["pages"]])
    problems = []
    for part in manifest["parts"]:
        if "annex" in part:
            wanted = f"Bilag {part['annex']}: "
            page = re.search(re.escape(wanted) + r".*?, side (\d+)", front)
            if not page or int(page[1]) != part["first_page"]:
                problems.append(f"the agenda prints {page and page[1]} for annex {part['annex']}, it is {part['first_page']}")
    return problems


# ---- Without pages of others ----


def _standard(work):
    """What is ours alone is PDF/A-3a and PDF/UA-1, and says so."""
    plan = work.scratch / "kun-eget"
    shutil.copytree(ROOT / "plan", plan)
    path = plan / "moeder" / MEETING.name
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"\[\[punkt\.bilag\]\]\nslags = \"fil\"\n(\w+ = .*\n)*", "", text), "utf-8")
    out, _ = _pack(work, path, "pack-own")
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    problems = [f"{part['title']} is {part['standing']}" for part in manifest["parts"] if part["standing"] == "none"]
    [(passed, count, lines)] = judge(next(out.glob("*.pdf")))
    problems += [] if all(passed) else lines
    return f"veraPDF: {count} assertions on {sum(part['pages'] for part in manifest['parts'])} pages of our own", problems


# ---- A file for each part ----


def _split(work):
    out, _ = _pack(work, MEETING, "pack-split", "--split")
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    files = [part["file"] for part in manifest["parts"]]
    there = sorted(str(path.relative_to(out)) for path in out.rglob("*.pdf"))
    problems = [] if files == there == sorted(files) else [f"files {there}, parts {files}"]
    for part in manifest["parts"]:
        texts = [plain(text) for text in page_words(out / part["file"])]
        if len(texts) != part["pages"]:
            problems.append(f"{part['file']} has {len(texts)} pages, the manifest says {part['pages']}")
    problems += [f"{name} says nothing of its content" for name in files if not re.search(r"/\d\d[a-z]?-[a-z0-9-]+\.pdf$", name)]
    return f"{len(there)} files in agenda order", problems


# ---- The public's ----


def _public(work):
    meeting = tomllib.loads(MEETING.read_text("utf-8"))
    closed = [item for item in meeting["punkt"] if item.get("lukket")]
    secret = " ".join(item.get(key, "") for item in closed for key in ("sagsfremstilling", "indstilling", "oekonomi", "videre_proces"))
    words = {word.strip(".,»«") for word in secret.split() if len(word) > 7}
    board, _ = _pack(work, MEETING, "pack")
    public, _ = _pack(work, MEETING, "pack-public", "--public")
    split, _ = _pack(work, MEETING, "pack-public-split", "--public", "--split")
    known = everything(board)
    # Words that stand elsewhere in the pack prove nothing.
    elsewhere = _open_words(meeting) + " ".join(page_words(ROOT / "plan" / "moeder" / "bilag" / "budgetark.pdf"))
    own = {word for word in words if word in known and word not in elsewhere}
    problems = [] if len(own) >= 3 else [f"only {own} of the closed item's words are found in the board's pack"]
    for folder in (public, split):
        text = everything(folder)
        problems += [f"»{word}« stands in {folder.name}" for word in sorted(own) if word in text]
        if closed[0]["titel"] not in text:
            problems.append(f"the heading of the closed item is missing in {folder.name}")
    return f"{len(own)} words of the closed item nowhere in the public's files", problems


def _open_words(meeting):
    open_items = [item for item in meeting["punkt"] if not item.get("lukket")]
    plan = " ".join(path.read_text("utf-8") for path in (ROOT / "plan").rglob("*.toml") if "moeder" not in path.parts)
    return json.dumps(open_items, ensure_ascii=False, default=str) + plan


# ---- PDFs of others ----


def _foreign(work):
    plan = work.scratch / "med-andres"
    shutil.copytree(ROOT / "plan", plan)
    expected = foreign.shapes(plan / "moeder" / "bilag" / "andre")
    problems, placed = [], 0
    for name, wanted in expected.items():
        out, done = _pack(work, _with(plan, [name]), f"andre-{name}", ok=(0, 1))
        said = done.stdout + done.stderr
        if "panic" in said or "intern fejl" in said:
            problems.append(f"{name}: {said[-300:]}")
        elif isinstance(wanted, str):
            if done.returncode != 1 or wanted not in said or list(out.glob("*.pdf")):
                problems.append(f"{name}: should be refused with {wanted}: {said[-300:]}")
        elif done.returncode != 0:
            problems.append(f"{name}: refused: {said[-300:]}")
        else:
            placed += wanted
            problems += _whole(name, wanted, next(out.glob("*.pdf")))
    return f"{len(expected)} shapes of PDF, {placed} of their pages placed", problems


def _with(plan, names):
    """A meeting of one item with these files as annexes."""
    path = plan / "moeder" / "2026-12-10.toml"
    head = 'organ = "Bestyrelsen"\ntitel = "Prøve"\ndato = 2026-12-10\ntid = "15:00-16:00"\nsted = "Her"\nudsendt = 2026-12-01\ndeltagere = ["Formand"]\n'
    item = '[[punkt]]\nid = "et"\ntitel = "Andres bilag"\nslags = "orientering"\n'
    annexes = "".join(f'[[punkt.bilag]]\nslags = "fil"\nfil = "moeder/bilag/andre/{name}.pdf"\n' for name in names)
    path.write_text(head + item + annexes, "utf-8")
    return path


def _whole(name, pages, path):
    """No page is lost, and its words can be found."""
    texts = [plain(text) for text in page_words(path)]
    missing = [number for number in range(1, pages + 1) if not any(foreign.words(name, number) in text for text in texts)]
    return [f"{name}: pages {missing[:5]} cannot be found in {len(texts)} pages"] if missing else []
