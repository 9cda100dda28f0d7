//! Making a view without a break, or step by step for whoever may change their mind meanwhile.

use super::ledger::Export;
use super::{Error, Response, Session, View, view};
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

impl Session {
    /// Answers with the view of a recipe.
    pub(super) fn answer_view(&self, recipe: &Recipe) -> Response {
        respond(at_once(self.make(recipe, &Pace::default())))
    }

    /// The view of a recipe.
    pub(super) fn made(&self, recipe: &Recipe) -> Result<View, Error> {
        at_once(self.make(recipe, &Pace::default())).map(|(view, _)| view)
    }

    /// What is noted if the view of a recipe is exported: that view is made first, unless it is the last one that was.
    pub(super) fn export_of(&self, recipe: &Recipe) -> Result<Export, Error> {
        let shown = self.shown.borrow().clone().filter(|shown| shown.is_of(recipe));
        match shown {
            Some(shown) => Ok(shown),
            None => at_once(self.make(recipe, &Pace::default())).map(|(_, export)| export),
        }
    }

    /// Makes the view of a recipe, and what is noted if it is exported.
    async fn make(&self, recipe: &Recipe, pace: &Pace) -> Result<(View, Export), Error> {
        let (view, tables) = view::view(self, recipe, pace).await?;
        let export = Export::of(recipe, &view.release, tables);
        self.shown.replace(Some(export.clone()));
        Ok((view, export))
    }
}

fn respond(made: Result<(View, Export), Error>) -> Response {
    match made {
        Ok((view, _)) => Response::View { view: Box::new(view) },
        Err(error) => Response::Failed { error },
    }
}
