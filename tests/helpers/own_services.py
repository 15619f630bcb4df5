"""A test's own Redis, object store and PostgreSQL, to be really stopped and started again."""

import shutil
import socket
import subprocess
import sys
import time

import boto3
from botocore.config import Config

from tests.helpers.real_server import free_port
from tests.helpers.requirements import lack


class Service:
    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None

    def start(self):
        with (self.folder / f"{type(self).__name__}.log").open("ab") as log:
            self.process = subprocess.Popen(self.command(), cwd=self.folder, stdout=log, stderr=log)
        for _try in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError(f"{type(self).__name__} did not start")

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *failure):
        self.stop()


class OwnRedis(Service):
    def start(self):
        if not shutil.which("redis-server"):
            lack("Redis to start and stop", "redis-server")
        super().start()

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self):
        return ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(self.folder)]


class OwnStore(Service):
    """S3 as moto serves it: a real server that stores everything in memory."""

    bucket = "uploads"

    @property
    def environment(self):
        return {
            "S3_BUCKET": self.bucket,
            "S3_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "S3_ACCESS_KEY_ID": "test",
            "S3_SECRET_ACCESS_KEY": "test-secret",
        }

    @property
    def options(self):
        return {
            "bucket_name": self.bucket,
            "endpoint_url": f"http://127.0.0.1:{self.port}",
            "region_name": "us-east-1",
            "access_key": "test",
            "secret_key": "test-secret",
        }

    def command(self):
        return [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]

    def start(self):
        super().start()
        self.client.create_bucket(Bucket=self.bucket)

    @property
    def client(self):
        return boto3.client(
            "s3",
            endpoint_url=f"http://127.0.0.1:{self.port}",
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test-secret",
            config=Config(s3={"addressing_style": "path"}),
        )

    def names(self):
        found = self.client.list_objects_v2(Bucket=self.bucket).get("Contents", [])
        return sorted(entry["Key"] for entry in found)
