//! What stands around the content: head, first link, running header, the plan's other documents, foot.

use super::{CONTENT, Columns, Page, escape, put, steps, style};
use crate::doc::Doc;

/// The key that leads to the first change, together with those that the browser asks for.
const KEY: &str = "n";

/// The whole page around its content.
pub fn around(page: Page<'_>, changed: bool, content: &str) -> String {
    let mut out = String::with_capacity(content.len() + 8192);
    head(page, &mut out);
    body(page, changed, content, &mut out);
    out
}

fn head(page: Page<'_>, out: &mut String) {
    let meta = &page.doc.meta;
    put(
        out,
        format_args!(
            concat!(
                "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
                "<title>{}</title>\n<meta name=\"description\" content=\"{}\">\n",
                "<meta name=\"author\" content=\"{}\">\n<meta name=\"keywords\" content=\"{}\">\n",
                "<style>\n{}</style>\n</head>\n"
            ),
            escape(&meta.lang),
            escape(&meta.title),
            escape(&meta.subject),
            escape(&meta.author),
            escape(&meta.keywords.join(", ")),
            style::sheet(page.theme, page.opening.levels.len()),
        ),
    );
}

fn body(page: Page<'_>, changed: bool, content: &str, out: &mut String) {
    let doc = page.doc;
    let (meta, terms) = (&doc.meta, &doc.terms);
    let version = terms.version.replace("{version}", &meta.version);
    let draft = if meta.draft {
        format!("<p class=\"draft\">{}</p>\n", escape(&terms.watermark))
    } else {
        String::new()
    };
    put(
        out,
        format_args!(
            concat!(
                "<body{class}>\n<a class=\"skip\" href=\"#{id}\">{skip}</a>\n",
                "<header class=\"running\">\n<p>{short}</p>\n<p>{version} · {status}</p>\n{draft}{documents}{changes}</header>\n",
                "<main id=\"{id}\">\n{content}</main>\n",
                "<footer>\n<p>{author} · {date}</p>\n</footer>\n</body>\n</html>\n"
            ),
            class = match page.columns {
                Columns::One if doc.revision.is_none() => "",
                Columns::One => " class=\"one\"",
                Columns::Two => " class=\"two\"",
            },
            id = CONTENT,
            skip = escape(&terms.web.skip),
            short = escape(&meta.short_title),
            version = escape(&version),
            status = escape(&meta.status),
            draft = draft,
            documents = documents(page),
            changes = if changed {
                to_changes(doc)
            } else {
                String::new()
            },
            content = content,
            author = escape(&meta.author),
            date = escape(&meta.date_text),
        ),
    );
}

/// The plan's documents, each a page in the same folder; nothing where this is the only one.
fn documents(page: Page<'_>) -> String {
    let Page { doc, documents, .. } = page;
    if documents.len() < 2 {
        return String::new();
    }
    let mut items = String::new();
    for other in documents {
        let title = escape(&other.meta.title);
        let item = if other.meta.stem == doc.meta.stem {
            format!("<li aria-current=\"page\">{title}</li>\n")
        } else {
            let stem = escape(&other.meta.stem);
            format!("<li><a href=\"{stem}.html\">{title}</a></li>\n")
        };
        items.push_str(&item);
    }
    let name = escape(&doc.terms.web.documents);
    format!("<nav class=\"documents\" aria-label=\"{name}\">\n<ul>\n{items}</ul>\n</nav>\n")
}

/// The way to the first change, also by a key.
fn to_changes(doc: &Doc) -> String {
    let words = doc.terms.web.first.replace("{tast}", KEY);
    format!(
        "<p class=\"changes\"><a href=\"#{}\" accesskey=\"{KEY}\">{}</a></p>\n",
        steps::anchor(1),
        escape(&words)
    )
}
