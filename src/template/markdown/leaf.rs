//! The inside of a leaf: words in their styles, links, footnotes, and the slots among them.

use pulldown_cmark::{Event, Tag};
use url::Url;

use crate::doc::{Field, Inline, Origin, Style, Text};

use super::{
    super::{
        data::{Place, Slot},
        render::{holds_slots, slot_at},
        typography,
    },
    Markdown, Misuse, is_block, sentence, words,
};

impl<'a, I: Iterator<Item = (Event<'a>, usize)>> Markdown<'a, I> {
    /// Inlines up to the end of the leaf, and the places found among them. The end event is left in place.
    pub(super) fn inlines(&mut self, style: Style) -> (Vec<Inline>, Vec<Place>) {
        let mut out = Vec::new();
        let mut places = Vec::new();
        while let Some((event, at)) = self.events.peek().cloned() {
            match event {
                Event::Start(tag) if is_block(&tag) => break,
                Event::End(_) | Event::Rule => break,
                Event::Start(tag) => {
                    self.events.next();
                    self.span(tag, at, style, &mut out, &mut places);
                    continue;
                }
                Event::Text(text)
                | Event::Code(text)
                | Event::InlineMath(text)
                | Event::DisplayMath(text)
                | Event::Html(text)
                | Event::FootnoteReference(text) => {
                    self.text(text.trim_end_matches('\n'), style, &mut out, &mut places)
                }
                Event::InlineHtml(text) => {
                    self.around.misuse(Misuse::Html, at);
                    self.text(&text, style, &mut out, &mut places);
                }
                Event::SoftBreak => self.text(" ", style, &mut out, &mut places),
                Event::HardBreak => out.push(Inline::Break),
                Event::TaskListMarker(_) => {}
            }
            self.events.next();
        }
        (trimmed(out), places)
    }

    fn span(
        &mut self,
        tag: Tag<'a>,
        at: usize,
        style: Style,
        out: &mut Vec<Inline>,
        places: &mut Vec<Place>,
    ) {
        let style = match tag {
            Tag::Emphasis => Style {
                italic: true,
                ..style
            },
            Tag::Strong => Style {
                bold: true,
                ..style
            },
            _ => style,
        };
        let (inner, inner_places) = self.inlines(style);
        self.events.next();
        places.extend(inner_places);
        match tag {
            Tag::Link { dest_url, .. } => {
                let dest_url = self.covers.lift(&dest_url);
                let plain = !dest_url.chars().any(|c| {
                    c.is_control() || c.is_whitespace() || slot_at(c, self.slots).is_some()
                });
                let url = address(&dest_url).filter(|_| plain && !inner.is_empty());
                if let Some(url) = url {
                    out.push(Inline::Link {
                        url,
                        content: inner,
                    });
                } else {
                    self.around.misuse(Misuse::Link, at);
                    out.extend(inner);
                }
            }
            Tag::Emphasis | Tag::Strong => inner.into_iter().for_each(|inline| push(out, inline)),
            _ => {
                self.around.misuse(Misuse::Element, at);
                out.extend(inner);
            }
        }
    }

    fn text(&mut self, text: &str, style: Style, out: &mut Vec<Inline>, places: &mut Vec<Place>) {
        let text = &self.covers.lift(text);
        let mut plain = String::new();
        // Whether a value that ends a sentence by itself came just before: `100 kr.` and then a full stop.
        let mut stopped = false;
        if !holds_slots(text) {
            plain.push_str(text);
            return self.flush(&mut plain, style, out);
        }
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let Some(slot) = slot_at(c, self.slots) else {
                if !(stopped && c == '.' && rest.peek() != Some(&'.')) {
                    plain.push(c);
                }
                stopped = false;
                continue;
            };
            self.flush(&mut plain, style, out);
            stopped = matches!(slot, Slot::Words { text, .. } if text.ends_with('.'));
            match slot {
                Slot::Words {
                    text,
                    origin,
                    spelled,
                } => {
                    let opened = spelled.then(|| sentence::opened(text, out));
                    let text = opened.flatten().unwrap_or_else(|| text.clone());
                    words(&text, style, origin, self.unbroken)
                        .into_iter()
                        .for_each(|inline| push(out, inline));
                }
                Slot::Ref { target, label } => out.push(Inline::Ref {
                    target: target.clone(),
                    label: label.clone(),
                }),
                Slot::Note(name) => out.extend(self.around.note(name)),
                Slot::Place(place) => places.push(place.clone()),
            }
        }
        self.flush(&mut plain, style, out);
    }

    fn flush(&self, plain: &mut String, style: Style, out: &mut Vec<Inline>) {
        if !plain.is_empty() {
            let mut text = std::mem::take(plain);
            if text.contains(['\n', '\t']) {
                text = text.replace(['\n', '\t'], " ");
            }
            push(
                out,
                Inline::Words {
                    text,
                    style,
                    origin: self.home.origin.clone(),
                },
            );
        }
    }

    pub(super) fn leaf(&mut self, mut inlines: Vec<Inline>) -> Text {
        for inline in &mut inlines {
            if let Inline::Words { text, .. } = inline {
                *text = typography::unbroken(text, self.unbroken);
            }
        }
        sentence::capitals(&mut inlines);
        let field = self.home.field.clone().map(|key| Field {
            key,
            part: self.leaf,
        });
        self.leaf += 1;
        Text::of(field.or_else(|| sole_field(&inlines)), inlines)
    }
}

/// An address as every reader of a file takes it, or nothing if it leads nowhere. One in plain letters stays as it is
/// written; others are percent-encoded, and their hosts are spelled as the domain name system has them.
fn address(written: &str) -> Option<String> {
    let known = ["https://", "http://", "mailto:"];
    let read = Url::parse(written).ok()?;
    let leads = match read.scheme() {
        "mailto" => read
            .path()
            .split_once('@')
            .is_some_and(|(who, host)| !who.is_empty() && !host.is_empty()),
        _ => read.has_host(),
    };
    if !leads || !known.iter().any(|scheme| written.starts_with(scheme)) {
        return None;
    }
    Some(if written.is_ascii() {
        written.to_owned()
    } else {
        read.into()
    })
}

/// The field of a leaf that shows one value of the plan and nothing else.
pub(super) fn sole_field(inlines: &[Inline]) -> Option<Field> {
    match inlines {
        [
            Inline::Words {
                origin: Origin::Plan(key),
                ..
            },
        ] => Some(Field {
            key: key.clone(),
            part: 0,
        }),
        _ => None,
    }
}

/// Appends an inline, joining words of one style and origin.
fn push(out: &mut Vec<Inline>, inline: Inline) {
    if let (
        Some(Inline::Words {
            text: last,
            style: a,
            origin: from,
        }),
        Inline::Words {
            text,
            style: b,
            origin,
        },
    ) = (out.last_mut(), &inline)
        && a == b
        && from == origin
    {
        last.push_str(text);
        return;
    }
    out.push(inline);
}

/// Without spaces and breaks at either end.
fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Break => drop(inlines.pop()),
            Inline::Words { text, .. } if text.trim_end_matches(' ').is_empty() => {
                drop(inlines.pop())
            }
            Inline::Words { text, .. } => {
                text.truncate(text.trim_end_matches(' ').len());
                break;
            }
            Inline::Link { .. }
            | Inline::Ref { .. }
            | Inline::Note { .. }
            | Inline::Marked { .. } => break,
        }
    }
    inlines
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_lead_somewhere_and_are_spelled_for_machines() {
        for none in [
            "https://[abc",
            "http://",
            "mailto:",
            "mailto:@a.dk",
            "ftp://a.dk",
            "a.dk",
        ] {
            assert_eq!(address(none), None, "{none}");
        }
        for kept in [
            "https://example.dk",
            "mailto:post@example.dk",
            "https://example.dk/a%20b?c=1#d",
        ] {
            assert_eq!(address(kept).as_deref(), Some(kept));
        }
        let written = "https://ål.example.dk/æøå/sti";
        let spelled = "https://xn--l-1fa.example.dk/%C3%A6%C3%B8%C3%A5/sti";
        assert_eq!(address(written).as_deref(), Some(spelled));
    }
}
