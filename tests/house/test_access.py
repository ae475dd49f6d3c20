"""Every view says who may open it; what is not said is not open."""

from tests.house.urls import addresses

KNOWN = {"everyone", "members", "stewards", "admins"}


def test_every_view_carries_exactly_one_access_decorator() -> None:
    odd = [
        f"{a.route} ({a.view.__module__}.{a.view.__name__})" for a in addresses() if a.is_ours and depth(a.view) != 1
    ]
    assert not odd, "say who may come in, once, with upwell.core.access: " + ", ".join(odd)


def test_every_access_is_one_of_ours() -> None:
    assert {access(a.view) for a in addresses() if a.is_ours} <= KNOWN


def test_the_last_segment_of_an_address_is_the_name_of_its_view() -> None:
    """`needs/<id>/voice/` is `voice`: whoever reads an address knows where to look."""
    odd = [
        a.route
        for a in addresses()
        if a.is_ours and a.name.split(":")[-1] not in {a.view.__name__, a.view.__name__.split("_")[0]}
    ]
    assert not odd, odd


def access(view: object) -> str:
    return str(getattr(view, "access", ""))


def depth(view: object) -> int:
    """How many access decorators are around a view; each is a function called `marked`."""
    count, seen = 0, view
    while seen is not None:
        if getattr(seen, "__code__", None) is not None and seen.__code__.co_name == "marked":  # type: ignore[attr-defined]
            count += 1
        seen = getattr(seen, "__wrapped__", None)
    return count
