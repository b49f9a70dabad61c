"""The configuration of Decap CMS for a dossier: a collection for each kind, and in it a form for each file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from generator.cms.widgets import Form
from generator.dossier.dossier import Dossier
from generator.model.origin import Origin
from generator.model.terms import Kind
from generator.schema.known import Known, known
from generator.schema.values import Json

FORMAT = "briefing"  # how files are read and written: registered by form.mjs
SERVER = 8081
HEAD = "# Written by `briefing schema --cms`; write it again after adding files or facts.\n"


def config(dossier: Dossier) -> Json:
    """The whole configuration. Files that could not be read have no form."""
    ids = known(dossier)
    things: dict[Kind, list[Any]] = {kind: [] for kind in Kind}
    for entity in dossier.entities.values():
        things[entity.page].append(entity)
    things[Kind.SOURCE] += dossier.sources.values()
    things[Kind.SERIES] += dossier.series.values()
    single = [one for one in (dossier.briefing, dossier.records.vocabulary) if one is not None]
    collections = [
        *(_collection(kind.value, ((one, one.id) for one in things[kind]), ids) for kind in Kind),
        _collection("front", ((one, type(one).__name__.lower()) for one in single), ids),
    ]
    return {
        "backend": {"name": "proxy", "proxy_url": f"http://127.0.0.1:{SERVER}/api/v1", "branch": "main"},
        "media_folder": "content/pages/media",
        "publish_mode": "simple",
        "collections": [one for one in collections if one["files"]],
    }


def _collection(name: str, things: Iterable[tuple[Any, str]], ids: Known) -> Json:
    return {
        "name": name,
        "label": name.capitalize(),
        "format": FORMAT,
        "editor": {"preview": False},
        "files": [_file(type(thing), thing.origin, id_, ids) for thing, id_ in things],
    }


def _file(record: type[Any], origin: Origin, id_: str, ids: Known) -> Json:
    fields = Form(ids).fields(record, [origin.node])
    return {"name": id_, "label": id_, "file": origin.path, "fields": fields}


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's own signature
        return True


def config_text(dossier: Dossier) -> str:
    whole = config(dossier)
    return HEAD + yaml.dump(whole, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
