//! `loket serve`: the runtime, the socket, the upkeep thread, and an orderly end.
