"""A real FTP server on loopback with what a test puts into a folder, and whatever goes wrong with one."""

import contextlib
import threading
import time

import pytest

pytest.importorskip("fsspec", reason="the extra 'cluster' is not installed")
pytest.importorskip("pyftpdlib", reason="pyftpdlib is not installed")
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import ThreadedFTPServer


class FileServer:
    """Serves ``folder`` to anybody, and to "mara" with the password "pw"; ``asked`` keeps each command."""

    def __init__(self, folder):
        self.folder = folder
        self.asked = []
        self.wait = 0.0  # seconds before a file is given
        self.cut = 0  # how many further transfers break off
        outer = self

        class Handler(FTPHandler):
            authorizer = DummyAuthorizer()
            banner = "files"
            use_sendfile = False

            def pre_process_command(self, line, cmd, arg):
                outer.asked.append((cmd, arg))
                super().pre_process_command(line, cmd, arg)

            def ftp_RETR(self, file):  # noqa: N802 - pyftpdlib calls it so
                time.sleep(outer.wait)
                if outer.cut:
                    outer.cut -= 1
                    self.close()
                    return None
                return super().ftp_RETR(file)

            def log(self, *args, **kwargs):
                pass

            logerror = logline = log_cmd = log_transfer = log_exception = log

        Handler.authorizer.add_anonymous(str(folder))
        Handler.authorizer.add_user("mara", "pw", str(folder))
        self.handler = Handler
        self.server = ThreadedFTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.address[1]
        self.url = f"ftp://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"timeout": 0.01, "handle_exit": False})
        self.thread.start()

    def retrieved(self):
        return [arg.rpartition("/")[2] for cmd, arg in self.asked if cmd == "RETR"]

    def close(self):
        self.server.close_all()
        self.thread.join()


@contextlib.contextmanager
def file_server(folder):
    server = FileServer(folder)
    try:
        yield server
    finally:
        server.close()
