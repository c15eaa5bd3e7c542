"""`onrecord serve` and `mcp`: the archive as a site, an API and an MCP server."""

import argparse
from typing import TYPE_CHECKING

from index.cli.context import only_archive_is_set, open_archive, say, settings

if TYPE_CHECKING:
    from index.cli.context import Commands


def add_parsers(commands: "Commands", common: argparse.ArgumentParser) -> None:
    """Describe the commands to the parser."""
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
    mcp = commands.add_parser(
        "mcp",
        parents=[common],
        help="answer an assistant over standard input and output (MCP)",
        description="Speaks the Model Context Protocol on standard input and output, for an assistant that"
        " starts it. Its tools only read the archive.",
    )
    mcp.set_defaults(run=run_mcp)


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"must be a port from 0 to 65535, got {text!r}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    url, articles = _site_settings()
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


def run_mcp(arguments: argparse.Namespace) -> int:
    """Answer until standard input ends."""
    url, articles = _site_settings()
    with open_archive(arguments) as archive:
        from index.web.assistants import run_on_standard_streams
        from index.web.service import Service
        from index.web.site import Site

        site = Site.of(url=url, host="127.0.0.1", port=80, articles=articles)
        run_on_standard_streams(Service(archive, site), site)
    return 0


def _site_settings() -> tuple[str | None, str]:
    """Where the site is reached, and what it shows of articles."""
    if only_archive_is_set():
        return None, "passages"
    given = settings()
    return given.site_url, given.site_articles
