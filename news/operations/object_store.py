"""Uploads in an S3-compatible store: readers know only the site's own addresses.

The store needs no public address: files go through the site, which decides their type and headers, and
through the proxy's cache. Every failure on the way to the store is raised as StoreIsGone.
"""

from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from .outages import StoreIsGone


@contextmanager
def store_errors():
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as error:
        raise StoreIsGone(f"The object store: {error}") from error


class ObjectStore(S3Storage):
    """Never overwrites a name, like a disk; nobody waits long for a store that is gone."""

    def get_default_settings(self):
        patient = Config(
            connect_timeout=2,
            read_timeout=20,
            retries={"total_max_attempts": 2},
            s3={"addressing_style": "path"},
            # Stores other than Amazon's may not know the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return super().get_default_settings() | {"file_overwrite": False, "client_config": patient}

    def url(self, name):
        return settings.MEDIA_URL + filepath_to_uri(name)

    def exists(self, name):
        with store_errors():
            return super().exists(name)

    def size(self, name):
        with store_errors():
            return super().size(name)

    def get_modified_time(self, name):
        with store_errors():
            return super().get_modified_time(name)

    def listdir(self, name):
        with store_errors():
            return super().listdir(name)

    def delete(self, name):
        with store_errors():
            super().delete(name)

    def _save(self, name, content):
        with store_errors():
            return super()._save(name, content)

    def _open(self, name, mode="rb"):
        """Fetched whole at once: reading the file afterwards cannot fail any more."""
        with store_errors():
            file = super()._open(name, mode)
            return file.open() if mode == "rb" else file
