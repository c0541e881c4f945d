//! The program: see [`helhedsplan::cli`].

fn main() -> std::process::ExitCode {
    helhedsplan::cli::run()
}
