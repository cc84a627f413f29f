//! Waiting at counters and recording stations: closed forms, and hours that differ solved exactly.
//!
//! Rates are people an hour, times hours, loads Erlang (people in service on average if there were always a free server). What has no steady
//! state, because more come than can be served, is `None`; [`transient`] answers it for a day.

pub mod erlang;
pub mod mg1;
pub mod staffing;
pub mod transient;
