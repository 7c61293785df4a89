"""`python -m naru.cli`: the same door."""

import sys

from naru.cli import main

if __name__ == "__main__":
    sys.exit(main())
