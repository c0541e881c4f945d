//! The budget as a workbook (.xlsx): its posts, and what they come to. Sums are formulas, with the results that a reader
//! who does not compute shows.
//!
//! Two sheets: the posts, one a row, with their years; and an overview of who pays how much of what, whose cells are
//! sums over the posts. What is shown but not counted is marked as such and left out of every sum.

mod overview;
mod posts;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

use crate::{
    model::{Plan, registers::BudgetLine, walk::word},
    template::{Template, words::Overview},
};

use posts::Posts;

/// How its words are called in `terms.toml`.
const TABLE: &str = "budgetark";

/// The paper of both sheets, as Excel numbers sizes.
const A4: u8 = 9;

/// What the sheets are made of.
#[derive(Clone, Copy)]
struct Source<'a> {
    plan: &'a Plan,
    words: &'a Overview,
}

impl Source<'_> {
    /// A word of the sheets; its name if the template lacks it, so that the gap is seen.
    fn word<'w>(&'w self, name: &'w str) -> &'w str {
        self.words.words.get(name).map_or(name, String::as_str)
    }

    /// What a post belongs to: its delaftale, or what shared post it is.
    fn area(&self, line: &BudgetLine) -> String {
        let mut agreements = self.plan.agreements.iter();
        let own = agreements.find(|one| Some(&one.id) == line.agreement.as_ref());
        match (own, &line.shared) {
            (Some(agreement), _) => agreement.name.text.clone(),
            (None, Some(shared)) => shared.text.clone(),
            (None, None) => String::new(),
        }
    }

    fn kind(&self, line: &BudgetLine) -> String {
        line.kind
            .map(|kind| self.word(&word(kind)).to_owned())
            .unwrap_or_default()
    }
}

/// The looks of cells.
struct Looks {
    title: Format,
    head: Format,
    money: Format,
    sum: Format,
    total: Format,
    share: Format,
    note: Format,
}

impl Looks {
    fn new() -> Self {
        let bold = || Format::new().set_bold();
        let top = || bold().set_border_top(FormatBorder::Thin);
        Looks {
            title: bold().set_font_size(14),
            head: bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin),
            money: Format::new().set_num_format("#,##0"),
            sum: top(),
            total: top().set_num_format("#,##0"),
            share: Format::new().set_num_format("0.0%"),
            note: Format::new().set_italic(),
        }
    }
}

/// The workbook of a plan's budget. The same plan gives the same bytes.
///
/// # Errors
/// What the writer of workbooks refuses: a budget of more rows or longer texts than a sheet holds.
pub fn budget(plan: &Plan, template: &Template) -> Result<Vec<u8>, String> {
    let Some(words) = template.words.report_tables.get(TABLE) else {
        return Err(format!("terms.toml: rapporttabeller.{TABLE}"));
    };
    written(Source { plan, words }).map_err(|error| error.to_string())
}

fn written(source: Source<'_>) -> Result<Vec<u8>, XlsxError> {
    let meta = &source.plan.meta;
    let mut book = Workbook::new();
    let (year, month) = (meta.date.year(), u8::from(meta.date.month()));
    // Dates of plans lie within what a workbook can hold; one that does not is none of the properties.
    let year = u16::try_from(year).unwrap_or(1900);
    let made = ExcelDateTime::from_ymd(year, month, meta.date.day())?;
    let title = format!("{} – {}", meta.name.text, source.words.title);
    book.set_properties(
        &DocProperties::new()
            .set_title(&title)
            .set_author(&meta.name.text)
            .set_creation_datetime(&made),
    );
    let looks = Looks::new();
    let posts = Posts::of(source);
    let mut sheet = Worksheet::new();
    posts.write(&mut sheet, &looks)?;
    let mut overview = Worksheet::new();
    overview::write(&mut overview, source, &posts, &looks)?;
    for sheet in [&mut overview, &mut sheet] {
        // On paper: lying, as wide as the page, heads on each.
        sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0);
    }
    sheet.set_repeat_rows(0, 0)?;
    book.push_worksheet(overview);
    book.push_worksheet(sheet);
    book.save_to_buffer()
}

/// A formula with its result.
fn formula(words: &str, result: i64) -> Formula {
    Formula::new(words).set_result(result.to_string())
}

/// Whole kroner as a sheet holds numbers: exact up to 2^53, some nine million billion.
#[expect(
    clippy::cast_precision_loss,
    reason = "no budget comes near 2^53 kroner"
)]
fn kroner(amount: i64) -> f64 {
    amount as f64
}

/// The letters of a column in formulas: `C`.
fn column(at: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(at)
}
