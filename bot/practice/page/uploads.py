"""What people upload on the page: into a file input of a form, or with a message."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.practice.files import STORAGE
from bot.practice.forms import ClientRefused
from bot.practice.page.gestures import Form, enter, one, sentence
from bot.practice.people import Person
from bot.practice.sharing import Picked
from bot.practice.workspace import Workspace

Upload = Callable[[Workspace, Person, Form, Picked], Awaitable[None]]


async def pick(workspace: Workspace, person: Person, form: Form, picked: Picked) -> None:
    """Put files into a file input in place of those before, or none; what cannot go in is said at the field."""
    view, block = enter(workspace, person, form), one(form, "block")
    errors = {other: error for other, error in view.errors.items() if other != block}
    try:
        person.fill(**{block: picked})
    except ClientRefused as refused:
        errors[block] = sentence(refused)
    view.errors = errors
    workspace.changes.tell()


async def share(workspace: Workspace, person: Person, form: Form, picked: Picked) -> None:
    """Write in a conversation or a thread, with files."""
    await person.says(one(form, "channel"), one(form, "text").strip(), one(form, "thread") or None, picked)


UPLOADS: Final[Mapping[str, Upload]] = {upload.__name__: upload for upload in (pick, share)}


async def received(request: Request) -> tuple[Form, Picked]:
    """The fields of an upload, and its files. Raises ClientRefused, unread, for more than there could be room for."""
    if int(request.headers.get("content-length", STORAGE)) >= STORAGE:
        raise ClientRefused("this is too much at once")
    async with request.form() as sent:
        fields = {name: [value for value in sent.getlist(name) if isinstance(value, str)] for name in sent}
        files = [value for value in sent.getlist("file") if isinstance(value, UploadFile) and value.filename]
        return fields, [(str(file.filename), await file.read()) for file in files]
