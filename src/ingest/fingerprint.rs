//! The SHA-256 of a file, by which a reader of a figure can tell that it was made from the same bytes.

use sha2::{Digest, Sha256};

/// Takes the SHA-256 of bytes as they come.
#[derive(Clone, Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// In hexadecimal.
    pub fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
