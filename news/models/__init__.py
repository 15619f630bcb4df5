from .accessibility_run import AccessibilityRun
from .account_change import AccountChange
from .appointment import Appointment
from .article import Article
from .attached_text import AttachedText
from .attachment import Attachment
from .audit import AuditEntry, AuditSeal
from .autosave import Autosave, DraftToken, Presence
from .broken_link import BrokenLink, LinkCheck
from .calendar_address import CalendarAddress
from .comment import Comment
from .desk_session import DeskSession
from .dismissed_name import DismissedName
from .earlier_draft import EarlierDraft
from .edition import Edition, EditionChanged
from .edition_rows import EditionImage, EditionOrganization, EditionPerson
from .ended_tour import EndedTour
from .follow_up import ArticleNote, Reminder, Review
from .image import Image
from .notable_day import NotableDay
from .notice import Notice
from .notification import Notification
from .organization import Organization
from .page import Page
from .parity import Parity
from .person import Person
from .preferences import Preferences
from .public_content import PublicContent
from .recording import Recording
from .release_template import ReleaseTemplate
from .saved_filter import SavedFilter
from .saved_reads import SavedReads
from .search import SearchDocument, SearchState, SearchTerm
from .share_link import ShareLink, ShareOpening
from .stored_texts import clean_stored_texts
from .takedown import Takedown
from .tombstone import Tombstone
from .topic import Topic
from .view_count import ViewCount

__all__ = [
    "AccessibilityRun",
    "AccountChange",
    "Appointment",
    "Article",
    "ArticleNote",
    "AttachedText",
    "Attachment",
    "AuditEntry",
    "AuditSeal",
    "Autosave",
    "BrokenLink",
    "CalendarAddress",
    "Comment",
    "DeskSession",
    "DismissedName",
    "DraftToken",
    "EarlierDraft",
    "Edition",
    "EditionChanged",
    "EditionImage",
    "EditionOrganization",
    "EditionPerson",
    "EndedTour",
    "Image",
    "LinkCheck",
    "NotableDay",
    "Notice",
    "Notification",
    "Organization",
    "Page",
    "Parity",
    "Person",
    "Preferences",
    "Presence",
    "PublicContent",
    "Recording",
    "ReleaseTemplate",
    "Reminder",
    "Review",
    "SavedFilter",
    "SavedReads",
    "SearchDocument",
    "SearchState",
    "SearchTerm",
    "ShareLink",
    "ShareOpening",
    "Takedown",
    "Tombstone",
    "Topic",
    "ViewCount",
    "clean_stored_texts",
]
