/* On a phone the views of a list scroll sideways: the one that is shown is in sight as the page opens, and after htmx brought another. */
function bringIntoSight(): void {
  for (const here of document.querySelectorAll<HTMLElement>(".tabs [aria-current]")) {
    const tabs = here.closest<HTMLElement>(".tabs");
    if (tabs && tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft = here.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
  }
}

document.addEventListener("htmx:afterSettle", bringIntoSight);
bringIntoSight();
