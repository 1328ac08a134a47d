"""The command `gettask`, and `python -m gettask`."""


def main() -> None:
    """Run the command line. A Ctrl-C in the first milliseconds ends the process without a traceback."""
    # what `signal` is made of, which takes longer to import than all before it
    import _signal  # type: ignore[import-not-found]

    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    from .cli import main as run

    run()


if __name__ == "__main__":
    main()
