//! JPEG: the segments that make the picture, and none of those in which cameras and programs write about it.
//!
//! Who took it where and with what, a preview of what was cut away, and pictures behind the end are left out; the colour
//! profile stays. How it is to be turned is said beside the picture, too, and not every reader of Word files listens: a
//! picture that lies on its side is turned for good.

use std::io::Cursor;

use zune_jpeg::zune_core::{bytestream::ZCursor, options::DecoderOptions};

use image::{
    DynamicImage, ImageDecoder, codecs::jpeg::JpegDecoder, codecs::jpeg::JpegEncoder,
    metadata::Orientation,
};

use super::{Fault, MOST_PIXELS, Read};
use crate::source::ImageFormat;

/// Markers: of the start and end of a picture, of a scan, and those that stand alone inside one.
const START: [u8; 2] = [0xff, 0xd8];
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const RESTARTS: std::ops::RangeInclusive<u8> = 0xd0..=0xd7;
/// Markers of what programs write: for JFIF, for profiles, for Adobe's account of the colours, and free words.
const JFIF: u8 = 0xe0;
const PROFILE: u8 = 0xe2;
const ADOBE: u8 = 0xee;
const WORDS: u8 = 0xfe;
/// Markers of frames. Three in their midst are none.
const FRAMES: std::ops::RangeInclusive<u8> = 0xc0..=0xcf;
const PROGRESSIVE: u8 = 0xc2;
const NO_FRAMES: [u8; 3] = [0xc4, 0xc8, 0xcc];
/// Components of a picture in the four colours of a printer.
const PRINT: u8 = 4;
/// How well a picture that is turned is kept.
const QUALITY: u8 = 95;

/// The picture in a file, all of it.
pub fn read(bytes: &[u8]) -> Result<Read, Fault> {
    let parts = Parts::of(bytes).ok_or(Fault::NotWhole)?;
    let Frame {
        width,
        height,
        components,
        progressive,
    } = parts.frame.ok_or(Fault::NotWhole)?;
    if u32::from(width.max(height)) > MOST_PIXELS {
        return Err(Fault::TooLarge);
    }
    let size = (u32::from(width), u32::from(height));
    if !is_readable(&parts.kept, progressive) {
        return Err(Fault::NotWhole);
    }
    if components == PRINT {
        return Err(Fault::PrintColours);
    }
    let orientation = orientation(bytes).unwrap_or(Orientation::NoTransforms);
    let (bytes, size) = match orientation {
        Orientation::NoTransforms => (parts.kept, size),
        _ => turned(&parts.kept, orientation).ok_or(Fault::NotWhole)?,
    };
    Ok(Read {
        bytes,
        format: ImageFormat::Jpeg,
        size,
    })
}

/// Whether its points can be read down to the last row of blocks. Readers fill with grey what is missing before the end, and
/// say nothing unless they are asked to be strict.
fn is_readable(bytes: &[u8], progressive: bool) -> bool {
    let strictly = DecoderOptions::default().set_strict_mode(true);
    // The mark of the end is taken for the end wherever it stands: without it, what is missing is missed. One that comes in
    // several scans is read until that mark.
    let points = bytes.strip_suffix(&[0xff, END]).filter(|_| !progressive);
    let points = points.unwrap_or(bytes);
    let mut reader = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(points), strictly);
    reader.decode().is_ok()
}

/// How a file asks to be turned.
fn orientation(bytes: &[u8]) -> Option<Orientation> {
    let mut reader = JpegDecoder::new(Cursor::new(bytes)).ok()?;
    reader.orientation().ok()
}

/// The picture upright, and its size.
fn turned(bytes: &[u8], orientation: Orientation) -> Option<(Vec<u8>, (u32, u32))> {
    let mut reader = JpegDecoder::new(Cursor::new(bytes)).ok()?;
    let profile = reader.icc_profile().ok()?;
    let mut picture = DynamicImage::from_decoder(reader).ok()?;
    picture.apply_orientation(orientation);
    let mut out = Vec::new();
    let mut writer = JpegEncoder::new_with_quality(&mut out, QUALITY);
    if let Some(profile) = profile {
        image::ImageEncoder::set_icc_profile(&mut writer, profile).ok()?;
    }
    writer.encode_image(&picture).ok()?;
    Some((out, (picture.width(), picture.height())))
}

/// The size of a picture, and of how many components its colours are.
#[derive(Clone, Copy)]
struct Frame {
    width: u16,
    height: u16,
    components: u8,
    progressive: bool,
}

/// What a file consists of.
struct Parts {
    /// The segments that make the picture.
    kept: Vec<u8>,
    frame: Option<Frame>,
}

impl Parts {
    /// `None` for a file that does not reach its end.
    fn of(bytes: &[u8]) -> Option<Parts> {
        let mut rest = bytes.strip_prefix(&START)?;
        let mut parts = Parts {
            kept: START.to_vec(),
            frame: None,
        };
        loop {
            let marker;
            (marker, rest) = next_marker(rest)?;
            if marker == END {
                parts.kept.extend([0xff, END]);
                return Some(parts);
            }
            let length = usize::from(u16::from_be_bytes(*rest.first_chunk()?));
            let (segment, after) = rest.split_at_checked(length)?;
            parts.take(marker, segment);
            rest = after;
            if marker == SCAN {
                let (scan, after) = rest.split_at_checked(scan_end(rest)?)?;
                parts.kept.extend_from_slice(scan);
                rest = after;
            }
        }
    }

    /// `segment` begins with its own length.
    fn take(&mut self, marker: u8, segment: &[u8]) {
        let content = segment.get(2..).unwrap_or_default();
        if FRAMES.contains(&marker) && !NO_FRAMES.contains(&marker) {
            self.frame = frame(marker, content);
        }
        match marker {
            JFIF => match content.first_chunk::<12>() {
                // Its last two bytes are the size of a preview that may follow.
                Some(head) if head.starts_with(b"JFIF\0") => {
                    self.kept.extend([0xff, JFIF, 0, 16]);
                    self.kept.extend(head);
                    self.kept.extend([0, 0]);
                }
                _ => {}
            },
            PROFILE if content.starts_with(b"ICC_PROFILE\0") => self.keep(marker, segment),
            ADOBE if content.starts_with(b"Adobe") => self.keep(marker, segment),
            0xe0..=0xef | WORDS => {}
            _ => self.keep(marker, segment),
        }
    }

    fn keep(&mut self, marker: u8, segment: &[u8]) {
        self.kept.extend([0xff, marker]);
        self.kept.extend_from_slice(segment);
    }
}

fn frame(marker: u8, content: &[u8]) -> Option<Frame> {
    let &[_, h1, h0, w1, w0, components] = content.first_chunk()?;
    Some(Frame {
        width: u16::from_be_bytes([w1, w0]),
        height: u16::from_be_bytes([h1, h0]),
        components,
        progressive: marker == PROGRESSIVE,
    })
}

/// The next marker, and what follows it. Bytes that fill the space between segments say nothing.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let at = bytes
        .windows(2)
        .position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff))?;
    Some((*bytes.get(at + 1)?, bytes.get(at + 2..)?))
}

/// Where the points of a scan end: before the next marker that is none of its own.
fn scan_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| {
        pair[0] == 0xff && !matches!(pair[1], 0 | 0xff) && !RESTARTS.contains(&pair[1])
    })
}
