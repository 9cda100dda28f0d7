//! The core through its front door, the session, and the command line.

mod attack;
mod cases;
mod command_line;
mod findings;
mod hostile;
mod official;
mod oracle;
mod products;
mod properties;
mod ranges;
mod replay;
mod sequences;
mod split;
mod support;
mod tidy;
mod utility;
