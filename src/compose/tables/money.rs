//! Money seen from other sides than a delaftale's budget: by year, by area, by kind, as shares, post by post. All of it is
//! summed from the lines that count; what a document declares in place of a sum stands in the budgets alone.

use crate::{
    doc::{Align, Cell, Column, FieldKey, RowKind, Table, Text},
    model::{
        money::Payer,
        registers::{BudgetLine, BudgetYear},
        walk::word,
    },
    template::words::{Overview, number},
};

use super::{super::leaf, Composer, row};

/// A row of amounts: its key, what it is, its name, an amount a column.
struct Amounts {
    key: String,
    kind: RowKind,
    name: Text,
    amounts: Vec<i64>,
}

/// A column of amounts: its head, and which lines give how much to it.
struct Share<'l> {
    head: Text,
    of: Box<dyn Fn(&BudgetLine) -> i64 + 'l>,
}

impl Composer<'_> {
    /// Funders by year: of the delaftale at hand, or of the whole plan. Nothing where no post is divided among years.
    pub(super) fn years_budget(&mut self, words: &Overview) -> Option<Table> {
        let plan = self.plan;
        let agreement = self.agreement.map(|index| &plan.agreements[index]);
        let id = agreement.map(|agreement| agreement.id.as_str());
        let lines: Vec<&BudgetLine> = plan.budget.counted(id, None).collect();
        if lines.iter().all(|line| line.years.is_empty()) {
            return None;
        }
        let mut columns: Vec<Share<'_>> = Vec::new();
        for year in plan.budget.years() {
            columns.push(Share {
                head: self.year(year, words),
                of: Box::new(move |line| {
                    let of_it = line.years.iter().filter(|amount| amount.year == year);
                    of_it.map(|amount| amount.amount).sum()
                }),
            });
        }
        let undivided = |line: &BudgetLine| match line.years.is_empty() {
            true => line.amount,
            false => 0,
        };
        if lines.iter().any(|line| undivided(line) != 0) {
            columns.push(Share {
                head: self.named(words, "ufordelt"),
                of: Box::new(undivided),
            });
        }
        columns.push(self.whole(words));
        let rows = self.by_funder(&lines, &columns);
        let title = match agreement {
            Some(agreement) => words
                .words
                .get("titel_delaftale")
                .map_or(words.title.clone(), |title| {
                    title.replace("{navn}", &agreement.name.text)
                }),
            None => words.title.clone(),
        };
        self.amounts(words, &title, columns, rows, &lines)
    }

    /// Delaftaler and shared posts by funder.
    pub(super) fn areas_budget(&mut self, words: &Overview) -> Option<Table> {
        let plan = self.plan;
        let lines: Vec<&BudgetLine> = plan.budget.counted(None, None).collect();
        let columns = self.of_funders(&lines, words);
        let mut rows = Vec::new();
        for agreement in &plan.agreements {
            let name = leaf::label(&agreement.name, &self.template.words);
            let of_it = |line: &&&BudgetLine| line.agreement.as_deref() == Some(&agreement.id);
            rows.extend(amounts(
                &agreement.id,
                name,
                lines.iter().filter(of_it),
                &columns,
            ));
        }
        let mut shared: Vec<&str> = Vec::new();
        for line in &lines {
            let Some(name) = &line.shared else { continue };
            if shared.contains(&name.text.as_str()) {
                continue;
            }
            shared.push(&name.text);
            let of_it = |other: &&&BudgetLine| {
                other
                    .shared
                    .as_ref()
                    .is_some_and(|other| other.text == name.text)
            };
            let key = format!("tvaergaaende-{}", crate::source::slug(&name.text));
            let name = leaf::label(name, &self.template.words);
            rows.extend(amounts(&key, name, lines.iter().filter(of_it), &columns));
        }
        self.amounts(words, &words.title, columns, rows, &lines)
    }

    /// Kinds of money by funder. Nothing where no post says of what kind it is.
    pub(super) fn kinds_budget(&mut self, words: &Overview) -> Option<Table> {
        let lines: Vec<&BudgetLine> = self.plan.budget.counted(None, None).collect();
        if lines.iter().all(|line| line.kind.is_none()) {
            return None;
        }
        let columns = self.of_funders(&lines, words);
        let mut kinds: Vec<Option<String>> = lines.iter().map(|line| line.kind.map(word)).collect();
        // As they come in the plan, those that say nothing last.
        kinds.sort_by_key(Option::is_none);
        let mut rows: Vec<Amounts> = Vec::new();
        for kind in kinds {
            let key = kind.clone().unwrap_or_else(|| "uden-art".to_owned());
            if rows.iter().any(|row| row.key == key) {
                continue;
            }
            let of_it = |line: &&&BudgetLine| line.kind.map(word) == kind;
            let name = self.named(words, &key.replace('-', "_"));
            rows.extend(amounts(&key, name, lines.iter().filter(of_it), &columns));
        }
        self.amounts(words, &words.title, columns, rows, &lines)
    }

    /// Who gives what share of it all, local co-financing summed.
    pub(super) fn shares_budget(&mut self, words: &Overview) -> Option<Table> {
        let budget = &self.plan.budget;
        budget.share(None, Payer::All)?;
        let aligns = [Align::Left, Align::Right, Align::Right];
        let mut table = self.frame(words, &words.title, &aligns);
        let mut funders: Vec<_> = budget.funders.iter().enumerate().collect();
        // The rest first, so that the local ones stand above their sum.
        funders.sort_by_key(|(_, funder)| funder.local);
        for (index, funder) in funders {
            if budget.counted(None, Some(index)).next().is_some() {
                let name = leaf::label(&funder.name, &self.template.words);
                let cells = self.with_share(name, Payer::Funder(index));
                table.rows.push(row(&funder.id, RowKind::Plain, cells));
            }
        }
        for (key, name, payer) in [
            ("lokal-medfinansiering-i-alt", "lokal", Payer::Local),
            ("sum", "sum", Payer::All),
        ] {
            let cells = self.with_share(self.named(words, name), payer);
            table.rows.push(row(key, RowKind::Total, cells));
        }
        Some(table)
    }

    /// Every post: what it is for, who pays, in what form, and how much; those that do not count below the sum.
    pub(super) fn posts_budget(&mut self, words: &Overview) -> Option<Table> {
        let plan = self.plan;
        let budget = &plan.budget;
        if budget.lines.is_empty() {
            return None;
        }
        let aligns = [Align::Left, Align::Left, Align::Left, Align::Right];
        let mut table = self.frame(words, &words.title, &aligns);
        let (counted, apart): (Vec<_>, Vec<_>) = budget
            .lines
            .iter()
            .enumerate()
            .partition(|(_, line)| line.counted);
        for (index, line) in counted {
            let cells = self.post(line, words);
            table
                .rows
                .push(row(&format!("post-{}", index + 1), RowKind::Plain, cells));
        }
        let sum = budget.counted(None, None).map(|line| line.amount).sum();
        let mut cells = vec![leaf::cell(self.named(words, "sum"))];
        cells.extend([leaf::cell_of(Vec::new()), leaf::cell_of(Vec::new())]);
        cells.push(leaf::cell(self.sum_of_money(sum)));
        table.rows.push(row("sum", RowKind::Total, cells));
        for (index, line) in apart {
            let cells = self.post(line, words);
            table
                .rows
                .push(row(&format!("post-{}", index + 1), RowKind::Plain, cells));
        }
        Some(table)
    }

    fn post(&self, line: &BudgetLine, words: &Overview) -> Vec<Cell> {
        let around = &self.template.words;
        let plan = self.plan;
        let what = line.title.as_ref().or(line.shared.as_ref());
        let of = plan
            .agreements
            .iter()
            .find(|one| line.agreement.as_deref() == Some(&one.id));
        let what = what.or(of.map(|agreement| &agreement.name));
        let mut what = what.map_or_else(Text::default, |label| leaf::label(label, around));
        if !line.counted {
            what.inlines.extend(self.named(words, "uden_for").inlines);
        }
        let funder = leaf::label(&plan.budget.funders[line.funder].name, around);
        let kind = line.kind.map(|kind| self.named(words, &word(kind)));
        let amount = leaf::text(&around.money(line.amount), &line.key, around);
        vec![
            leaf::cell(what),
            leaf::cell(funder),
            leaf::cell(kind.unwrap_or_default()),
            leaf::cell(amount),
        ]
    }

    /// The posts that are shown but do not count, as rows below the sum of a budget.
    pub(super) fn apart(&self, words: &Overview, agreement: Option<&str>) -> Vec<crate::doc::Row> {
        let budget = &self.plan.budget;
        let around = &self.template.words;
        let pattern = words.words.get("uden_for").map_or("{navn}", String::as_str);
        let lines = budget.lines.iter().enumerate().filter(|(_, line)| {
            !line.counted && (agreement.is_none() || line.agreement.as_deref() == agreement)
        });
        lines
            .map(|(index, line)| {
                let name = &budget.funders[line.funder].name.text;
                let name = match &line.title {
                    Some(title) => format!("{name}: {}", title.text),
                    None => name.clone(),
                };
                let name = self.fixed(&pattern.replace("{navn}", &name));
                let amount = leaf::text(&around.money(line.amount), &line.key, around);
                let cells = vec![leaf::cell(name), leaf::cell(amount)];
                row(&format!("post-{}", index + 1), RowKind::Plain, cells)
            })
            .collect()
    }

    /// The head of a year.
    fn year(&self, year: BudgetYear, words: &Overview) -> Text {
        match year {
            BudgetYear::Calendar(year) => self.fixed(&year.to_string()),
            BudgetYear::Plan(number) => {
                let pattern = words.words.get("planaar").map_or("{nr}", String::as_str);
                self.fixed(&pattern.replace("{nr}", &number.to_string()))
            }
        }
    }

    fn named(&self, words: &Overview, name: &str) -> Text {
        self.fixed(words.words.get(name).map_or("", String::as_str))
    }

    /// The column of whole amounts.
    fn whole<'l>(&self, words: &Overview) -> Share<'l> {
        Share {
            head: self.named(words, "i_alt"),
            of: Box::new(|line| line.amount),
        }
    }

    /// A column for each funder that gives anything, and one of them all.
    fn of_funders<'l>(&self, lines: &[&BudgetLine], words: &Overview) -> Vec<Share<'l>> {
        let funders = self.plan.budget.funders.iter().enumerate();
        let giving = funders.filter(|(index, _)| lines.iter().any(|line| line.funder == *index));
        let mut columns: Vec<Share<'l>> = giving
            .map(|(index, funder)| Share {
                head: leaf::label(&funder.name, &self.template.words),
                of: Box::new(move |line: &BudgetLine| match line.funder == index {
                    true => line.amount,
                    false => 0,
                }),
            })
            .collect();
        columns.push(self.whole(words));
        columns
    }

    fn by_funder(&self, lines: &[&BudgetLine], columns: &[Share<'_>]) -> Vec<Amounts> {
        let funders = self.plan.budget.funders.iter().enumerate();
        let rows = funders.filter_map(|(index, funder)| {
            let name = leaf::label(&funder.name, &self.template.words);
            let of_it = lines.iter().filter(|line| line.funder == index);
            amounts(&funder.id, name, of_it, columns)
        });
        rows.collect()
    }

    /// The table of rows and their sum. Its first column's head and width, and the width of all others, are the template's.
    fn amounts(
        &self,
        words: &Overview,
        title: &str,
        columns: Vec<Share<'_>>,
        mut rows: Vec<Amounts>,
        lines: &[&BudgetLine],
    ) -> Option<Table> {
        if rows.is_empty() {
            return None;
        }
        rows.extend(
            amounts("sum", self.named(words, "sum"), lines.iter(), &columns).map(|sum| Amounts {
                kind: RowKind::Total,
                ..sum
            }),
        );
        let mut table = self.frame(words, title, &[Align::Left, Align::Right]);
        let width = table.columns.get(1).map_or(1.0, |column| column.width);
        table.columns.truncate(1);
        table.columns.extend(columns.iter().map(|_| Column {
            width,
            align: Align::Right,
        }));
        if let Some(head) = table.header.first_mut() {
            head.cells.truncate(1);
            head.cells
                .extend(columns.into_iter().map(|column| leaf::cell(column.head)));
        }
        table.rows = rows
            .into_iter()
            .map(|one| {
                let mut cells = vec![leaf::cell(one.name)];
                // Their unit stands in the title: beside each number it would take the room of two digits.
                let sums = one.amounts.iter();
                cells.extend(sums.map(|&sum| leaf::cell(self.summed(&number(sum.into())))));
                row(&one.key, one.kind, cells)
            })
            .collect();
        // A plan may have any number of funders and years.
        table.wide = self.narrow(&table).is_some();
        Some(table)
    }

    fn with_share(&self, name: Text, payer: Payer) -> Vec<Cell> {
        let budget = &self.plan.budget;
        let share = budget.share(None, payer).unwrap_or_default();
        vec![
            leaf::cell(name),
            leaf::cell(self.sum_of_money(budget.paid(None, payer))),
            leaf::cell(self.summed(&self.template.words.share(share))),
        ]
    }

    /// An amount that is summed, and so edited nowhere.
    fn sum_of_money(&self, amount: i64) -> Text {
        self.summed(&self.template.words.money(amount))
    }

    fn summed(&self, words: &str) -> Text {
        let key = FieldKey::file("oekonomi.toml").child("post");
        Text {
            field: None,
            ..leaf::text(words, &key, &self.template.words)
        }
    }
}

/// A row of what lines give to columns; none of no lines.
fn amounts<'l>(
    key: &str,
    name: Text,
    lines: impl Iterator<Item = &'l &'l BudgetLine>,
    columns: &[Share<'_>],
) -> Option<Amounts> {
    let mut sums = vec![0; columns.len()];
    let mut any = false;
    for line in lines {
        any = true;
        for (sum, column) in sums.iter_mut().zip(columns) {
            *sum += (column.of)(line);
        }
    }
    any.then(|| Amounts {
        key: key.to_owned(),
        kind: RowKind::Plain,
        name,
        amounts: sums,
    })
}
