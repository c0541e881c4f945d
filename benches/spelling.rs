//! What the rule of spelling takes of a `check`, measured within one process: `benches/run` asks it once a round.
//!
//! It reads and composes a plan as `check` does, reads its texts as all rules need them, asks the dictionary for the first time, runs
//! all rules (which read the texts anew), and asks again. On standard error it tells, as `--timings` does, what each took on the
//! clock.
//!
//! Argument: the plan's folder.

use std::{error::Error, hint::black_box, path::PathBuf, time::Instant};

use helhedsplan::{
    build::{self, NoClock},
    rules,
    version::Name,
};

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` adds an argument of its own.
    let given: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .map(PathBuf::from)
        .collect();
    let [plan] = given.as_slice() else {
        return Err("usage: spelling PLAN".into());
    };
    let composed = build::compose_to_check(plan, &Name::Folder(plan.clone()), &mut NoClock);
    let made = composed.made.as_ref().or(composed.unsound.as_ref());
    let subject = made
        .ok_or("the plan cannot be read")?
        .subject(&composed.sources);
    let read = told("texts", || rules::read(subject));
    told("spelling", || rules::spelt(&read, subject));
    told("rules", || rules::check(subject).len());
    told("again", || rules::spelt(&read, subject));
    Ok(())
}

/// Runs a part and tells what it took.
#[expect(
    clippy::disallowed_methods,
    reason = "what it takes is what is measured"
)]
fn told<T>(name: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = black_box(run());
    let took = start.elapsed().as_secs_f64() * 1000.0;
    eprintln!("{name:>10} {took:8.1} ms");
    made
}
