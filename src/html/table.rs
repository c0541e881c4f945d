//! Tables: caption, column widths, heads with their scope; in a frame that scrolls where paper is narrow.

use super::{Writer, escape, heads::Heads, put};
use crate::doc::skeleton::grid::Placed;
use crate::doc::{
    Align, BlockId, BodyView, Captioned, Cell, Column, Mark, Row, RowKind, Side, Table, Text, walk,
};

/// A table of as many columns fits on a telephone.
const FEW: usize = 2;
/// A table of as many columns takes more room than the text, where there is some.
const MANY: usize = 5;

/// What a body stands in.
struct Frame<'a> {
    /// Opens the ids of its heads.
    own: &'a str,
    /// Attribute that names the frame.
    named: &'a str,
    /// What follows `<table`: the other attributes, and the caption.
    opening: &'a str,
    /// Whether it lies down on paper.
    wide: bool,
}

impl Writer<'_> {
    /// A table with its caption above, source and notes below.
    pub fn table(&mut self, id: &BlockId, table: &Table) {
        let Table {
            role: _,
            caption,
            columns: _,
            header,
            rows: _,
            row_headers: _,
            replaces,
            source,
            notes,
            wide,
            was: _,
            summary,
        } = table;
        let own = self.own(id);
        let label = self.caption_label(id, Captioned::Tables);
        let name = if caption.is_empty() {
            let heads = header.iter().flat_map(|row| &row.cells);
            let heads = heads.flat_map(|cell| &cell.content);
            let heads: Vec<String> = heads.map(|text| walk::words(&text.inlines)).collect();
            escape(&heads.join(", "))
        } else {
            escape(&walk::words_in(&caption.inlines, self.side))
        };
        let title = if caption.is_empty() {
            String::new()
        } else {
            let words = self.text(caption);
            format!("\n<caption id=\"{own}--titel\">{label}{words}</caption>")
        };
        let described = summary.as_ref().map_or_else(String::new, |_| {
            format!(" aria-describedby=\"{own}--resume\"")
        });
        let body = table.own_body();
        if let Some(before) = replaces {
            // The caption stands above both bodies.
            let cues = &self.doc.terms.cues;
            let [was, is] = [&cues.before, &cues.after]
                .map(|cue| format!("aria-label=\"{}: {name}\"", escape(cue)));
            let before_own = format!("{own}--foer");
            let frame = Frame {
                own: &before_own,
                named: &was,
                opening: &format!(" id=\"{own}\">{title}"),
                wide: *wide,
            };
            self.framed(frame, before.view());
            let frame = Frame {
                own: &own,
                named: &is,
                opening: &format!(" {is}{described}>"),
                wide: *wide,
            };
            self.framed(frame, body);
        } else {
            let named = if caption.is_empty() || self.side == Side::Old {
                format!("aria-label=\"{}\"", self.apart(&name))
            } else {
                format!("aria-labelledby=\"{own}--titel\"")
            };
            let frame = Frame {
                own: &own,
                named: &named,
                opening: &format!(" id=\"{own}\"{described}>{title}"),
                wide: *wide,
            };
            self.framed(frame, body);
        }
        if let Some(summary) = summary {
            self.line(format_args!(
                "<p id=\"{own}--resume\" hidden>{}</p>",
                escape(summary)
            ));
        }
        self.below(source.as_ref(), notes);
    }

    /// A body in a frame of its own.
    fn framed(&mut self, frame: Frame<'_>, body: BodyView<'_>) {
        let Frame {
            own,
            named,
            opening,
            wide,
        } = frame;
        let BodyView {
            columns,
            header,
            rows,
            row_headers: _,
        } = body;
        let wide = if wide { " wide" } else { "" };
        let (many, few) = match columns.len() {
            ..=FEW => ("", " class=\"few\""),
            MANY.. => (" many", ""),
            _ => ("", ""),
        };
        self.line(format_args!(
            "<div class=\"scroll{wide}{many}\" role=\"region\" tabindex=\"0\" {named}>\n<table{few}{opening}"
        ));
        self.columns(columns);
        let heads = Heads::of(body, own);
        self.line(format_args!("<thead>"));
        for (index, row) in header.iter().enumerate() {
            self.row(index, row, &heads, columns);
        }
        self.line(format_args!("</thead>\n<tbody>"));
        for (index, row) in rows.iter().enumerate() {
            let index = header.len() + index;
            if heads.opens(index) {
                self.line(format_args!("</tbody>\n<tbody>"));
            }
            self.row(index, row, &heads, columns);
        }
        self.line(format_args!("</tbody>\n</table>\n</div>"));
    }

    /// `<strong>Tabel 7</strong> · `; nothing where a caption has no number.
    pub fn caption_label(&self, id: &BlockId, what: Captioned) -> String {
        let label = match what {
            Captioned::Tables => &self.doc.terms.table,
            Captioned::Figures => &self.doc.terms.figure,
        };
        match self.outline.number_in(self.side, id) {
            Some(number) => format!(
                "<strong>{}\u{a0}{}</strong> · ",
                escape(label),
                escape(number)
            ),
            None => String::new(),
        }
    }

    fn columns(&mut self, columns: &[Column]) {
        let sum: f64 = columns.iter().map(|column| column.width.max(0.1)).sum();
        let mut out = String::new();
        for column in columns {
            let share = column.width.max(0.1) / sum * 100.0;
            put(&mut out, format_args!("<col style=\"width:{share:.1}%\">"));
        }
        self.line(format_args!("<colgroup>{out}</colgroup>"));
    }

    fn row(&mut self, index: usize, row: &Row, heads: &Heads<'_>, columns: &[Column]) {
        let kind = match row.kind {
            RowKind::Plain => None,
            RowKind::Group => Some("group"),
            RowKind::Total => Some("total"),
        };
        let mark = match row.mark {
            Mark::Keep => None,
            Mark::Ins | Mark::To(_) => Some("in"),
            Mark::Del | Mark::From(_) => Some("out"),
        };
        let classes: Vec<&str> = kind.into_iter().chain(mark).collect();
        let class = if classes.is_empty() {
            String::new()
        } else {
            format!(" class=\"{}\"", classes.join(" "))
        };
        let mut cells = String::new();
        for placed in heads.in_row(index) {
            let align = columns.get(placed.column).map(|column| column.align);
            let align = placed.cell.align.or(align);
            cells.push_str(&self.cell(placed, heads, align));
        }
        self.line(format_args!("<tr{class}>{cells}</tr>"));
    }

    fn cell(&mut self, placed: &Placed<'_>, heads: &Heads<'_>, align: Option<Align>) -> String {
        let content = self.content(placed.cell);
        let (tag, mut attributes) = match heads.head(placed) {
            Some(attributes) => ("th", attributes),
            None => ("td", String::new()),
        };
        attributes.push_str(&heads.of_cell(placed));
        for (name, span) in [
            ("colspan", placed.cell.colspan),
            ("rowspan", placed.cell.rowspan),
        ] {
            if span > 1 {
                put(&mut attributes, format_args!(" {name}=\"{span}\""));
            }
        }
        attributes.push_str(match align {
            Some(Align::Right) => " class=\"right\"",
            Some(Align::Center) => " class=\"center\"",
            Some(Align::Left) | None => "",
        });
        format!("<{tag}{attributes}>{content}</{tag}>\n")
    }

    /// What a cell holds, one paragraph a line if there are several.
    fn content(&mut self, cell: &Cell) -> String {
        let content: Vec<String> = cell.content.iter().map(|text| self.text(text)).collect();
        match content.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            several => format!("<p>{}</p>", several.join("</p> <p>")),
        }
    }

    /// Source and notes below a table or figure.
    pub fn below(&mut self, source: Option<&Text>, notes: &[Text]) {
        let terms = &self.doc.terms;
        let source = source.map(|text| (&terms.source, text));
        let notes = notes.iter().map(|text| (&terms.note, text));
        for (label, text) in source.into_iter().chain(notes) {
            let words = self.text(text);
            self.line(format_args!(
                "<p class=\"below\">{}: {words}</p>",
                escape(label)
            ));
        }
    }

    /// Places to sign in.
    pub fn signatures(&mut self, table: &Table) {
        let heads = || table.header.iter().flat_map(|row| &row.cells);
        let named = heads().flat_map(|cell| &cell.content);
        let named: Vec<String> = named.map(|text| walk::words(&text.inlines)).collect();
        let named = self.apart(&escape(&named.join(", ")));
        let heads = heads().map(|cell| format!("<th scope=\"col\">{}</th>", self.content(cell)));
        let heads: String = heads.collect();
        self.line(format_args!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{named}\">\n<table class=\"signatures\">\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>"
        ));
        for row in &table.rows {
            let cells = row.cells.iter().enumerate().map(|(column, cell)| {
                let content = self.content(cell);
                match table.heads_rows(column) {
                    true => format!("<th scope=\"row\">{content}</th>"),
                    false => format!("<td>{content}</td>"),
                }
            });
            let cells: Vec<String> = cells.collect();
            self.line(format_args!("<tr>{}</tr>", cells.join(" ")));
        }
        self.line(format_args!("</tbody>\n</table>\n</div>"));
    }
}
