/*
What a page fetches by itself as it opens comes without a transition: two that come at once would cut each other off, and
nothing should move that nobody touched.
*/
document.addEventListener("htmx:beforeTransition", (event) => {
  const { requestConfig } = (event as CustomEvent<{ requestConfig?: { triggeringEvent?: Event } }>).detail;
  if (!requestConfig?.triggeringEvent) event.preventDefault();
});
