"""`python -m naru.cli`: the same door."""

import sys

from naru.cli import main

sys.exit(main())
