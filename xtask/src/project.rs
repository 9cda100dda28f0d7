//! Where things are in the project, and files written with the reason in words when they can't be.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The file that is the product.
pub const PAGE: &str = "dist/index.html";

/// The folder that wasm-bindgen writes; `#core` in package.json names the module in it.
pub const GLUE: &str = "target/page/glue";

/// The project's own folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A path below the project's folder.
pub fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// Reads a file of the project.
pub fn read(relative: &str) -> Result<Vec<u8>> {
    fs::read(path(relative)).with_context(|| format!("{relative} can't be read"))
}

/// Reads a text file of the project.
pub fn read_text(relative: &str) -> Result<String> {
    fs::read_to_string(path(relative)).with_context(|| format!("{relative} can't be read"))
}

/// Writes a file, and the folders above it where they are missing.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("{} can't be written", path.display()))
}

/// SHA-256 in lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file that says what an output was made from, so that the same work isn't done twice.
pub struct Stamp {
    path: PathBuf,
}

impl Stamp {
    /// The stamp kept in this file.
    pub fn new(path: PathBuf) -> Self {
        Stamp { path }
    }

    /// Whether the output was made from just these inputs.
    pub fn matches(&self, inputs: &str) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|stamped| stamped == inputs)
    }

    /// Records the inputs; to be called once the output is whole.
    pub fn set(&self, inputs: &str) -> Result<()> {
        write(&self.path, inputs.as_bytes())
    }

    /// Forgets them; to be called before the output is touched, so that half an output never passes for a whole one.
    pub fn clear(&self) -> Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("{} can't be removed", self.path.display()))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_matches_only_the_inputs_it_was_set_to() {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        let stamp = Stamp::new(folder.join("made/stamp"));
        assert!(!stamp.matches(""), "no stamp yet");
        stamp.set("a").unwrap();
        assert!(stamp.matches("a"));
        assert!(!stamp.matches("b"));
        stamp.clear().unwrap();
        assert!(!stamp.matches("a"));
        stamp.clear().unwrap();
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn sha256_is_written_with_every_leading_zero() {
        let hex = sha256_hex(b"abc");
        assert_eq!(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
