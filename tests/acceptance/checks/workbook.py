"""The budget as a workbook, by programs that are not ours: openpyxl reads its cells, LibreOffice computes its formulas anew."""

import shutil

import openpyxl

from work import Broken, call

# Every plan can have its budget made; those that say otherwise are copied and asked for it.
WANTED = 'id = "budget"\nstatus = '


def check(work):
    problems, formulas, books = [], 0, 0
    for name, plan in work.plans.items():
        book = _made(work, name, plan)
        if book is None:
            continue
        books += 1
        count, found = _judge(work, book)
        formulas += count
        problems += [f"{name}: {one}" for one in found]
    if not books or not formulas:
        raise Broken("no workbook with formulas was made")
    _control(work)
    return f"{books} workbooks, {formulas} formulas computed anew by LibreOffice; a spoilt copy fails, as it should", problems


def _made(work, name, plan):
    """The workbook of a copy of the plan; none where its family has no budget to send."""
    copy, out = work.scratch / f"budget-{name}", work.scratch / f"budget-{name}-out"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(plan, copy)
    if (copy / "udgivelse.toml").exists():
        return None
    path = copy / "plan.toml"
    text = path.read_text("utf-8")
    if WANTED not in text:
        return None
    head, tail = text.split(WANTED, 1)
    path.write_text(head + WANTED + '"dannes"\n' + tail.split("\n", 1)[1], "utf-8")
    call(work.binary, "build", copy, "--out", out, "--force", "--format", "docx", ok=(0, 1))
    found = sorted(out.glob("*-budget.xlsx"))
    if len(found) != 1:
        raise Broken(f"{name}: {len(found)} workbooks were made")
    return found[0]


def _judge(work, path):
    """How many formulas there are, and which differ from what another program computes."""
    said = openpyxl.load_workbook(path, data_only=True)
    written = openpyxl.load_workbook(path)
    # Written again by openpyxl the file has no results: what is read afterwards was computed.
    bare = work.scratch / f"{path.stem}-bare.xlsx"
    written.save(bare)
    computed = openpyxl.load_workbook(_computed(work, bare), data_only=True)
    problems, count = [], 0
    for sheet in written.sheetnames:
        for row in written[sheet].iter_rows():
            for cell in row:
                if not (isinstance(cell.value, str) and cell.value.startswith("=")):
                    continue
                count += 1
                one, other = said[sheet][cell.coordinate].value, computed[sheet][cell.coordinate].value
                if not isinstance(one, (int, float)) or not isinstance(other, (int, float)) or abs(one - other) > 1e-9:
                    problems.append(f"{sheet}!{cell.coordinate} says {one}, LibreOffice computes {other}: {cell.value}")
    return count, problems


def _computed(work, path):
    """The same as LibreOffice writes it after computing."""
    folder, profile = work.scratch / "computed", work.scratch / "calc-profile"
    target = folder / path.name
    target.unlink(missing_ok=True)
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = ("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", kind)
    call(*command, "--outdir", folder, path, timeout=300)
    if not target.is_file():
        raise Broken(f"LibreOffice did not compute {path}")
    return target


def _control(work):
    """A copy in which a post is another amount must be found out."""
    path = sorted(work.scratch.glob("budget-*-out/*-budget.xlsx"))[0]
    book = openpyxl.load_workbook(path)
    posts = book[book.sheetnames[1]]
    last = posts.max_column
    cell = posts.cell(row=2, column=last)
    cell.value = 1
    bare = work.scratch / "spoilt-bare.xlsx"
    book.save(bare)
    computed = openpyxl.load_workbook(_computed(work, bare), data_only=True)
    said = openpyxl.load_workbook(path, data_only=True)
    total = (posts.max_row, last)
    if computed[posts.title].cell(*total).value == said[posts.title].cell(*total).value:
        raise Broken("a spoilt workbook passes")
