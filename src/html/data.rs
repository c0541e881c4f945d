//! The data of charts as a table.

use super::{escape, put};
use crate::chart::Data;

/// Head and rows of a table.
pub fn table(data: &Data) -> String {
    let mut out = String::from("<thead>\n<tr>");
    for head in &data.heads {
        put(
            &mut out,
            format_args!("<th scope=\"col\">{}</th>", escape(head)),
        );
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for (name, values) in &data.rows {
        put(
            &mut out,
            format_args!("<tr><th scope=\"row\">{}</th>", escape(name)),
        );
        for value in values {
            put(
                &mut out,
                format_args!("<td class=\"right\">{}</td>", escape(value)),
            );
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n");
    out
}
