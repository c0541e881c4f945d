//! PNG: the chunks that make the picture, and none of those in which programs write about it.

use std::io::Cursor;

use image::{ImageError, ImageReader, Limits};

use super::{Fault, MOST_PIXELS, Read};
use crate::source::ImageFormat;

/// Most memory that a picture may take while it is read, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;
/// Bytes before the first chunk.
const SIGNATURE: usize = 8;
/// Bytes of a chunk beside its content: length, name and checksum.
const AROUND: usize = 12;
/// Chunks without which the picture would be another one.
const KEPT: [&[u8]; 12] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"sBIT",
    b"pHYs", b"bKGD",
];

/// Reads all of it: the head of a file that was cut off is still whole.
pub fn read(bytes: &[u8]) -> Result<Read, Fault> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), image::ImageFormat::Png);
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| match error {
        ImageError::Limits(_) => Fault::TooLarge,
        _ => Fault::NotWhole,
    })?;
    Ok(Read {
        bytes: without_words(bytes).ok_or(Fault::NotWhole)?,
        format: ImageFormat::Png,
        size: (picture.width(), picture.height()),
    })
}

/// The file with the chunks that are kept.
fn without_words(bytes: &[u8]) -> Option<Vec<u8>> {
    let (signature, mut rest) = bytes.split_at_checked(SIGNATURE)?;
    let mut out = signature.to_vec();
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?);
        let whole = usize::try_from(length).ok()?.checked_add(AROUND)?;
        let (chunk, after) = rest.split_at_checked(whole)?;
        let name = chunk.get(4..8)?;
        if KEPT.contains(&name) {
            out.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
        rest = after;
    }
}
