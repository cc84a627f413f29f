//! Today's run.
