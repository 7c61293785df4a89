"""Makes a live centre whose members hold the keys; prints a nurse's user name.

Run under the live settings, with the key agent running.
"""

import django

django.setup()

from naru.domain.duties import Duty  # noqa: E402
from naru.web.home import set_up  # noqa: E402
from tests.sealed.plant import staffed  # noqa: E402

if __name__ == "__main__":
    set_up(lambda _text: None)
    print(staffed()[Duty.NURSE][0].username)  # noqa: T201
