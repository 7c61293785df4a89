"""Plans, interviews and their passages, statements, exhibits, findings: sealed for the inquiry."""

from django.db import models
from django.db.models import Q

from naru.domain.inquiry import UNDECIDED, UNVERIFIED
from naru.ground.vault import Compartment, SealedModel


class InquiryModel(SealedModel):
    """What only those who work on the inquiry, and the person, may open."""

    COMPARTMENT = Compartment.INQUIRY

    class Meta:
        abstract = True


class Plan(InquiryModel):
    """When and about what the next interview will be; its topics are told to the person."""

    at = models.DateTimeField()
    interviewer_id = models.UUIDField(db_index=True)

    class Meta:
        ordering = ["at"]


class Interview(InquiryModel):
    """One session: its times and state in plain; who sat there and how it was recorded, sealed."""

    OPEN, CLOSED, VOID, STOPPED = "open", "closed", "void", "stopped"

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, null=True, related_name="interview")
    interviewer_id = models.UUIDField(db_index=True)
    interpreter_id = models.UUIDField(null=True, db_index=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default=OPEN)

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id"], condition=Q(state="open"), name="one_open_interview_a_person"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None)
                | ~Q(state="open") & Q(ended_at__isnull=False),
                name="an_open_interview_has_no_end",
            ),
        ]


class Passage(InquiryModel):
    """A question and its answer, as written down during the interview."""

    APPEND_ONLY = True

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="passages")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["interview__started_at", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "seq"], name="a_passage_has_its_place")
        ]


class Break(models.Model):
    """A pause of an interview."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="breaks")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview"], condition=Q(to_at=None), name="one_open_break_an_interview"
            )
        ]


class Misunderstood(models.Model):
    """That somebody present said: I do not understand."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="misunderstood")
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        ordering = ["at"]


class Statement(InquiryModel):
    """The passages of all usable interviews together, as read back and confirmed or refused."""

    DRAFT, READ_BACK, CONFIRMED, REFUSED = "draft", "read_back", "confirmed", "refused"

    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=DRAFT)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["person_id", "version"], name="one_statement_a_version")
        ]


class Correction(InquiryModel):
    """How a passage should read; it stands beside the original."""

    APPEND_ONLY = True

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class Reply(InquiryModel):
    """A doubt put to the person, the person's answer to it, or a comment of their own."""

    APPEND_ONLY = True
    DOUBT, ANSWER, COMMENT = "doubt", "answer", "comment"

    kind = models.CharField(max_length=8)
    doubt = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answers")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class Exhibit(InquiryModel):
    """A document or thing in the file: where it came from, through whose hands, whether real."""

    number = models.PositiveIntegerField()
    authenticity = models.CharField(max_length=16, default=UNVERIFIED)
    filed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["person_id", "number"], name="one_exhibit_a_number")
        ]


class Finding(InquiryModel):
    """What the inquiry holds about one issue, with what speaks for and against it."""

    state = models.CharField(max_length=16, default=UNDECIDED)
    at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]


class Review(InquiryModel):
    """What the reviewer did with the findings, and why: sent back, signed, or another route."""

    kind = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class Suspicion(InquiryModel):
    """That an interview was stopped over a suspicion: its category, and no word more."""

    APPEND_ONLY = True

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="suspicion")
    at = models.DateTimeField()


class AuthorityReference(InquiryModel):
    """The reference given to the competent authority, with its receipt."""

    APPEND_ONLY = True

    at = models.DateTimeField()
