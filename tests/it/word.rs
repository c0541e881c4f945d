//! The words of a Word file, as far as the tests need them.

use std::io::{Cursor, Read};

use quick_xml::{Reader, events::Event};

/// A part of the package.
pub fn part(docx: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// The paragraphs of the document's body, each with its words; breaks and tabs as such.
pub fn paragraphs(docx: &[u8]) -> Vec<String> {
    let xml = part(docx, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let (mut out, mut inside) = (Vec::<String>::new(), false);
    loop {
        let event = reader.read_event().unwrap();
        let mut add = |text: &str| {
            if let Some(last) = out.last_mut() {
                last.push_str(text);
            }
        };
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "w:p" => {
                out.push(String::new());
            }
            Event::Start(tag) if tag.name().as_ref() == "w:t" => inside = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => inside = false,
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:br" => add("\n"),
                "w:tab" => add("\t"),
                "w:noBreakHyphen" => add("\u{2011}"),
                "w:softHyphen" => add("\u{ad}"),
                _ => {}
            },
            Event::Text(text) if inside => add(&text.xml10_content()),
            Event::GeneralRef(name) if inside => {
                let name: &str = name.as_ref();
                let code = name
                    .strip_prefix('#')
                    .map(|code| match code.strip_prefix('x') {
                        Some(hex) => u32::from_str_radix(hex, 16).unwrap(),
                        None => code.parse().unwrap(),
                    });
                match code {
                    Some(code) => add(&char::from_u32(code).unwrap().to_string()),
                    None => add(quick_xml::escape::resolve_xml_entity(name).unwrap()),
                }
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}
