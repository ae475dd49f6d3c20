"""What the API says when it cannot: problem documents (RFC 9457), the same shape for every refusal."""

from typing import Any

import ninja
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as SchemaError
from ninja.openapi.schema import OpenAPISchema

from upwell.core.paging import NoSuchPage

MEDIA_TYPE = "application/problem+json"
PLACE_OF_SCHEMAS = "#/components/schemas/{model}"


class Fault(ninja.Schema):
    """One thing wrong with what was sent, and where."""

    pointer: str
    detail: str


class Problem(ninja.Schema):
    """A refusal: its title, its HTTP status, what to do, and what exactly was wrong."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[Fault] = []


# what any answer may be instead; what it looks like is said once, in the description: a schema for each operation would double
# the time that a start takes
REFUSALS = dict.fromkeys((400, 401, 403, 404, 422, 503))


class API(ninja.NinjaAPI):
    """NinjaAPI, whose description says that refusals are problem documents."""

    def get_openapi_schema(self, **arguments: Any) -> OpenAPISchema:
        """The OpenAPI description, with what refusals look like and the media type that they have."""
        schema = super().get_openapi_schema(**arguments)
        problem_itself = Problem.model_json_schema(ref_template=PLACE_OF_SCHEMAS)
        schemas = schema["components"]["schemas"]
        schemas.update(problem_itself.pop("$defs"), Problem=problem_itself)
        content = {MEDIA_TYPE: {"schema": {"$ref": PLACE_OF_SCHEMAS.format(model="Problem")}}}
        for path in schema["paths"].values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    if int(status) in REFUSALS:
                        response["content"] = content
        return schema


def answer_with_problems(api: ninja.NinjaAPI) -> None:
    """Turn every refusal of `api` into a problem document."""
    writers: dict[type[Exception], Any] = {
        SchemaError: _schema,
        ValidationError: _validation,
        PermissionDenied: _forbidden,
        NoSuchPage: _missing,
        Http404: _missing,
        AuthenticationError: _stranger,
        HttpError: _http,
    }
    for error, writer in writers.items():
        api.add_exception_handler(error, writer)


def problem(status: int, title: str, detail: str = "", errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """A problem document as an answer."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": errors or []}
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def _schema(request: HttpRequest, error: SchemaError) -> HttpResponse:
    errors = [
        {"pointer": "/" + "/".join(str(part) for part in fault["loc"]), "detail": str(fault["msg"])}
        for fault in error.errors
    ]
    return problem(422, _("Something in this request is not right."), errors=errors)


def _validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    errors = [{"pointer": f"/{name}", "detail": words} for name, all_words in faults.items() for words in all_words]
    return problem(422, _("Something in this request is not right."), " ".join(error.messages), errors)


def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(403, _("You may see this, but not do that to it."), str(error))


def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, _("This is not here, or not for you."))


def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, _("Send a token that works: Authorization: Bearer …"))


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error))
