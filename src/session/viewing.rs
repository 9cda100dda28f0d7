//! Making a view without a break, or step by step for whoever may change their mind meanwhile.

use super::ledger::Export;
use super::{Error, Response, Session, View, error, view};
use crate::chart::Extent;
use crate::disclosure::{Pace, Progress, at_once};
use crate::recipe::Recipe;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// A view that is being made. Nothing can be changed about its session until it is done or dropped.
pub struct Viewing {
    work: Pin<Box<dyn Future<Output = Response>>>,
    pace: Rc<Pace>,
}

impl Viewing {
    /// Begins to make the view of a recipe.
    pub fn begin(session: Rc<Session>, recipe: Recipe) -> Self {
        let pace = Rc::new(Pace::default());
        let of_work = Rc::clone(&pace);
        let work = Box::pin(async move { respond(session.make(&recipe, &of_work).await) });
        Viewing { work, pace }
    }

    /// Goes on a little; the answer once it is there. It must not be asked again then.
    pub fn step(&mut self) -> Option<Response> {
        match self.work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(response) => Some(response),
            Poll::Pending => None,
        }
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        self.pace.progress()
    }
}

/// The last view that was made, with what is noted if it is exported.
pub(super) struct Shown {
    view: View,
    export: Export,
}

impl Session {
    /// Answers with the view of a recipe.
    pub(super) fn answer_view(&self, recipe: &Recipe) -> Response {
        respond(at_once(self.make(recipe, &Pace::default())))
    }

    /// The view of a recipe.
    pub(super) fn made(&self, recipe: &Recipe) -> Result<View, Error> {
        at_once(self.make(recipe, &Pace::default()))
    }

    /// What is noted if the view of a recipe is exported: that view is made first, unless its figures are those that were made last.
    pub(super) fn export_of(&self, recipe: &Recipe) -> Result<Export, Error> {
        at_once(self.make(recipe, &Pace::default()))?;
        self.shown.borrow().as_ref().map(|shown| shown.export.clone()).ok_or_else(|| {
            error("session-nothing-shown", "There is nothing to be exported.", "Choose what is shown first.")
        })
    }

    /// Makes the view of a recipe. Of figures that were made last only the picture is drawn anew.
    async fn make(&self, recipe: &Recipe, pace: &Pace) -> Result<View, Error> {
        if let Some(shown) = self.shown.borrow().as_ref().filter(|shown| shown.export.is_of(recipe)) {
            let (svg, no_picture) = view::picture(&shown.view.release, recipe, Extent::Whole);
            return Ok(View { svg, no_picture, ..shown.view.clone() });
        }
        let (view, export) = match self.as_exported(recipe, pace).await {
            Some(made) => made,
            None => self.protected_with(self.ledger.len(), recipe, pace).await?,
        };
        self.shown.replace(Some(Shown { view: view.clone(), export }));
        Ok(view)
    }

    /// The view of a recipe that was exported before, as it is out: protected together with what was out before it. None if that does not
    /// come to the very same.
    async fn as_exported(&self, recipe: &Recipe, pace: &Pace) -> Option<(View, Export)> {
        let place = self.ledger.place_of(recipe, &self.fingerprints())?;
        let made = self.protected_with(place, recipe, pace).await.ok()?;
        Some(made).filter(|(_, export)| self.ledger.has_at(place, export))
    }

    /// A view that is protected together with so many of the exports.
    async fn protected_with(
        &self,
        n_exports: usize,
        recipe: &Recipe,
        pace: &Pace,
    ) -> Result<(View, Export), Error> {
        self.n_regarded.set(n_exports);
        let (view, tables) = view::view(self, recipe, pace).await?;
        let export = Export::of(recipe, &view.release, tables);
        Ok((view, export))
    }
}

fn respond(made: Result<View, Error>) -> Response {
    match made {
        Ok(view) => Response::View { view: Box::new(view) },
        Err(error) => Response::Failed { error },
    }
}
