//! Picture files.

use std::io::Cursor;

use image::{ImageError, ImageReader, Limits};
use resvg::usvg;

use crate::{
    diag::{Diagnostic, Label as Place},
    model::{Label, content::Image},
    source::{ASSET_LIMIT, ImageFormat},
};

use super::Lower;

/// Namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";
/// Most pixels on a side: a page printed at 600 per inch has fewer.
const MOST_PIXELS: u32 = 12_000;
/// Most memory that a picture may take while it is read, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;

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
        let (format, size) = match measure(&bytes) {
            Ok(measured) => measured,
            Err(code) => {
                let place = Place::primary(self.sources.span(key));
                let finding = Diagnostic::new(code).arg("sti", path);
                self.found.push(finding.label(place));
                return None;
            }
        };
        Some(Image {
            bytes: bytes.into(),
            format,
            size,
            width: width.clamp(0.05, 1.0),
        })
    }
}

/// A format, and width and height.
type Measured = (ImageFormat, (u32, u32));

/// Format and size of a picture that both writers can place; else the code of what is wrong with it.
fn measure(bytes: &[u8]) -> Result<Measured, &'static str> {
    match image::guess_format(bytes) {
        Ok(image::ImageFormat::Png) => raster(bytes, image::ImageFormat::Png, ImageFormat::Png),
        Ok(image::ImageFormat::Jpeg) => raster(bytes, image::ImageFormat::Jpeg, ImageFormat::Jpeg),
        Ok(_) => Err("R042"),
        Err(_) => vector(std::str::from_utf8(bytes).map_err(|_| "R042")?),
    }
}

/// Reads all of it: the head of a file that was cut off is still whole.
fn raster(
    bytes: &[u8],
    read_as: image::ImageFormat,
    format: ImageFormat,
) -> Result<Measured, &'static str> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), read_as);
    reader.limits(limits);
    match reader.decode() {
        Ok(picture) => Ok((format, (picture.width(), picture.height()))),
        Err(ImageError::Limits(_)) => Err("R053"),
        Err(_) => Err("R042"),
    }
}

/// A drawing is one file: one that names others would show less than its author saw.
fn vector(text: &str) -> Result<Measured, &'static str> {
    let parsed = usvg::roxmltree::Document::parse(text).map_err(|_| "R042")?;
    let outside = parsed
        .descendants()
        .filter(|node| node.has_tag_name((SVG, "image")))
        .any(|node| {
            let links = node
                .attributes()
                .filter(|attribute| attribute.name() == "href");
            links
                .into_iter()
                .any(|link| !link.value().trim_start().starts_with("data:"))
        });
    if outside {
        return Err("R054");
    }
    let tree = usvg::Tree::from_xmltree(&parsed, &usvg::Options::default()).map_err(|_| "R042")?;
    let size = tree.size().to_int_size();
    Ok((ImageFormat::Svg, (size.width(), size.height())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="9" height="9"/></svg>"#;

    #[test]
    fn whole_pictures_are_measured_and_broken_ones_refused() {
        let mut png = Cursor::new(Vec::new());
        let picture = image::DynamicImage::new_rgb8(40, 30);
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        let png = png.into_inner();
        assert_eq!(measure(&png), Ok((ImageFormat::Png, (40, 30))));
        assert_eq!(measure(&png[..png.len() - 20]), Err("R042"));
        assert_eq!(measure(b"GIF89a"), Err("R042"));
        assert_eq!(measure(b""), Err("R042"));
        assert_eq!(measure(BOX.as_bytes()), Ok((ImageFormat::Svg, (30, 20))));
        let linked = BOX.replace("<rect", r#"<image href="file:///etc/hostname"/><rect"#);
        assert_eq!(measure(linked.as_bytes()), Err("R054"));
    }

    #[test]
    fn a_small_file_that_claims_a_huge_picture_is_refused() {
        let mut png = Cursor::new(Vec::new());
        let picture = image::DynamicImage::new_luma8(MOST_PIXELS + 1, 1);
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        assert_eq!(measure(png.get_ref()), Err("R053"));
    }
}
