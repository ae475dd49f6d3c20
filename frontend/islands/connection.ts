/* When the network or the server is away: says that nothing is lost, and offers to try again. */
import { say, unsay, words } from "./toasts";

interface Trouble {
  elt: HTMLElement;
  xhr?: XMLHttpRequest;
}

/** Does again what `element` did: sends its form, or presses it. */
function again(element: HTMLElement): () => void {
  return () => {
    if (!element.isConnected) location.reload();
    else if (element instanceof HTMLFormElement) element.requestSubmit();
    else element.click();
  };
}

const trouble = (event: Event): Trouble => (event as CustomEvent<Trouble>).detail;

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    say(words("away"), { kind: "error", again: again(trouble(event).elt) });
  });
}

document.addEventListener("htmx:responseError", (event) => {
  const { elt, xhr } = trouble(event);
  const status = xhr?.status ?? 0;
  if (status === 401) return; // the answer itself leads to the sign-in page
  if (status === 507) say(words("full"), { kind: "error", again: again(elt) });
  else if (status === 503) say(words("away"), { kind: "error", again: again(elt) });
  else if (status >= 500) say(words("broke"), { kind: "error", again: again(elt) });
  else say(words("refused"), { kind: "warning", again: () => location.reload() });
});

/* it is back: what said that it was away goes */
document.addEventListener("htmx:afterRequest", (event) => {
  if ((event as CustomEvent<{ successful: boolean }>).detail.successful) unsay(words("away"));
});

window.addEventListener("offline", () => say(words("offline"), { kind: "warning" }));
window.addEventListener("online", () => {
  document.querySelectorAll(".toast.warning").forEach((toast) => toast.remove());
  say(words("online"));
});
