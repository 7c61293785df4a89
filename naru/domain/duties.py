"""The duties of a centre, which of them never meet in one person, and what each needs to know."""

from enum import StrEnum


class Duty(StrEnum):
    """What a member of staff, or somebody outside with a right of access, is there to do."""

    DUTY_OFFICER = "duty_officer"
    RECEPTION_OFFICER = "reception_officer"
    PROPERTY_CUSTODIAN = "property_custodian"
    NURSE = "nurse"
    PHYSICIAN = "physician"
    PHARMACIST = "pharmacist"
    PSYCHOLOGIST = "psychologist"
    LODGING_OFFICER = "lodging_officer"
    CASEWORKER = "caseworker"
    INTERVIEWER = "interviewer"
    INTERPRETER = "interpreter"
    INQUIRY_REVIEWER = "inquiry_reviewer"
    DECIDING_AUTHORITY = "deciding_authority"
    HUMAN_RIGHTS_OFFICER = "human_rights_officer"
    COUNSEL = "counsel"
    CHILD_GUARDIAN = "child_guardian"
    INSTRUCTOR = "instructor"
    DIRECTOR = "director"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    OUTSIDE_MONITOR = "outside_monitor"
    STATISTICIAN = "statistician"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    RESIDENT = "resident"


class Access(StrEnum):
    """How far a duty sees into a part of the record (design.md, domain.md 5)."""

    WRITE = "W"
    APPROVE = "A"
    READ = "R"
    MINIMUM = "m"
    NONE = "-"
