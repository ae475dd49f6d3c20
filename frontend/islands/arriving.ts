/*
What a page fetches by itself as it opens comes without a transition: two that come at once would cut each other off, and
nothing should move that nobody touched. And an address that leads to something inside a fold opens the fold, in browsers too that do
not do so by themselves.
*/
document.addEventListener("htmx:beforeTransition", (event) => {
  const { requestConfig } = (event as CustomEvent<{ requestConfig?: { triggeringEvent?: Event } }>).detail;
  if (!requestConfig?.triggeringEvent) event.preventDefault();
});

function unfold(): void {
  const target = document.getElementById(location.hash.slice(1));
  const fold = target?.parentElement?.closest("details:not([open])");
  if (!target || !fold) return;
  fold.setAttribute("open", "");
  target.scrollIntoView();
}

addEventListener("hashchange", unfold);
unfold();
