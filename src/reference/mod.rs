//! Facts: English regions, local authorities, police forces, code lists, breaks in series. Knows nothing of files or figures.

mod breaks;
mod care;
mod codes;
mod place;

pub use breaks::{BREAKS, Break, Concerns};
pub(crate) use codes::is_blank;
pub use codes::{Category, MissingStatus, Risk};
pub use place::{LocalAuthority, PoliceForce, Region, local_authorities};
pub(crate) use place::{
    authority_code, find_authority, find_force, find_region, force_code, normalise, police_forces,
};
