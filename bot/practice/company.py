"""The invented company that fills a new practice workspace."""

from __future__ import annotations

from dataclasses import dataclass, field

TEAM_NAME = "Northwind Components"
TEAM_DOMAIN = "northwind-components"
ZONE = "Europe/Berlin"


@dataclass
class Member:
    """A person of the workspace. `key` is how tests and the practice page call them; `zone` is an IANA name.

    `team_id` is the workspace of somebody from another company whom a shared channel lets in; else it is empty.
    """

    key: str
    real_name: str
    title: str = ""
    zone: str = ZONE
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    team_id: str = ""
    id: str = field(default="")

    def __post_init__(self) -> None:
        self.id = self.id or f"U0{self.key.upper():0<9}"

    @property
    def display_name(self) -> str:
        """The first name, which mentions go by."""
        return self.real_name.split()[0]


@dataclass(frozen=True)
class Room:
    """A channel the company starts with."""

    name: str
    topic: str
    members: tuple[str, ...]
    private: bool = False


@dataclass(frozen=True)
class Group:
    """A user group the company starts with."""

    handle: str
    name: str
    members: tuple[str, ...]


def people() -> list[Member]:
    """A fresh list of everybody, the app's own user not included."""
    return [
        Member("ada", "Ada Lindqvist", "Head of IT", is_admin=True, is_owner=True),
        Member("lena", "Lena Hoffmann", "L&D partner"),
        Member("luis", "Luis Ortega", "L&D partner", zone="Europe/Madrid"),
        Member("maya", "Maya Fernandes", "Head of Sales"),
        Member("priya", "Priya Nair", "Account executive", zone="Asia/Kolkata"),
        Member("tom", "Tom Becker", "Account executive"),
        Member("sofia", "Sofia Rossi", "Sales operations", zone="Europe/Rome"),
        Member("marcus", "Marcus Webb", "Head of Procurement", zone="Europe/London"),
        Member("ines", "Inês Duarte", "Buyer", zone="Europe/Lisbon"),
        Member("karl", "Karl Jensen", "Buyer", zone="Europe/Copenhagen"),
        Member("noor", "Noor Haddad", "Supplier quality"),
        Member("yuki", "Yuki Tanaka", "Lead firmware engineer", zone="Asia/Tokyo"),
        Member("omar", "Omar Reyes", "Test engineer", zone="America/New_York"),
        Member("gwen", "Gwen Carter", "Guest, training agency", zone="America/Los_Angeles", is_restricted=True),
        Member("paul", "Paul Meier", "Former buyer", deleted=True),
    ]


ROOMS = (
    Room(
        "general",
        "Company-wide announcements",
        (
            "ada",
            "lena",
            "luis",
            "maya",
            "priya",
            "tom",
            "sofia",
            "marcus",
            "ines",
            "karl",
            "noor",
            "yuki",
            "omar",
        ),
    ),
    Room("sales", "Accounts, pipeline, weekly sales meeting", ("maya", "priya", "tom", "sofia", "lena", "gwen")),
    Room("procurement", "Suppliers, contracts, cost", ("marcus", "ines", "karl", "noor", "luis")),
    Room("engineering", "Boards, firmware, tests", ("yuki", "omar", "luis")),
    Room("learning-team", "The learning and development team", ("lena", "luis", "ada")),
    Room("sales-leads", "Sales leadership", ("maya", "sofia"), private=True),
)

GROUPS = (Group("learning-partners", "Learning partners", ("lena", "luis")),)
