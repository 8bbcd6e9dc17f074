"""JupyterLab's menu *Save and Export Notebook As* for exporters whose names have a hyphen.

The server's own route takes letters, digits and underscores as an exporter's name: `cchc-html` would stand in the menu
and end in a page "404". This extension of the server adds a route for our names that leads to the server's own handler;
an installation of the package switches it on (`jupyter-config/`).
"""

from __future__ import annotations

from typing import Protocol

from jupyter_server.base.handlers import path_regex
from jupyter_server.nbconvert.handlers import NbconvertFileHandler
from jupyter_server.utils import url_path_join
from tornado.web import Application

EXPORTER_NAMES = r"(?P<format>cchc-\w+)"


class Server(Protocol):
    """What is used of the running Jupyter server."""

    web_app: Application


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Server) -> None:
    route = url_path_join(server.web_app.settings["base_url"], "nbconvert", EXPORTER_NAMES + path_regex)
    server.web_app.add_handlers(".*$", [(route, NbconvertFileHandler)])
