//! The pace of protection: a large table takes seconds, so the work on it pauses after every few figures, and says how far it has come. Whoever has it
//! done goes on at once, or looks first whether it is still wanted.

use serde::Serialize;
use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// How far the protection of a table has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// For how many figures it is done.
    pub n_done: u32,
    /// For how many it is to be done.
    pub n_all: u32,
}

/// What is done to protect a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// It is looked for what else has to be left blank.
    Suppressing,
    /// It is audited, and mended what the audit finds.
    Auditing,
}

/// Where work pauses.
#[derive(Debug)]
pub struct Pace {
    progress: Cell<Progress>,
}

impl Default for Pace {
    fn default() -> Self {
        Pace { progress: Cell::new(Progress { stage: Stage::Suppressing, n_done: 0, n_all: 0 }) }
    }
}

impl Pace {
    /// How far the work has come.
    pub fn progress(&self) -> Progress {
        self.progress.get()
    }

    /// Says what is done now, and for how many figures, and pauses.
    pub(super) async fn begin(&self, stage: Stage, n_all: usize) {
        self.progress.set(Progress { stage, n_done: 0, n_all: n_all as u32 });
        self.pause().await;
    }

    /// Says for how many figures it is done, and pauses.
    pub(super) async fn reach(&self, n_done: usize) {
        self.progress.set(Progress { n_done: n_done as u32, ..self.progress.get() });
        self.pause().await;
    }

    /// Is pending once: nothing but being asked again is waited for.
    pub(super) async fn pause(&self) {
        let mut has_paused = false;
        poll_fn(|_| match std::mem::replace(&mut has_paused, true) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}

/// Does work without a break.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}
