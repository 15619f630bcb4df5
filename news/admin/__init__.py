from news.admin.account.account import AccountAdmin
from news.admin.edition.edition import EditionAdmin
from news.admin.image.image import ImageAdmin

from .article import ArticleAdmin
from .audit import AuditEntryAdmin
from .notable_day import NotableDayAdmin
from .notice import NoticeAdmin
from .organization import OrganizationAdmin
from .page import PageAdmin
from .person import PersonAdmin
from .release_template import ReleaseTemplateAdmin
from .topic import TopicAdmin
from .view_count import ViewCountAdmin

__all__ = [
    "AccountAdmin",
    "ArticleAdmin",
    "AuditEntryAdmin",
    "EditionAdmin",
    "ImageAdmin",
    "NotableDayAdmin",
    "NoticeAdmin",
    "OrganizationAdmin",
    "PageAdmin",
    "PersonAdmin",
    "ReleaseTemplateAdmin",
    "TopicAdmin",
    "ViewCountAdmin",
]
