"""The API under /api/v1: the apps' routers put together; same actions and same permissions as the pages."""

from ninja import NinjaAPI

api = NinjaAPI(title="Upwell", version="1.0.0", urls_namespace="api", docs_url=None)
