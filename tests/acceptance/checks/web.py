"""axe-core finds nothing to say about the web pages in a real browser, and they ask for nothing from outside."""

import base64
import json
import re
import shutil

from work import Broken, call, one

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The answer of the page stands between these, base64 of UTF-8.
MARK = "axe-svar"
RUN = """<script>
axe.run(document, {runOnly: %s}).then(r => ({
  passes: r.passes.length,
  incomplete: r.incomplete.map(v => v.id),
  violations: r.violations.map(v => v.id + ': ' + v.help + ' at ' + v.nodes.map(n => n.target.join(' ')).join(', '))
}), e => ({error: String(e)})).then(r => {
  const at = document.createElement('pre');
  at.id = '%s';
  at.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(r))));
  document.body.append(at);
});
</script>"""


def check(work):
    pages = sorted(path for folder in work.report_folders + work.marked_folders for path in folder.glob("*.html"))
    if not pages:
        raise Broken("there are no web pages")
    _control(work, pages[0])
    problems, passes, open_questions = [], 0, set()
    for page in pages:
        text = page.read_text("utf-8")
        for address in re.findall(r"""(?:src|href)=["']([^"'#]+)|url\(([^)]+)\)""", text):
            address = "".join(address)
            if not address.startswith(("data:", "http", "mailto:")):
                problems.append(f"{page.name}: asks for {address}")
        if re.search(r"<script|<link|@import|@font-face", text):
            problems.append(f"{page.name}: holds a script, or asks for a sheet or a font")
        # Data that are folded away are judged, too.
        found = _judge(work, text.replace("<details>", "<details open>"))
        passes += found["passes"]
        open_questions |= set(found["incomplete"])
        problems += [f"{page.name}: {violation}" for violation in found["violations"]]
    figures = f"{len(pages)} web pages, {passes} rules passed, {len(problems)} violations"
    if open_questions:
        figures += f", axe cannot tell: {', '.join(sorted(open_questions))}"
    return f"{figures}; a spoilt copy fails, as it should", problems


def _judge(work, text):
    """The page with axe in it, run in a browser without a window; what it says is read from the page."""
    axe = one("npm/node_modules/axe-core/axe.min.js").read_text("utf-8").replace("</script", "<\\/script")
    run = RUN % (json.dumps(list(TAGS)), MARK)
    page = work.scratch / "axe.html"
    page.write_text(text.replace("</body>", f"<script>{axe}</script>\n{run}\n</body>"), "utf-8")
    browser = next(filter(shutil.which, ("chromium", "chromium-browser", "google-chrome")), None)
    if browser is None:
        raise Broken("chromium is missing: run tests/acceptance/install")
    profile = work.scratch / "browser"
    options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--virtual-time-budget=60000")
    done = call(browser, *options, "--window-size=1280,900", "--dump-dom", page.as_uri(), timeout=300)
    answer = re.search(rf'<pre id="{MARK}">([A-Za-z0-9+/=]+)</pre>', done.stdout)
    if not answer:
        raise Broken("axe gave no answer")
    found = json.loads(base64.b64decode(answer.group(1)))
    if "error" in found:
        raise Broken(f"axe: {found['error']}")
    return found


def _control(work, page):
    """A copy whose pictures have no alternative text and whose language is unknown must be found out."""
    text = page.read_text("utf-8")
    spoilt = re.sub(r'<html lang="[^"]*"', "<html", re.sub(r' alt="[^"]*"', "", text))
    found = _judge(work, spoilt)["violations"]
    if not any(violation.startswith("html-has-lang") for violation in found):
        raise Broken("axe passes a page without a language")
