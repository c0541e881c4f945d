//! Figures: pictures as they are, charts and SVG as PNG.

use std::sync::{Arc, LazyLock};

use docx_rs::Paragraph;
use resvg::{tiny_skia, usvg};

use super::Internal;
use super::styles;
use super::ticket::{Picture as Placed, Ticket};
use super::units::emu;
use super::writer::{Kids, Writer};
use crate::chart::{self, Letters};
use crate::doc::{BlockId, Figure, Image, ImageFormat, Mark, Picture};

/// Pixels for each point of placed size: about 190 dots an inch, fine on paper and small in the file.
const PIXELS: f32 = 2.667;
/// No raster is larger than this on either side.
const MOST: f32 = 3000.0;

/// A picture file of the package.
pub struct Media {
    /// Extension: `png` or `jpeg`.
    pub extension: &'static str,
    /// The file.
    pub bytes: Arc<[u8]>,
}

impl Writer<'_> {
    /// A picture with its caption, source and notes below.
    pub fn figure(&mut self, id: &BlockId, figure: &Figure) -> Result<(), Internal> {
        let Figure {
            caption,
            alt,
            content,
            replaces,
            source,
            notes,
        } = figure;
        // Each picture in a paragraph of its own: LibreOffice joins the caption to one that only loses its picture.
        let mut pictures = vec![(self.mark, content, alt)];
        if let Some((old, alt)) = replaces {
            pictures = vec![(Mark::Del, old, alt), (Mark::Ins, content, &figure.alt)];
        }
        for (mark, content, alt) in pictures {
            self.within(mark, |writer| -> Result<(), Internal> {
                let mut kids = Kids::new();
                writer.place(content, alt, &mut kids)?;
                let paragraph = writer.paragraph(styles::FIGURE, kids).keep_next(true);
                writer.put(paragraph);
                Ok(())
            })?;
        }
        let label = self.doc.terms.figure.clone();
        let kids = self.caption(id, &label, caption);
        let caption: Paragraph = self
            .paragraph(styles::CAPTION, kids)
            .keep_next(source.is_some() || !notes.is_empty());
        self.put(caption);
        self.below(source.as_ref(), notes);
        Ok(())
    }

    /// A picture in the line.
    fn place(&mut self, content: &Picture, alt: &str, out: &mut Kids) -> Result<(), Internal> {
        let room = f64::from(u32::try_from(self.text_width).unwrap_or(0)) / 20.0;
        let (media, width, height) = match content {
            Picture::Chart(chart) => {
                let svg = chart::svg(chart, self.theme, room, Letters::Own);
                raster(svg.as_bytes(), room)?
            }
            Picture::Trends(trends) => {
                let svg = chart::trends(trends, self.theme, room, Letters::Own);
                raster(svg.as_bytes(), room)?
            }
            Picture::Image(image) => picture(image, room)?,
        };
        self.media.push(media);
        let (width, height) = self.fit(width, height);
        let placed = Placed {
            media: self.media.len() - 1,
            alt: alt.to_owned(),
            width: emu(width),
            height: emu(height),
        };
        self.single(Ticket::Picture(placed), out);
        Ok(())
    }

    /// Leaves room for caption and source on the page.
    fn fit(&self, width: f64, height: f64) -> (f64, f64) {
        let page = &self.theme.page;
        let most = ((page.height - page.top - page.bottom) * 72.0 / 25.4 - 70.0).max(72.0);
        if height > most {
            (width * most / height, most)
        } else {
            (width, height)
        }
    }
}

/// The picture with its width and height in points.
fn picture(image: &Image, room: f64) -> Result<(Media, f64, f64), Internal> {
    let Image {
        bytes,
        format,
        size: (wide, high),
        width,
    } = image;
    let share = if width.is_finite() && *width > 0.0 {
        width.min(1.0)
    } else {
        1.0
    };
    let width = room * share;
    let height = width * f64::from((*high).max(1)) / f64::from((*wide).max(1));
    let extension = match format {
        ImageFormat::Png => "png",
        ImageFormat::Jpeg => "jpeg",
        ImageFormat::Svg => return raster(bytes, width),
    };
    Ok((
        Media {
            extension,
            bytes: Arc::clone(bytes),
        },
        width,
        height,
    ))
}

/// An SVG as PNG, and the size in points it is placed at.
fn raster(svg: &[u8], width: f64) -> Result<(Media, f64, f64), Internal> {
    let tree = usvg::Tree::from_data(svg, &options())
        .map_err(|error| Internal(format!("svg: {error}")))?;
    let size = tree.size();
    let height = width * f64::from(size.height()) / f64::from(size.width());
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a page is far smaller than f32 can count"
    )]
    let wanted = width as f32 * PIXELS / size.width();
    let scale = wanted.min(MOST / size.width()).min(MOST / size.height());
    let pixels = size
        .to_int_size()
        .scale_by(scale)
        .ok_or_else(|| Internal("svg: no size".to_owned()))?;
    let mut canvas = tiny_skia::Pixmap::new(pixels.width(), pixels.height())
        .ok_or_else(|| Internal("svg: too large".to_owned()))?;
    canvas.fill(tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut canvas.as_mut(),
    );
    let png = super::png::encode(&canvas)?;
    Ok((
        Media {
            extension: "png",
            bytes: png.into(),
        },
        width,
        height,
    ))
}

/// Our fonts only, and no files from outside.
fn options() -> usvg::Options<'static> {
    let mut options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Carlito".to_owned(),
        ..Default::default()
    };
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options
}

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for &font in crate::fonts::all() {
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family("Carlito");
    Arc::new(fonts)
});
