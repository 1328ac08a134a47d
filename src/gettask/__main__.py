"""`python -m gettask` is `gettask`."""

from .cli import main

if __name__ == "__main__":
    main()
