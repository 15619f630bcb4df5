"""The secrets of second factors and the keys of share links are encrypted, as news/encryption.py says today."""

import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import migrations, models


def encrypt(text):
    return Fernet(settings.ENCRYPTION_KEYS[0]).encrypt(text.encode()).decode()


def decrypt(encrypted):
    return MultiFernet(map(Fernet, settings.ENCRYPTION_KEYS)).decrypt(encrypted.encode()).decode()


def hash_of(key):
    key_for_hashes = hmac.digest(settings.ENCRYPTION_KEYS[0].encode(), b"share key", "sha256")
    return hmac.new(key_for_hashes, key.encode(), "sha256").hexdigest()


def encrypt_all(apps, schema_editor):
    change_second_factors(apps, encrypt)
    for link in apps.get_model("news", "ShareLink").objects.all():
        link.key_hash, link.encrypted_key = hash_of(link.encrypted_key), encrypt(link.encrypted_key)
        link.save()


def decrypt_all(apps, schema_editor):
    change_second_factors(apps, decrypt)
    for link in apps.get_model("news", "ShareLink").objects.all():
        link.encrypted_key = decrypt(link.encrypted_key)
        link.save()


def change_second_factors(apps, change):
    for authenticator in apps.get_model("mfa", "Authenticator").objects.all():
        for name in {"secret", "seed"} & authenticator.data.keys():
            authenticator.data[name] = change(authenticator.data[name])
        authenticator.save()


class Migration(migrations.Migration):
    dependencies = [("news", "0003_search_index"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [
        migrations.RenameField("sharelink", "key", "encrypted_key"),
        migrations.AlterField("sharelink", "encrypted_key", models.TextField(editable=False)),
        migrations.AddField(
            "sharelink", "key_hash", models.CharField(max_length=64, unique=True, null=True, editable=False)
        ),
        migrations.RunPython(encrypt_all, decrypt_all),
        migrations.AlterField(
            "sharelink", "key_hash", models.CharField(max_length=64, unique=True, editable=False)
        ),
    ]
