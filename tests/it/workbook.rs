//! Excel files as the tests need them, written part by part.

use std::io::{Cursor, Write as _};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A sheet: its name, how the workbook shows it, and the XML within its `worksheet`.
pub struct Sheet<'a> {
    pub name: &'a str,
    pub state: &'a str,
    pub xml: &'a str,
}

/// A workbook; cells take the number format `s` of `formats` with `s="1"` for the first one.
pub fn workbook(sheets: &[Sheet<'_>], formats: &[&str]) -> Vec<u8> {
    let numbered = || sheets.iter().zip(1..);
    let listed: String = numbered()
        .map(|(sheet, n)| {
            let Sheet { name, state, .. } = sheet;
            format!(r#"<sheet name="{name}" sheetId="{n}" state="{state}" r:id="rId{n}"/>"#)
        })
        .collect();
    let relations: String = numbered()
        .map(|(_, n)| format!(r#"<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>"#))
        .collect();
    let styles = format!(r#"<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>"#);
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#.to_owned(),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="{RELATIONS}">{relations}{styles}</Relationships>"#),
        ),
        ("xl/styles.xml".to_owned(), styles_of(formats)),
    ];
    for (sheet, n) in numbered() {
        let xml = format!(r#"<worksheet xmlns="{MAIN}">{}</worksheet>"#, sheet.xml);
        parts.push((format!("xl/worksheets/sheet{n}.xml"), xml));
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn styles_of(formats: &[&str]) -> String {
    let escaped = |code: &str| code.replace('&', "&amp;").replace('"', "&quot;");
    let codes: String = formats
        .iter()
        .zip(170..)
        .map(|(code, id)| {
            format!(
                r#"<numFmt numFmtId="{id}" formatCode="{}"/>"#,
                escaped(code)
            )
        })
        .collect();
    let cells: String = (170..170 + formats.len())
        .map(|id| format!(r#"<xf numFmtId="{id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#))
        .collect();
    format!(
        r#"<styleSheet xmlns="{MAIN}"><numFmts count="{}">{codes}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="{}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{cells}</cellXfs></styleSheet>"#,
        formats.len(),
        formats.len() + 1,
    )
}

/// The cells of a sheet, a line a row, cells parted by `|`: words as they are, `=…` a formula without a result,
/// `n 0.583` a number, `1 0.583` a number in the first of the formats, `e #N/A` an error; nothing is no cell.
pub fn cells(lines: &str) -> String {
    let rows = lines.lines().zip(1..).map(|(line, row)| {
        let cells = line.split('|').map(str::trim).zip('A'..='Z');
        let cells: String = cells
            .map(|(cell, column)| one(cell, &format!("{column}{row}")))
            .collect();
        format!(r#"<row r="{row}">{cells}</row>"#)
    });
    format!("<sheetData>{}</sheetData>", rows.collect::<String>())
}

fn one(cell: &str, at: &str) -> String {
    let number = cell
        .split_once(' ')
        .filter(|(_, number)| number.parse::<f64>().is_ok());
    match (cell, number) {
        ("", _) => String::new(),
        (_, Some(("n", number))) => format!(r#"<c r="{at}"><v>{number}</v></c>"#),
        (_, Some((style, number))) if style.parse::<u8>().is_ok() => {
            format!(r#"<c r="{at}" s="{style}"><v>{number}</v></c>"#)
        }
        (cell, _) => match (cell.strip_prefix('='), cell.strip_prefix("e ")) {
            (Some(formula), _) => format!(r#"<c r="{at}"><f>{formula}</f></c>"#),
            (_, Some(error)) => format!(r#"<c r="{at}" t="e"><v>{error}</v></c>"#),
            (None, None) => format!(r#"<c r="{at}" t="inlineStr"><is><t>{cell}</t></is></c>"#),
        },
    }
}
