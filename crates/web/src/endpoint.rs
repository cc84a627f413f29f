//! Endpoints as data: every route is added with its method, its pattern and who may use it, so that the whole list can be read and tried.
//!
//! What is said of a route is also kept: whoever is recognised on it ([`crate::session::PageCaller`], the API's token) is turned away at
//! the door when the role does not have the act. `app` asks again, with the reach.

use app::Caller;
use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::{Extensions, Method},
    routing::{MethodRouter, get, post},
};
use domain::{Refusal, access::Act};

use crate::state::Site;

/// Who may use an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Whoever has signed in or sends a token.
    SignedIn,
    /// Whoever may do the act; how far that reaches, `app` finds.
    Act(Act),
}

impl Access {
    /// Refuses somebody who was recognised on a route that needs an act which the role does not have.
    pub(crate) fn check(route: &Extensions, caller: &Caller) -> Result<(), Refusal> {
        match route.get::<Self>() {
            Some(Self::Act(act)) if !caller.may(*act) => Err(Refusal::NotAllowed(*act)),
            _ => Ok(()),
        }
    }
}

/// One endpoint of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// `GET` or `POST`; a `GET` answers `HEAD` too.
    pub method: Method,
    /// The whole path with its variable parts in braces, `/api/v1/people/{person}`.
    pub pattern: String,
    /// Who may use it.
    pub access: Access,
}

/// Routes with the list of what they are. The only place of the crate that adds to a router.
pub(crate) struct Routes {
    prefix: &'static str,
    /// The routes, without the prefix.
    pub router: Router<Site>,
    /// The list, with the prefix.
    pub endpoints: Vec<Endpoint>,
}

impl Routes {
    /// No routes yet, for a router that is nested beneath `prefix`.
    pub fn beneath(prefix: &'static str) -> Self {
        Self { prefix, router: Router::new(), endpoints: Vec::new() }
    }

    /// Adds something to read.
    pub fn get<H: Handler<T, Site>, T: 'static>(self, pattern: &'static str, access: Access, handler: H) -> Self {
        self.add(Method::GET, pattern, access, get(handler))
    }

    /// Adds something to do.
    pub fn post<H: Handler<T, Site>, T: 'static>(self, pattern: &'static str, access: Access, handler: H) -> Self {
        self.add(Method::POST, pattern, access, post(handler))
    }

    /// Adds something to do whose content may have so many bytes, instead of what all others may.
    pub fn post_large<H: Handler<T, Site>, T: 'static>(self, pattern: &'static str, access: Access, bytes_max: usize, handler: H) -> Self {
        self.add(Method::POST, pattern, access, post(handler).layer(DefaultBodyLimit::max(bytes_max)))
    }

    fn add(mut self, method: Method, pattern: &'static str, access: Access, handler: MethodRouter<Site>) -> Self {
        self.router = self.router.route(pattern, handler.route_layer(Extension(access)));
        self.endpoints.push(Endpoint { method, pattern: format!("{}{pattern}", self.prefix), access });
        self
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    /// The Rust sources beneath a folder, with their texts.
    fn sources(folder: &Path) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(sources(&path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
        found
    }

    #[test]
    fn a_route_is_added_nowhere_else() {
        let adds = ["route", "route_service", "nest_service"].map(|name| [".", name, "("].concat());
        let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        assert!(sources.len() > 50, "{} sources", sources.len());
        let adding: Vec<&str> =
            sources.iter().filter(|(_, text)| adds.iter().any(|add| text.contains(add))).map(|(name, _)| name.as_str()).collect();
        assert_eq!(adding, ["endpoint.rs"], "a route that is added by itself stands in no list");
    }
}
