"""Pages at old addresses: each leads on to what the thing is called now, without a script."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment

from generator.dossier.dossier import Dossier
from generator.model.ids import EntityId
from generator.render.edition import edition_of
from generator.render.pages import kind_of, path_of, prefix
from generator.render.shell import POLICY
from generator.render.site import Site


def redirect_pages(dossier: Dossier, site: Site, env: Environment) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of a page, in each language, for each thing that was renamed. A fact has an anchor instead."""
    redirects = dossier.records.redirects
    for old, new in redirects.redirects if redirects else ():
        kind = kind_of(dossier, EntityId(new))
        if kind is None or "#" in old:
            continue
        for language in site.languages.all:
            edition = edition_of(dossier, site, language)
            target = prefix(site, language) + path_of(kind, EntityId(new))
            context = {
                "lang": language,
                "t": edition.t,
                "title": edition.name(EntityId(new)),
                "href": f"{new}.html",  # in the same folder: a thing keeps its kind
                "canonical": site.absolute(target),
                "base": "../" * target.count("/"),
                "policy": "" if site.preview else POLICY,
            }
            url = prefix(site, language) + path_of(kind, EntityId(old))
            yield url, env.get_template("redirect.html").render(context).encode()
