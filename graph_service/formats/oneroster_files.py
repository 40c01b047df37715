"""The files of OneRoster 1.0, 1.1 and 1.2: by what they are known, and what of them is read."""

from collections.abc import Mapping

from graph_service.formats.signature import Signature, sign

_ORGS = sign("orgs.csv", ("sourcedId", "name"), "type identifier parentSourcedId")
_FURTHER = (
    sign("classes.csv", ("sourcedId",), "title classType classCode schoolSourcedId termSourcedIds",
    needed=False),
    sign(
        "enrollments.csv", ("classSourcedId", "userSourcedId", "role"),
        "sourcedId schoolSourcedId primary beginDate endDate", needed=False,
    ),
    sign("manifest.csv", ("propertyName", "value"), needed=False),
    sign("academicSessions.csv", ("sourcedId",), "title type startDate endDate schoolYear",
    needed=False),
)  # fmt: skip
_USERS = ("sourcedId", "givenName", "familyName")
_OF_USERS = "enabledUser username userIds userId agentSourcedIds agents grades grade"
SIGNATURES = (
    Signature(
        "OneRoster 1.1",
        (sign("users.csv", (*_USERS, "orgSourcedIds", "role"), _OF_USERS), _ORGS, *_FURTHER)
    ),
    Signature(
        "OneRoster 1.2",
        (
            sign("users.csv", _USERS,
            f"{_OF_USERS} primaryOrgSourcedId userMasterIdentifier preferredGivenName pronouns"),
            sign(
                "roles.csv", ("userSourcedId", "role", "orgSourcedId"),
                "sourcedId roleType beginDate endDate userProfileSourcedId",
            ),
            _ORGS,
            *_FURTHER,
        ),
    ),
    Signature(
        "a part of OneRoster",
        (
            sign("manifest.csv", ("propertyName", "value")),
            sign("classes.csv", ("sourcedId",)),
            sign("enrollments.csv", ("classSourcedId", "userSourcedId", "role")),
        ),
    ),
)  # fmt: skip

ALIASES = {"userid": "userids", "agents": "agentsourcedids", "grade": "grades"}
FILES: Mapping[str, tuple[str, ...]] = {
    "manifest": ("propertyname", "value"),
    "orgs": ("sourcedid", "datelastmodified", "name", "type", "parentsourcedid"),
    "users": (
        "sourcedid", "datelastmodified", "orgsourcedids", "primaryorgsourcedid", "role",
        "givenname",
        "familyname", "preferredgivenname", "preferredfamilyname", "email", "agentsourcedids",
        "grades",
    ),
    "roles": ("datelastmodified", "usersourcedid", "roletype", "role", "begindate", "enddate",
    "orgsourcedid"),
    "academicsessions": ("sourcedid", "enddate"),
    "classes": (
        "sourcedid", "datelastmodified", "title", "classcode", "classtype", "schoolsourcedid",
        "termsourcedids",
    ),
    "enrollments": (
        "datelastmodified", "classsourcedid", "usersourcedid", "role", "primary", "begindate",
        "enddate",
    ),
    "demographics": (
        "sourcedid", "sex", "americanindianoralaskanative", "asian", "blackorafricanamerican",
        "nativehawaiianorotherpacificislander", "white", "demographicracetwoormoreraces",
        "hispanicorlatinoethnicity",
    ),
}  # fmt: skip
UNUSED = frozenset(
    "sourcedid status datelastmodified identifier parentsourcedid username userids "
    "middlename sms phone "
    "usermasteridentifier resourcesourcedids preferredmiddlename pronouns grades "
    "coursesourcedid location "
    "schoolsourcedid termsourcedids subjects subjectcodes periods userprofilesourcedid birthdate "
    "countryofbirthcode "
    "stateofbirthabbreviation cityofbirth publicschoolresidencestatus title type "
    "startdate schoolyear".split()
)
NEEDED = {
    "orgs": ("sourcedId", "name"),
    "users": ("sourcedId", "givenName", "familyName"),
    "academicsessions": ("sourcedId",),
    "classes": ("sourcedId",),
    "enrollments": ("classSourcedId", "userSourcedId", "role"),
    "demographics": ("sourcedId",),
    "roles": ("userSourcedId", "role"),
}
LABELS = {"id": "sourcedId", "name": "familyName", "school": "orgSourcedIds", "grade": "grades"}
