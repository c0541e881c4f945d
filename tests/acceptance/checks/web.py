"""In a real browser axe-core finds nothing to say about the web pages, narrow and wide; they fit, and ask for nothing."""

import json
import re
import shutil

from playwright.sync_api import Error, sync_playwright

from work import Broken, one

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What axe judges: a telephone and a screen, by day and in the dark.
JUDGED = ((320, "light"), (1280, "light"), (390, "dark"), (1280, "dark"))
# Widths at which no page may be wider than the window; 640 is the screen enlarged to 200 %, 320 enlarged to 400 %.
FITTED = (320, 360, 390, 480, 576, 640, 768, 1024, 1280, 1440, 1600)
# How far down the text may begin where changes are listed before it.
NEAR = 3600
# What a page must not do, each tried on a copy that does: what is put in place of what, and what must be said of it.
SPOILT = {
    "a page without a language": (r'<html lang="[^"]*"', "<html", "html-has-lang"),
    "pictures without an alternative text": (r'(<img [^>]*?) alt="[^"]*"', r"\1", "image-alt"),
    "a level of headings left out": (r"<(/?)h3\b", r"<\1h5", "heading-order"),
    "letters too pale": (r"</style>", "p{color:#bbb}</style>", "color-contrast"),
    "a page wider than its window": (r"<main", '<div style="width:1700px">x</div><main', "wider than"),
    "a picture from outside": (r"</main>", '<img src="http://127.0.0.1:9/x.png" alt=""></main>', "asks for"),
    "a script": (r"</main>", "<script></script></main>", "holds a script"),
}


def check(work):
    pages = sorted(path for folder in work.web_folders for path in folder.glob("*.html"))
    if not pages:
        raise Broken("there are no web pages")
    problems, passes, unsure = [], 0, set()
    with sync_playwright() as player:
        browser = _browser(player)
        _control(browser, work)
        for page in pages:
            found = _judge(browser, page)
            passes += found["passes"]
            unsure |= found["unsure"]
            problems += [f"{page.parent.name}/{page.name}: {line}" for line in found["problems"]]
        browser.close()
    figures = f"{len(pages)} web pages at {len(JUDGED)} widths and lights, {passes} rules passed, {len(problems)} violations"
    if unsure:
        figures += f", axe cannot tell: {', '.join(sorted(unsure))}"
    return f"{figures}; {len(SPOILT)} spoilt copies fail, as they should", problems


def _browser(player):
    """The machine's own Chromium."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        raise Broken("chromium is missing: run tests/acceptance/install")
    try:
        return player.chromium.launch(executable_path=path, args=["--no-sandbox"])
    except Error as error:
        raise Broken(f"chromium does not start: {error}") from error


def _judge(browser, path):
    """What is wrong with a page, by axe and by its looks at several widths."""
    text = path.read_text("utf-8")
    problems = []
    if re.search(r"<script|<link|@import|@font-face", text):
        problems.append("holds a script, or asks for a sheet or a font")
    context = browser.new_context()
    view = context.new_page()
    asked = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto(path.as_uri())
    problems += [f"asks for {url[:80]}" for url in asked if url != path.as_uri() and not url.startswith("data:")]
    view.set_viewport_size({"width": 390, "height": 900})
    listed = view.evaluate("document.querySelector('details.part + .break')?.offsetTop ?? 0")
    if listed > NEAR:
        problems.append(f"has {listed} pixels of lists before its text")
    # What is folded away is judged, too.
    view.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width in FITTED:
        view.set_viewport_size({"width": width, "height": 900})
        needs = view.evaluate("document.documentElement.scrollWidth")
        if needs > width:
            problems.append(f"is wider than a window of {width}: {needs}")
    problems += _steps(view)
    view.evaluate(one("npm/node_modules/axe-core/axe.min.js").read_text("utf-8"))
    passes, unsure = 0, set()
    for width, scheme in JUDGED:
        view.emulate_media(color_scheme=scheme)
        view.set_viewport_size({"width": width, "height": 900})
        found = view.evaluate(f"axe.run(document, {{runOnly: {json.dumps(TAGS)}}})")
        passes += len(found["passes"])
        unsure |= {rule["id"] for rule in found["incomplete"]}
        problems += [f"{width} wide, {scheme}: {_told(rule)}" for rule in found["violations"]]
    context.close()
    return {"problems": problems, "passes": passes, "unsure": unsure}


def _steps(view):
    """By the Enter key alone one comes from each change to the next, each in view."""
    changes = view.locator("a[id^=aendring_]:not([id$=_op])").count()
    if not changes:
        return []
    view.locator("#aendring_1").focus()
    for change in range(1, changes + 1):
        at = view.evaluate("document.activeElement.id")
        top = view.evaluate("document.activeElement.getBoundingClientRect().top")
        if at != f"aendring_{change}" or change > 1 and not 0 <= top <= 900:
            return [f"at change {change} the Enter key has led to »{at}«, {top} from the top"]
        view.keyboard.press("Enter")
    return []


def _told(rule):
    places = ", ".join(" ".join(map(str, node["target"])) for node in rule["nodes"])
    return f"{rule['id']}: {rule['help']} at {places}"


def _control(browser, work):
    """A copy that does what it must not is found out, each for its own fault."""
    good = next(path for folder in work.web_folders for path in folder.glob("*.html") if folder.name == "every-kind")
    text = good.read_text("utf-8")
    for number, (fault, (pattern, replacement, said)) in enumerate(SPOILT.items()):
        spoilt = work.scratch / f"spoilt-{number}.html"
        spoilt.write_text(re.sub(pattern, replacement, text), "utf-8")
        if not any(said in line for line in _judge(browser, spoilt)["problems"]):
            raise Broken(f"{fault} goes unnoticed")
