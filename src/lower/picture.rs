//! Picture files: what both writers can place, freed of what its owner's programs wrote beside the picture.

mod drawing;
mod jpeg;
mod png;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{Label, content::Image},
    source::{ASSET_LIMIT, ImageFormat},
};

use super::Lower;

/// Most pixels on a side: a page printed at 600 per inch has fewer.
const MOST_PIXELS: u32 = 12_000;

/// What is wrong with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It is no picture that we know, or not all of it.
    NotWhole,
    /// It has too many pixels.
    TooLarge,
    /// Its colours are those of printers.
    PrintColours,
    /// It shows something that stands in another file.
    Outside,
    /// It has elements within elements without end.
    TooDeep,
    /// It writes this letter, which our font lacks.
    Letter(char),
}

/// A picture that both writers can place.
#[derive(Debug, Clone, PartialEq)]
struct Read {
    bytes: Vec<u8>,
    format: ImageFormat,
    /// Pixels (SVG: points), width and height.
    size: (u32, u32),
}

impl Fault {
    fn finding(self, path: &str) -> Diagnostic {
        let code = match self {
            Fault::NotWhole => "R042",
            Fault::TooLarge => "R053",
            Fault::PrintColours => "R070",
            Fault::Outside => "R054",
            Fault::Letter(_) => "R071",
            Fault::TooDeep => "R095",
        };
        let finding = Diagnostic::new(code).arg("sti", path);
        match self {
            Fault::Letter(letter) => finding.arg("tegn", super::text::describe(letter)),
            Fault::NotWhole
            | Fault::TooLarge
            | Fault::PrintColours
            | Fault::Outside
            | Fault::TooDeep => finding,
        }
    }
}

impl Lower<'_> {
    /// The picture that a file names; `width` is its share of the text width.
    pub(super) fn image(&mut self, named: &Label, width: f64) -> Option<Image> {
        let Label { text: path, key } = named;
        let bytes = match self.sources.asset(path, ASSET_LIMIT, key) {
            Ok(bytes) => bytes,
            Err(finding) => {
                self.found.push(*finding);
                return None;
            }
        };
        match read(&bytes, self.covers) {
            Ok(Read {
                bytes,
                format,
                size,
            }) => Some(Image {
                bytes: bytes.into(),
                format,
                size,
                width: width.clamp(0.05, 1.0),
            }),
            Err(fault) => {
                let place = Place::primary(self.sources.span(key));
                self.found.push(fault.finding(path).label(place));
                None
            }
        }
    }
}

/// The picture that these bytes are, as it may stand in a public file.
fn read(bytes: &[u8], covers: fn(char) -> bool) -> Result<Read, Fault> {
    match image::guess_format(bytes) {
        Ok(image::ImageFormat::Png) => png::read(bytes),
        Ok(image::ImageFormat::Jpeg) => jpeg::read(bytes),
        Ok(_) => Err(Fault::NotWhole),
        Err(_) => drawing::read(
            std::str::from_utf8(bytes).map_err(|_| Fault::NotWhole)?,
            covers,
        ),
    }
}

#[cfg(test)]
mod tests;
