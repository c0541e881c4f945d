//! Figures: pictures as they are, charts and SVG as PNG.

use std::sync::{Arc, LazyLock};

use resvg::{tiny_skia, usvg};

use super::Internal;
use super::grid::natural_f64;
use super::paragraph::style;
use super::picture::{self, Placed};
use super::styles;
use super::units::{Geometry, emu};
use super::writer::{Kids, Writer};
use super::xml::Node;
use crate::chart::{self, Letters};
use crate::doc::walk::{self, Piece, Shown, pieces};
use crate::doc::{BlockId, Doc, Figure, Image, ImageFormat, Mark, Picture, Side};
use crate::theme::Theme;

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
    /// Width and height in points, as it is placed.
    pub size: (f64, f64),
}

/// The pictures of a document, in reading order; where one took the place of another, the old one first.
///
/// Half of what the Word file costs is drawn here, and nothing but the document is needed for it: so it can be done
/// beside the layout, whose pages the text waits for.
pub fn pictures(doc: &Doc, theme: &Theme) -> Result<Vec<Media>, Internal> {
    let width = natural_f64(Geometry::of(theme).text()) / 20.0;
    let pieces = walk::blocks(&doc.blocks).into_iter().flat_map(pieces);
    let shown = pieces.filter_map(|piece| match piece {
        Piece::Picture(shown) => Some(shown),
        _ => None,
    });
    let pictures = shown.flat_map(
        |Shown {
             before,
             content,
             alt: _,
         }| { before.iter().map(|(old, _)| old).chain([content]) },
    );
    pictures
        .map(|picture| drawn(picture, theme, width))
        .collect()
}

/// A picture as a file; `room` is the width of the text in points.
fn drawn(picture: &Picture, theme: &Theme, room: f64) -> Result<Media, Internal> {
    match picture {
        Picture::Chart(chart) => {
            let svg = chart::svg(chart, theme, room, Letters::Own);
            raster(svg.as_bytes(), room)
        }
        Picture::Trends(trends) => {
            let svg = chart::trends(trends, theme, room, Letters::Own);
            raster(svg.as_bytes(), room)
        }
        Picture::Timeline(timeline) => {
            let svg = chart::timeline(timeline, theme, room, Letters::Own);
            raster(svg.as_bytes(), room)
        }
        Picture::Image(image) => placed(image, room),
    }
}

impl Writer<'_> {
    /// A picture with its caption, source and notes below.
    pub fn figure(&mut self, id: &BlockId, figure: &Figure) -> Result<(), Internal> {
        let Figure {
            caption,
            alt,
            content: _,
            replaces,
            source,
            notes,
        } = figure;
        // Each picture in a paragraph of its own: LibreOffice joins the caption to one that only loses its picture.
        let pictures = match replaces {
            Some((_, old)) => vec![(Mark::Del, old), (Mark::Ins, alt)],
            None => vec![(self.mark, alt)],
        };
        for (mark, alt) in pictures {
            self.within(mark, |writer| -> Result<(), Internal> {
                let mut kids = Kids::new();
                writer.place(alt, &mut kids)?;
                let paragraph = writer.paragraph(style(styles::FIGURE), kids);
                writer.put(paragraph.keep_next(true));
                Ok(())
            })?;
        }
        let label = self.doc.terms.figure.clone();
        let kids = self.caption(id, &label, caption);
        // It stays with the lines below it, where a version has any.
        let [old, new] = [Side::Old, Side::New].map(|side| {
            let below = source.iter().chain(notes).any(|line| line.mark.is_in(side));
            style(styles::CAPTION).keep_next(below)
        });
        let caption = self.restyled(old, new, kids);
        self.put(caption);
        self.below(source.as_ref(), notes);
        Ok(())
    }

    /// The next picture, in the line.
    fn place(&mut self, alt: &str, out: &mut Kids) -> Result<(), Internal> {
        let number = self.placed;
        let media = self.media.get(number);
        let Media { size, .. } = media.ok_or_else(|| Internal("a picture too few".to_owned()))?;
        let (width, height) = self.fit(*size);
        self.placed += 1;
        let placed = Placed {
            media: number,
            alt,
            width: emu(width),
            height: emu(height),
        };
        out.push(Node::El(picture::run(&placed)));
        Ok(())
    }

    /// Leaves room for caption and source on the page.
    fn fit(&self, (width, height): (f64, f64)) -> (f64, f64) {
        let page = &self.theme.page;
        let most = ((page.height - page.top - page.bottom) * 72.0 / 25.4 - 70.0).max(72.0);
        if height > most {
            (width * most / height, most)
        } else {
            (width, height)
        }
    }
}

/// A picture of the plan, as large as it is placed.
fn placed(image: &Image, room: f64) -> Result<Media, Internal> {
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
    Ok(Media {
        extension,
        bytes: Arc::clone(bytes),
        size: (width, height),
    })
}

/// An SVG as PNG, placed at a width in points.
fn raster(svg: &[u8], width: f64) -> Result<Media, Internal> {
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
    Ok(Media {
        extension: "png",
        bytes: super::png::encode(&canvas)?.into(),
        size: (width, height),
    })
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
