//! The real program: how it starts, what it says when it can't, what survives its death, and its mail.

mod kill;
mod log;
mod program;
mod smtp;
mod start;
