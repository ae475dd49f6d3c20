"""The API under /api/v1: the apps' routers put together; same actions and same permissions as the pages."""

from upwell.core.problems import API, answer_with_problems
from upwell.films.api import router as films
from upwell.gatherings.api import router as gatherings
from upwell.gatherings.mentoring_api import router as mentoring
from upwell.journeys.paths_api import router as paths
from upwell.journeys.tasks_api import router as tasks
from upwell.library.api import router as library
from upwell.library.documents_api import router as documents
from upwell.library.feedback_api import router as feedback
from upwell.library.links_api import router as links
from upwell.library.remarks_api import router as remarks
from upwell.media.api import router as recordings
from upwell.media.consents_api import router as consent
from upwell.needs.api import router as needs
from upwell.people.api import router as people
from upwell.people.bearer import Bearer
from upwell.planning.api import router as planning
from upwell.practice.api import router as practice
from upwell.search.api import router as search

api = API(
    title="Upwell",
    version="1.0.0",
    description="Everything the pages do, for programs. Every operation acts as the person whose token it carries.",
    urls_namespace="api",
    docs_url=None,
    auth=Bearer(),
)
answer_with_problems(api)
for router in (
    needs,
    gatherings,
    films,
    mentoring,
    library,
    documents,
    feedback,
    links,
    remarks,
    paths,
    tasks,
    people,
    planning,
    recordings,
    consent,
    practice,
    search,
):
    api.add_router("", router)
