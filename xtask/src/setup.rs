//! What the project needs beyond Cargo's packages, put in place where it is missing and left alone where it is not.

mod apt;
pub mod browsers;
mod debian;
pub mod npm;
pub mod toolchain;
