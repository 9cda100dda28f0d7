//! `cargo xtask serve`: the page, built and served to this machine only.

use std::fs;
use std::io::{ErrorKind, Write};
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use tiny_http::{Header, Method, Response, ResponseBox, Server};

use crate::{dist, project};

/// What to build and where to serve it.
#[derive(Args)]
pub struct Options {
    /// The port to serve at.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    #[command(flatten)]
    build: dist::Options,
}

/// Builds the page and serves it until it is stopped.
pub fn run(options: &Options) -> Result<()> {
    // Before the build, which takes minutes, and held from then on.
    let listener = listen(options.port)?;
    let address = listener.local_addr()?;
    dist::run(&options.build)?;
    let server = Server::from_listener(listener, None)
        .map_err(|error| anyhow!("the server does not start: {error}"))?;
    println!("Open this address in a browser; Ctrl+C stops.\nhttp://{address}/");
    std::io::stdout().flush()?;
    for request in server.incoming_requests() {
        let response = respond(request.method(), request.url());
        // A browser that has gone away is no reason to stop serving the others.
        let _ = request.respond(response);
    }
    Ok(())
}

fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!(
                "port {port} is taken by another program; choose another: `cargo xtask serve --port {}`",
                another_port(port)
            )
        }
        Err(error) => Err(error).with_context(|| {
            format!(
                "port {port} can't be used; choose another: `cargo xtask serve --port {}`",
                another_port(port)
            )
        }),
    }
}

fn another_port(port: u16) -> u16 {
    port.checked_add(1).filter(|port| *port > 1024).unwrap_or(8080)
}

fn respond(method: &Method, url: &str) -> ResponseBox {
    if !matches!(method, Method::Get | Method::Head) {
        return plain(405, "Only GET and HEAD are answered here.");
    }
    let path = url.split('?').next().unwrap_or_default();
    if !matches!(path, "/" | "/index.html") {
        return plain(404, "There is nothing here but the page itself, at /.");
    }
    // Read each time: `cargo xtask dist` in another terminal then shows after a reload.
    match fs::read(project::path(project::PAGE)) {
        Ok(page) => Response::from_data(page)
            .with_header(header("Content-Type", "text/html; charset=utf-8"))
            .with_header(header("Cache-Control", "no-store"))
            .boxed(),
        Err(_) => plain(500, "The page has been removed; build it again."),
    }
}

fn plain(status: u16, text: &str) -> ResponseBox {
    Response::from_string(format!("{text}\n"))
        .with_status_code(status)
        .with_header(header("Content-Type", "text/plain; charset=utf-8"))
        .boxed()
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("our headers are plain ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_page_is_served() {
        let status = |method: Method, url: &str| respond(&method, url).status_code().0;
        assert_eq!(status(Method::Get, "/favicon.ico"), 404);
        assert_eq!(status(Method::Get, "/../Cargo.toml"), 404);
        assert_eq!(status(Method::Post, "/"), 405);
    }

    #[test]
    fn a_taken_port_is_told_in_one_line_with_another_to_try() {
        let taken = listen(0).unwrap();
        let port = taken.local_addr().unwrap().port();
        let told = listen(port).unwrap_err().to_string();
        assert!(told.starts_with(&format!("port {port} is taken")) && told.contains("--port "), "{told}");
        assert!(!told.contains('\n'));
    }
}
