//! The parts of a pack in order, bound as one file or each by itself.

use std::collections::BTreeMap;

use crate::{
    doc::{BlockId, Doc, outline::Outline},
    model::meeting::Meeting,
    pack::{self, Agenda, Annex, Entry, Pages},
    pdf::{self, foreign::Foreign},
    template::Template,
};

use super::{
    super::{Clock, DOCX, Extras, Order, Output, PDF, Unwritten, document, files},
    annexes::{Annexes, Content},
    manifest::{Listed, PartKind},
};

/// What is bound.
#[derive(Clone, Copy)]
pub struct Binder<'a> {
    pub template: &'a Template,
    pub meeting: &'a Meeting,
    pub agenda: &'a Agenda,
    pub annexes: &'a Annexes,
    pub pages: &'a Pages,
}

/// A part on its way: a document or pages of others, and what stands around them.
struct Piece<'a> {
    id: BlockId,
    opening: pdf::Opening,
    stamp: String,
    content: Held<'a>,
    /// What the manifest tells of it; nothing of a further document of the same annex.
    listed: Option<Listed>,
    /// Name of its file where the pack is split, without extension.
    name: String,
}

enum Held<'a> {
    Doc(&'a Doc, Box<Outline>, &'a Template),
    Pages(&'a [u8], &'a Foreign, &'a str),
}

type PackRequest = (Vec<Output>, Vec<Listed>);

impl<'a> Binder<'a> {
    /// One file.
    pub fn whole(self, clock: &mut impl Clock) -> Result<PackRequest, Unwritten> {
        let pieces = self.pieces();
        let (output, listed) = self.file(&pieces, &self.pages.front, clock)?;
        Ok((vec![output], listed))
    }

    /// A file for each item and annex, in a folder.
    pub fn split(self, clock: &mut impl Clock) -> Result<PackRequest, Unwritten> {
        let folder = &self.pages.front.meta.stem;
        let pieces = self.pieces();
        let (mut outputs, mut all) = (Vec::new(), Vec::new());
        let mut rest = pieces.as_slice();
        while let Some(first) = rest.first() {
            // The further documents of an annex stay with its first.
            let further = rest[1..].iter().take_while(|piece| piece.listed.is_none());
            let (own, tail) = rest.split_at(1 + further.count());
            rest = tail;
            let meta = &match &first.content {
                Held::Doc(doc, ..) => doc,
                Held::Pages(..) => &self.pages.front,
            };
            let (mut output, mut listed) = self.file(own, meta, clock)?;
            output.path = format!("{folder}/{}.{}", first.name, PDF.ending);
            for part in &mut listed {
                part.file = Some(output.path.clone());
            }
            outputs.push(output);
            all.extend(listed);
        }
        Ok((outputs, all))
    }

    /// The skeleton of the minutes.
    pub fn minutes(self, clock: &mut impl Clock) -> Result<Vec<Output>, Unwritten> {
        let doc = &self.pages.minutes;
        let order = Order {
            template: self.template,
            documents: &[],
            abbreviations: &[],
            formats: &[&DOCX],
            audience: self.agenda.audience,
            extras: Extras::default(),
        };
        document(doc, order, clock)
    }

    fn file(
        self,
        pieces: &[Piece<'a>],
        about: &Doc,
        clock: &mut impl Clock,
    ) -> Result<(Output, Vec<Listed>), Unwritten> {
        let warning = if self.meeting.example {
            self.template.words.phrase("moede_eksempel")
        } else {
            ""
        };
        // A file carries the day the pack was sent, whatever it shows.
        let meta = crate::doc::Meta {
            date: self.meeting.sent,
            ..about.meta.clone()
        };
        let bundle = pdf::Bundle {
            meta: &meta,
            terms: &about.terms,
            look: files::look(self.template, pdf::Show::Marks),
            warning,
            parts: pieces.iter().map(Piece::part).collect(),
            contents: self.contents(),
        };
        let layout = clock.stage("layout", || pdf::bundle(&bundle));
        let layout = layout?;
        let bytes = clock.stage(PDF.name, || layout.pdf());
        let bytes = bytes?;
        let pages = layout.pages();
        let output = Output {
            path: format!("{}.{}", about.meta.stem, PDF.ending),
            bytes,
            pages: Some(pages),
        };
        Ok((output, placed(pieces, &layout.page_of(), pages)))
    }

    /// The lists of notes and of annexes at the front.
    fn contents(self) -> BTreeMap<BlockId, Vec<pdf::Line>> {
        let notes = self.agenda.entries.iter().filter(|entry| entry.has_note());
        let notes = notes.map(|entry| pdf::Line {
            part: entry.target(),
            level: 1,
            number: entry.number.clone(),
            words: entry.item.title.text.clone(),
        });
        let sheet = pdf::Line {
            part: sheet(),
            level: 1,
            number: String::new(),
            words: self.phrase("moede_beslutningsark").to_owned(),
        };
        let annexes = self.agenda.annexes();
        let annexes = annexes.filter_map(|(_, annex)| {
            Some(pdf::Line {
                part: annex.target(),
                level: 1,
                number: format!("{} {}", self.template.terms.annex, annex.number),
                words: self.annexes.all.get(&annex.number)?.title.clone(),
            })
        });
        BTreeMap::from([
            (
                BlockId(pack::NOTES.to_owned()),
                notes.chain([sheet]).collect(),
            ),
            (BlockId(pack::ANNEXES.to_owned()), annexes.collect()),
        ])
    }

    fn phrase(self, name: &'a str) -> &'a str {
        self.template.words.phrase(name)
    }

    /// The parts in order: front, notes each with its annexes, decision sheet.
    fn pieces(self) -> Vec<Piece<'a>> {
        let front = &self.pages.front;
        let mut out = vec![Piece {
            id: BlockId("moede".to_owned()),
            opening: pdf::Opening::Own,
            stamp: String::new(),
            content: self.own(front),
            listed: Some(Listed::of(PartKind::Call, &front.meta.title)),
            name: "00-dagsorden".to_owned(),
        }];
        for entry in &self.agenda.entries {
            let note = self
                .pages
                .notes
                .iter()
                .find(|(number, _)| *number == entry.number);
            out.extend(note.map(|(_, doc)| self.note(entry, doc)));
            for annex in &entry.annexes {
                out.extend(self.annex(entry, annex));
            }
        }
        let words = self.phrase("moede_beslutningsark");
        out.push(Piece {
            id: sheet(),
            opening: pdf::Opening::Title(words.to_owned()),
            stamp: String::new(),
            content: self.own(&self.pages.decisions),
            listed: Some(Listed::of(PartKind::Decisions, words)),
            name: "99-beslutningsark".to_owned(),
        });
        out
    }

    fn own(self, doc: &'a Doc) -> Held<'a> {
        Held::Doc(doc, Box::new(Outline::of(doc)), self.template)
    }

    fn note(self, entry: &Entry, doc: &'a Doc) -> Piece<'a> {
        let title = self
            .phrase("moede_punkt_titel")
            .replace("{nummer}", &entry.number)
            .replace("{titel}", &entry.item.title.text);
        let stamp = self
            .phrase("moede_punkt")
            .replace("{nummer}", &entry.number);
        let listed = Listed {
            item: Some(entry.number.clone()),
            ..Listed::of(PartKind::Note, &entry.item.title.text)
        };
        Piece {
            id: entry.target(),
            opening: pdf::Opening::Title(title),
            stamp,
            content: self.own(doc),
            listed: Some(listed),
            name: file_name(
                &format!("{}-00", sortable(&entry.number)),
                &entry.item.title.text,
            ),
        }
    }

    /// The documents of an annex; of a plan that files its delaftaler apart there are several.
    fn annex(self, entry: &Entry, annex: &Annex) -> Vec<Piece<'a>> {
        let Some(loaded) = self.annexes.all.get(&annex.number) else {
            return Vec::new();
        };
        let number = annex.number.to_string();
        let with = |name, item: &str| {
            let words = self.phrase(name).replace("{nummer}", item);
            words.replace("{titel}", &loaded.title)
        };
        let stamp = with("moede_bilag_stempel", &number).replace("{punkt}", &entry.number);
        let back = (entry.target(), with("moede_tilbage", &entry.number));
        let opening = pdf::Opening::Strip {
            words: with("moede_bilag_titel", &number),
            back: Some(back),
        };
        let name = format!("{}-bilag-{:02}", sortable(&entry.number), annex.number);
        let name = file_name(&name, &loaded.title);
        let listed = |kind| Listed {
            item: Some(entry.number.clone()),
            annex: Some(annex.number),
            ..Listed::of(kind, &loaded.title)
        };
        let piece = |content, opening, id, listed| Piece {
            id,
            opening,
            stamp: stamp.clone(),
            content,
            listed,
            name: name.clone(),
        };
        match &loaded.content {
            Content::Pages {
                path,
                bytes,
                foreign,
            } => {
                let told = self.agenda.audience.reads_sources();
                let content = Held::Pages(bytes, foreign, &loaded.title);
                let listed = listed(PartKind::Foreign(told.then(|| path.clone())));
                vec![piece(content, opening, annex.target(), Some(listed))]
            }
            Content::Docs(docs, template) => {
                let docs = docs.iter().enumerate();
                let pieces = docs.map(|(index, doc)| {
                    let content = Held::Doc(doc, Box::new(Outline::of(doc)), template);
                    if index == 0 {
                        let listed = Some(listed(PartKind::Document));
                        return piece(content, opening.clone(), annex.target(), listed);
                    }
                    let id = BlockId(format!("{}.{}", annex.target().as_str(), index + 1));
                    piece(content, pdf::Opening::Further, id, None)
                });
                pieces.collect()
            }
        }
    }
}

impl Piece<'_> {
    fn part(&self) -> pdf::Part<'_> {
        let content = match &self.content {
            Held::Doc(doc, outline, template) => pdf::Content::Doc {
                doc,
                outline,
                look: files::look(template, pdf::Show::Marks),
            },
            Held::Pages(bytes, foreign, title) => pdf::Content::Pages {
                bytes,
                sizes: &foreign.sizes,
                title,
                modern: foreign.modern,
            },
        };
        pdf::Part {
            id: self.id.clone(),
            opening: self.opening.clone(),
            stamp: self.stamp.clone(),
            content,
        }
    }
}

/// What the manifest tells: each part with its pages.
fn placed(pieces: &[Piece<'_>], page_of: &BTreeMap<BlockId, usize>, pages: usize) -> Vec<Listed> {
    let listed = pieces.iter().filter_map(|piece| {
        let first = page_of.get(&piece.id).copied().unwrap_or(1);
        Some((piece.listed.clone()?, first))
    });
    let listed: Vec<(Listed, usize)> = listed.collect();
    let ends = listed.iter().skip(1).map(|(_, first)| *first);
    let ends: Vec<usize> = ends.chain([pages + 1]).collect();
    let pairs = listed.into_iter().zip(ends);
    pairs
        .map(|((part, first), end)| Listed {
            first_page: first,
            pages: end.saturating_sub(first),
            ..part
        })
        .collect()
}

/// What links to the decision sheet lead to.
fn sheet() -> BlockId {
    BlockId("moede.beslutningsark".to_owned())
}

/// `04a`: numbers that sort as they count.
fn sortable(number: &str) -> String {
    let digits = number.trim_end_matches(char::is_alphabetic);
    format!("{digits:0>2}{}", &number[digits.len()..])
}

/// Longest part of a title in a file's name: some systems take no long paths.
const LONGEST: usize = 40;

/// `04a-bilag-03-budget-for-2027`.
fn file_name(place: &str, title: &str) -> String {
    let mut words = String::new();
    for letter in title.to_lowercase().chars() {
        match letter {
            'æ' => words.push_str("ae"),
            'ø' => words.push_str("oe"),
            'å' => words.push_str("aa"),
            letter if letter.is_ascii_alphanumeric() => words.push(letter),
            _ if !words.ends_with('-') => words.push('-'),
            _ => {}
        }
    }
    words.truncate(LONGEST);
    format!("{place}-{}", words.trim_matches('-'))
        .trim_end_matches('-')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_sort_as_the_agenda_goes() {
        let mut names: Vec<String> = ["1", "2", "10", "2b", "2a"].map(sortable).into();
        names.sort();
        assert_eq!(names, ["01", "02", "02a", "02b", "10"]);
    }

    #[test]
    fn a_file_says_what_it_holds() {
        assert_eq!(
            file_name("04a-bilag-03", "Økonomi: første halvår (2022)"),
            "04a-bilag-03-oekonomi-foerste-halvaar-2022"
        );
        assert_eq!(file_name("01-00", "…"), "01-00");
    }
}
