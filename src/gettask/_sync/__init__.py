"""The operations for threads: made of `gettask._async`, but for `concurrency`, which is written by hand."""
