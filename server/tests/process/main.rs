//! The real program: how it starts, what it says when it can't, and what survives its death.

#[test]
fn placeholder() {}
