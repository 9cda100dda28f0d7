//! The core through its front door, the session, and the command line.

mod cases;
mod command_line;
mod oracle;
mod properties;
mod support;
mod tidy;
