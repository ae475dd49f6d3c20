/* On a phone the views of a list scroll sideways: the one that is shown is in sight as the page opens, and after htmx brought another. */
function bringIntoSight(): void {
  for (const tabs of document.querySelectorAll<HTMLElement>(".tabs")) {
    const here = tabs.querySelector<HTMLElement>("[aria-current]");
    if (here) tabs.scrollLeft = here.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
  }
}

document.addEventListener("htmx:afterSettle", bringIntoSight);
bringIntoSight();
