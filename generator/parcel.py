"""A job as bytes and back, for a process that has this program and nothing of the project."""

from __future__ import annotations

import io
import pickle
from typing import Any

from jinja2 import DictLoader, Environment

from generator.job import Job
from generator.render.render import make_environment
from generator.store.packing import Pack, Unpack


def packed(job: Job) -> bytes:
    """With the text of every template that the job's environment finds."""
    out = io.BytesIO()
    Pack(out, pickle.HIGHEST_PROTOCOL).dump((job.dossier, job.site, job.pages, _texts(job.environment)))
    return out.getvalue()


def unpacked(parcel: bytes) -> Job:
    """Raises any of what unpickling raises where the bytes are none of ours."""
    dossier, site, pages, texts = Unpack(io.BytesIO(parcel)).load()
    environment: Any = make_environment(())
    environment.loader = DictLoader(texts)
    return Job(dossier, site, environment, pages)


def _texts(environment: Environment) -> dict[str, str]:
    loader: Any = environment.loader
    return {name: loader.get_source(environment, name)[0] for name in environment.list_templates(["html"])}
