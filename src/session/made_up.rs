//! What is shown of made-up children: the built-in sample, and a rehearsal before the first file comes.

use super::{Request, Session};
use crate::sample;

impl Session {
    /// Reads and shows a small synthetic extract in a session of its own, so that a browser, which makes code fast only once it has
    /// run for a while, has made it fast before the first file comes.
    pub fn rehearse() {
        const N_ROWS: usize = 30_000;
        let mut session = Session::new([0; 16]);
        session.handle(Request::Open { name: "rehearsal.csv".to_owned(), mapping: None, replaces: None });
        let Ok(()) = sample::extract(sample::Imitation::Police, N_ROWS, sample::BUILT_IN_SEED, |line| {
            session.push(line.as_bytes());
            Ok::<(), std::convert::Infallible>(())
        });
        session.handle(Request::Close);
        let recipe = serde_json::from_str(r#"{"by":["year","region"]}"#).expect("it is a recipe");
        session.handle(Request::View { recipe });
    }

    /// Replaces what is held by the built-in synthetic extracts and made-up published figures that go with them, read as any file is.
    pub(super) fn load_sample(&mut self) {
        self.held.clear();
        self.refused.clear();
        for (name, kind, n_rows) in sample::built_in() {
            self.read_made_up(name, |push| {
                let Ok(()) = sample::extract(kind, n_rows, sample::BUILT_IN_SEED, |line| {
                    push(line.as_bytes());
                    Ok::<(), std::convert::Infallible>(())
                });
            });
        }
        self.read_made_up(sample::LOOKED_AFTER_NAME, |push| push(sample::looked_after().as_bytes()));
    }

    fn read_made_up(&mut self, name: &str, write: impl FnOnce(&mut dyn FnMut(&[u8]))) {
        self.handle(Request::Open { name: name.to_owned(), mapping: None, replaces: None });
        write(&mut |bytes| {
            self.push(bytes);
        });
        self.handle(Request::Close);
    }
}
