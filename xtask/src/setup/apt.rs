//! Debian packages, for whoever may install them; the command to type, for whoever may not.

use std::io::IsTerminal;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{self, Failure};

/// Installs Debian packages. `purpose` says what they are for, as the start of a sentence: "Browsers for the tests".
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if process::find("apt-get").is_none() {
        bail!(
            "{purpose}: missing here, and there is no apt-get to install them with; install what Debian calls `{list}`"
        );
    }
    let by_hand = format!("apt-get update && apt-get install --no-install-recommends {list}");
    let root = process::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let sudo = process::find("sudo").is_some();
    if !root && !sudo {
        bail!("{purpose}: only root can install them; as root, type `{by_hand}`, then try again");
    }
    println!("{purpose}: installing the Debian packages {list} ...");
    // A stale list of packages may still do, so that only the installation itself decides.
    let update = process::read(apt_get(root).arg("update"));
    let install = process::read(
        apt_get(root).args(["install", "-y", "--no-install-recommends", "--no-remove"]).args(packages),
    );
    let Err(failure) = install else { return Ok(()) };
    let no_network = failure.is_network() || update.as_ref().is_err_and(Failure::is_network);
    if no_network {
        bail!("{purpose}: Debian's packages can't be reached; connect to the network, then try again");
    }
    bail!("{purpose}: {failure}; see why with `{by_hand}` as root, then try again");
}

/// `apt-get`, as root, asking no questions and waiting for another apt-get to end.
fn apt_get(root: bool) -> Command {
    let mut words = vec!["env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C"];
    words.extend(["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]);
    if !root {
        // Without a terminal nobody can answer sudo, which would wait for ever.
        let sudo: &[&str] = if std::io::stdin().is_terminal() { &["sudo"] } else { &["sudo", "-n"] };
        words.splice(0..0, sudo.iter().copied());
    }
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}
