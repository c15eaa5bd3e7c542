"""One form for all the addresses of one article, which is its id."""

import re
from urllib.parse import urlsplit

import httpx

from index.articles.source import is_address

_FOLLOWED_BY = re.compile(
    r"(utm_|mtm_|pk_|piwik_|hsa_|_hs|mc_[ce]id$|at_(medium|campaign|custom|format|link|ptr|bbc)|ns_(mchannel|source|"
    r"campaign|linkname|fee)|guce_|__twitter|(fbc|gc|dc|msclk|yc|twc|ttc|gbra|wbra|igsh|li_fat_)l?i?d$|igshid$|"
    r"msclkid$|(gbra|wbra)id$|fb_(action|ref|source)|mkt_tok$|s_cid$|wt_mc$|xtor$|cmpid$|ocid$|smid$|smtyp$|"
    r"guccounter$|ref_?src$|ref_url$|__s$|vero_)",
    re.IGNORECASE,
)
"""Names of parameters that tell a site where a reader comes from, and never which article is meant."""
_SAME_SITE = re.compile(r"(www\d?|m|mobile|amp)\.(?=[^.]+\.)")


def normal_address(address: str) -> str:
    """The form of a web address that an article is known by.

    Scheme and host are in lower case; the usual port, the user's name, the fragment and parameters that only
    follow readers about are left out. What may tell articles apart stays, in its order. Raises ValueError
    where it is no web address.
    """
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, UnicodeError) as error:
        raise ValueError(str(error)) from None
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("not a web address")
    query = url.query.decode("ascii")
    kept = [part for part in query.split("&") if part and not _FOLLOWED_BY.match(part.partition("=")[0])]
    target = url.raw_path.decode("ascii").partition("?")[0] or "/"
    port = "" if url.port is None else f":{url.port}"
    host = url.raw_host.decode("ascii").lower()
    host = f"[{host}]" if ":" in host else host
    return f"{url.scheme}://{host}{port}{target}" + ("?" + "&".join(kept) if kept else "")


def article_address(fetched: str, claimed: object) -> str:
    """The address that the article of a page has: what the page says it is, if it may say that.

    `fetched` is where the page was in the end, `claimed` what it calls its own address. It may name another
    page of its own site, but not the site's front page, as faulty templates do, nor somebody else's article.
    """
    there = normal_address(fetched)
    if not isinstance(claimed, str) or not is_address(claimed):
        return there
    try:
        own = normal_address(claimed)
    except ValueError:
        return there
    one, other = urlsplit(own), urlsplit(there)
    if _site(one.netloc) != _site(other.netloc) or (one.path in ("", "/") and not one.query):
        return there
    return own


def _site(host: str) -> str:
    return _SAME_SITE.sub("", host, count=1) if _SAME_SITE.match(host) else host


def shown(address: str) -> str:
    """An address as messages name it: without the password that may stand in it, and not endless."""
    bare = re.sub(r"(?<=://)[^/?#@]*@", "", " ".join(address.split()))
    return bare if len(bare) <= 300 else bare[:299] + "…"
