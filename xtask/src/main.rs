//! The project's own commands: `cargo xtask demo | test | build | bench`.

fn main() {}
