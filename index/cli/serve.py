"""`onrecord serve`: the archive as a site, an API and an MCP server."""

import argparse
from typing import TYPE_CHECKING

from index.cli.context import only_archive_is_set, open_archive, say, settings

if TYPE_CHECKING:
    from index.cli.context import Commands


def add_parser(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the command to the parser."""
    parser = commands.add_parser(
        "serve",
        parents=[common],
        help="serve a read-only site and API",
        description="Serves the archive to browsers and programs until you stop it (Ctrl-C). Nothing that is"
        " asked for there changes the archive.",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="listen on this address (default: 127.0.0.1)"
    )
    parser.add_argument(
        "--port", type=_port, default=8080, metavar="N", help="listen on this port (default: 8080)"
    )
    parser.set_defaults(run=run)


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"must be a port from 0 to 65535, got {text!r}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    url, articles = None, "passages"
    if not only_archive_is_set():
        given = settings()
        url, articles = given.site_url, given.site_articles
    with open_archive(arguments) as archive:
        from index.web.server import listen, serve
        from index.web.site import Site

        with listen(arguments.host, arguments.port) as listening:
            port = listening.getsockname()[1]
            own = Site.of(url=None, host=arguments.host, port=port)
            site = Site.of(url=url, host=arguments.host, port=port, articles=articles)
            reached = f"{own.url}/" + (f", from outside at {site.url}/" if url else "")
            serve(archive, site, listening, lambda: say(f"serving at {reached} (Ctrl-C stops it)"))
    return 0
