//! `cargo run -p clerk-codegen -- openapi` (or `typescript`, `javascript`): prints what is written.

use std::process::ExitCode;

use clerk_codegen::javascript::javascript;
use clerk_codegen::objects::objects;
use clerk_codegen::openapi::openapi;
use clerk_codegen::typescript::typescript;

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1);
    let text = match wanted.as_deref() {
        Some("javascript") => javascript(&objects()),
        Some("typescript") => typescript(&objects()),
        Some("openapi") => openapi(),
        _ => {
            eprintln!("Say what to print: javascript, typescript or openapi.");
            return ExitCode::from(2);
        }
    };
    print!("{text}");
    ExitCode::SUCCESS
}
