//! The session as JavaScript sees it: a newtype and conversions, no logic. The only file that names `wasm_bindgen`.

use crate::session::{Request, Session};
use serde::Serialize as _;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// A [`Session`] in a worker.
#[wasm_bindgen]
pub struct Engine(Session);

#[wasm_bindgen]
impl Engine {
    /// Starts a session. `key` is 16 random bytes, drawn anew for each session; child references are hashed with it.
    #[wasm_bindgen(constructor)]
    pub fn new(key: &[u8]) -> Result<Engine, JsError> {
        let key = key.try_into().map_err(|_| JsError::new("the session key must be 16 bytes"))?;
        Ok(Engine(Session::new(key)))
    }

    /// Answers one request. The types of both are `Request` and `Response` in `www/types/`.
    pub fn handle(&mut self, request: JsValue) -> Result<JsValue, JsError> {
        let request: Request = serde_wasm_bindgen::from_value(request)?;
        let response = self.0.handle(request);
        Ok(response.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
    }

    /// Takes the next bytes of the open file; returns the number of rows read so far.
    pub fn push(&mut self, chunk: &[u8]) -> f64 {
        self.0.push(chunk) as f64
    }
}
