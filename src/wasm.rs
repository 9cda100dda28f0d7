//! The session as JavaScript sees it: a newtype and conversions, no logic. The only file that names `wasm_bindgen`.

use crate::ingest::{Fingerprint, Part, Range, Scan};
use crate::recipe::Recipe;
use crate::session::{Request, Session, Viewing};
use js_sys::{Function, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// A [`Session`] in a worker.
#[wasm_bindgen]
pub struct Engine(Rc<Session>);

#[wasm_bindgen]
impl Engine {
    /// Starts a session. `key` is 16 random bytes, drawn anew for each session; child references are hashed with it.
    #[wasm_bindgen(constructor)]
    pub fn new(key: &[u8]) -> Result<Engine, JsError> {
        let key = key.try_into().map_err(|_| JsError::new("the session key must be 16 bytes"))?;
        Ok(Engine(Rc::new(Session::new(key))))
    }

    /// Answers one request. The types of both are `Request` and `Response` in `www/types/`.
    pub fn handle(&mut self, request: JsValue) -> Result<JsValue, JsError> {
        let request: Request = serde_wasm_bindgen::from_value(request)?;
        give(&self.session()?.handle(request))
    }

    /// Begins to make the view of a recipe. Until that is done or freed, the engine can be asked nothing else.
    pub fn view(&mut self, recipe: JsValue) -> Result<EngineView, JsError> {
        let recipe: Recipe = serde_wasm_bindgen::from_value(recipe)?;
        Ok(EngineView(Viewing::begin(Rc::clone(&self.0), recipe)))
    }

    /// Has the browser make the engine's code fast before it is needed.
    pub fn rehearse() {
        Session::rehearse();
    }

    /// Takes a part that a scan of a range of the open file handed over.
    pub fn take(&mut self, range: usize, part: &Uint8Array) -> Result<(), JsError> {
        let n_bytes = part.length();
        let mut at = 0;
        // Each column is copied once, to where it stays.
        let part = Part::read(n_bytes as usize, &mut |piece| {
            let end = at + piece.len() as u32;
            let is_there = end <= n_bytes;
            if is_there {
                part.subarray(at, end).copy_to(piece);
            }
            at = end;
            is_there
        });
        self.session()?.take(range, part.ok_or_else(|| JsError::new("a scan handed over what is no part"))?);
        Ok(())
    }

    /// Takes the next bytes of the open file; returns the number of rows read so far.
    pub fn push(&mut self, chunk: &[u8]) -> Result<f64, JsError> {
        Ok(self.session()?.push(chunk) as f64)
    }

    fn session(&mut self) -> Result<&mut Session, JsError> {
        Rc::get_mut(&mut self.0).ok_or_else(|| JsError::new("a view is being made"))
    }
}

/// A view that is being made, so that it can be given up.
#[wasm_bindgen]
pub struct EngineView(Viewing);

#[wasm_bindgen]
impl EngineView {
    /// Goes on a little; the answer once it is there, and nothing before. The type is `Response` in `www/types/`.
    pub fn step(&mut self) -> Result<Option<JsValue>, JsError> {
        self.0.step().as_ref().map(give).transpose()
    }

    /// How far it has come. The type is `Progress` in `www/types/`.
    pub fn progress(&self) -> Result<JsValue, JsError> {
        give(&self.0.progress())
    }
}

/// What is given to JavaScript.
fn give(what: &impl serde::Serialize) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible().serialize_bytes_as_arrays(false);
    Ok(what.serialize(&serializer)?)
}

/// A [`Scan`] of a range of a file, in a worker of its own.
#[wasm_bindgen]
pub struct RangeScan(Scan);

#[wasm_bindgen]
impl RangeScan {
    /// Begins a scan. `opening` is the session's answer to `split`; `from` and `to` are offsets in the file, `is_exact` if a record is
    /// known to begin at `from`. A range from 0 without end is the whole file.
    #[wasm_bindgen(constructor)]
    pub fn new(key: &[u8], opening: &str, from: f64, to: f64, is_exact: bool) -> Result<RangeScan, JsError> {
        let key = key.try_into().map_err(|_| JsError::new("the session key must be 16 bytes"))?;
        // Offsets are whole numbers, and far below 2^53.
        let (from, to) = (from as u64, to as u64);
        let range = match (from, is_exact) {
            (0, _) if to == u64::MAX => Range::Whole,
            (_, true) => Range::Exact { from, to },
            (_, false) => Range::Part { from, to },
        };
        Session::scan(key, opening, range).map(RangeScan).map_err(|error| JsError::new(&error.message))
    }

    /// Takes the next bytes; returns the number of rows read so far.
    pub fn push(&mut self, chunk: &Uint8Array) -> f64 {
        self.0.push_with(chunk.length() as usize, &mut |place| chunk.copy_to(place)) as f64
    }

    /// Whether the range is read.
    pub fn is_done(&self) -> bool {
        self.0.is_done()
    }

    /// Rows that are ready to be handed to the session's `take`.
    pub fn rows(&mut self) -> Option<Uint8Array> {
        self.0.take_rows().map(|part| bytes_of(&part))
    }

    /// The end of the range: what remains to be handed to the session's `take`, part by part.
    pub fn finish(self, give: &Function) -> Result<(), JsValue> {
        let mut outcome = Ok(());
        self.0.finish(&mut |part| {
            if let Err(error) = give.call1(&JsValue::NULL, &bytes_of(&part)) {
                outcome = Err(error);
            }
        });
        outcome
    }
}

/// A part as bytes outside the engine's memory.
fn bytes_of(part: &Part) -> Uint8Array {
    let bytes = Uint8Array::new_with_length(part.n_bytes() as u32);
    let mut at = 0;
    part.write(&mut |piece| {
        let end = at + piece.len() as u32;
        bytes.subarray(at, end).copy_from(piece);
        at = end;
    });
    bytes
}

/// The SHA-256 of a file, for one whose parts were read by several scans.
#[wasm_bindgen]
#[derive(Default)]
pub struct FileFingerprint(Fingerprint);

#[wasm_bindgen]
impl FileFingerprint {
    /// Begins.
    #[wasm_bindgen(constructor)]
    pub fn new() -> FileFingerprint {
        FileFingerprint::default()
    }

    /// Takes the next bytes.
    pub fn push(&mut self, chunk: &[u8]) {
        self.0.push(chunk);
    }

    /// In hexadecimal.
    pub fn finish(self) -> String {
        self.0.finish()
    }
}
