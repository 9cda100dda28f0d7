//! Other programs: found, run, and their failures told in one line.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

/// What programs say when the network, or a server on it, isn't there.
const NETWORK_WORDS: [&str; 14] = [
    "could not resolve",
    "temporary failure resolving",
    "enotfound",
    "eai_again",
    "econnrefused",
    "econnreset",
    "enetunreach",
    "etimedout",
    "connection refused",
    "network is unreachable",
    "timed out",
    "failed to fetch",
    "failed to download",
    "could not download",
];

/// A program that ran unsuccessfully, or did not start.
#[derive(Debug)]
pub struct Failure {
    command: String,
    said: String,
}

impl Failure {
    /// Whether the program failed for want of a network.
    pub fn is_network(&self) -> bool {
        let said = self.said.to_lowercase();
        NETWORK_WORDS.iter().any(|words| said.contains(words))
    }

    /// Whether the program said this, in any case.
    pub fn says(&self, words: &str) -> bool {
        self.said.to_lowercase().contains(&words.to_lowercase())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` failed: {}", self.command, telling_line(&self.said).trim())
    }
}

impl std::error::Error for Failure {}

/// The line of a program's output that says most: the first that calls itself an error, or else the last.
fn telling_line(said: &str) -> &str {
    let mut lines = said.lines().filter(|line| !line.trim().is_empty());
    let error = lines.clone().find(|line| {
        let line = line.to_lowercase();
        line.starts_with("e: ") || line.contains("error")
    });
    error.or_else(|| lines.next_back()).unwrap_or("it said nothing")
}

/// A command as one would type it.
fn typed(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Enough of a command to know it by, beside what it has said itself: the program and its first argument.
fn short(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem();
    program
        .into_iter()
        .chain(command.get_args().take(1))
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs a program in silence and gives what it printed.
pub fn read(command: &mut Command) -> Result<String, Failure> {
    let failure = |said: String, command: &Command| Failure { command: typed(command), said };
    let output = match command.stdin(Stdio::null()).output() {
        Ok(output) => output,
        Err(error) => return Err(failure(error.to_string(), command)),
    };
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(printed)
    } else {
        let complaints = String::from_utf8_lossy(&output.stderr);
        Err(failure(format!("{complaints}\n{printed}"), command))
    }
}

/// Runs a program and gives what it printed; what it complains of is for the person at the terminal.
pub fn read_and_show(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    match output {
        Ok(output) if output.status.success() => Ok(String::from_utf8(output.stdout)?),
        Ok(_) => bail!("`{}` failed, for the reason above", short(command)),
        Err(error) => bail!("`{}` can't be run: {error}", short(command)),
    }
}

/// Runs a program whose output is for the person at the terminal.
pub fn show(command: &mut Command) -> Result<()> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => bail!("`{}` failed, for the reason above", short(command)),
        Err(error) => bail!("`{}` can't be run: {error}", short(command)),
    }
}

/// Finds a program on PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(said: &str) -> Failure {
        Failure { command: "npm ci".to_owned(), said: said.to_owned() }
    }

    #[test]
    fn a_failure_is_told_by_its_first_error_line() {
        let told = failure("npm warn old\nnpm error code E404\nnpm error 404 gone\nbye\n");
        assert_eq!(told.to_string(), "`npm ci` failed: npm error code E404");
        let told = failure("one\nlast words\n\n");
        assert_eq!(told.to_string(), "`npm ci` failed: last words");
    }

    #[test]
    fn a_missing_network_is_told_from_other_failures() {
        assert!(failure("E: Temporary failure resolving 'mirror'").is_network());
        assert!(failure("npm error code ENOTFOUND").is_network());
        assert!(!failure("npm error code EUSAGE").is_network());
    }
}
