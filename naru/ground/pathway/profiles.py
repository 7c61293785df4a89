"""The centre's profile today, and the ones that running cases are pinned to."""

from functools import cache

from django.conf import settings
from django.utils import timezone

from naru import profiles
from naru.domain.profile import Profile
from naru.domain.reading import read
from naru.ground.pathway.models import ProfileText


def current() -> Profile:
    """The profile that a person entering now comes under (settings.NARU_PROFILE)."""
    return profiles.load(settings.NARU_PROFILE)


def pin() -> Profile:
    """The profile of today, its text kept so that a case can stay under it for years."""
    profile = current()
    if not _is_kept(profile.id, profile.version):
        ProfileText.objects.get_or_create(
            profile_id=profile.id,
            version=profile.version,
            defaults={
                "text": profiles.text_of(settings.NARU_PROFILE),
                "kept_at": timezone.now(),
            },
        )
    return profile


def _is_kept(profile_id: str, version: str) -> bool:
    return ProfileText.objects.filter(profile_id=profile_id, version=version).exists()


def of(profile_id: str, version: str) -> Profile:
    """The profile a case is pinned to."""
    profile = current()
    if (profile.id, profile.version) == (profile_id, version):
        return profile
    return _kept(profile_id, version)


@cache
def _kept(profile_id: str, version: str) -> Profile:
    return read(ProfileText.objects.get(profile_id=profile_id, version=version).text, kept=True)
