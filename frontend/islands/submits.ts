/* A form is sent once, however often its button is pressed; and not at all while the browser knows that it is offline. */
import { say, words } from "./toasts";

const GIVE_UP = 12_000;

function release(form: HTMLFormElement): void {
  delete form.dataset["busy"];
  form.querySelectorAll(".busy").forEach((button) => {
    button.classList.remove("busy");
    button.removeAttribute("aria-disabled");
  });
}

function hold(form: HTMLFormElement, button: HTMLElement | null): void {
  form.dataset["busy"] = "";
  button?.classList.add("busy");
  button?.setAttribute("aria-disabled", "true");
  window.setTimeout(() => release(form), GIVE_UP);
}

/* capturing, so that it comes before htmx and everybody else */
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method === "dialog") return;
    if ("busy" in form.dataset) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (!navigator.onLine && form.method === "post") {
      event.preventDefault();
      event.stopImmediatePropagation();
      say(words("offline"), { kind: "warning" });
      return;
    }
    if (form.method === "post") hold(form, event.submitter);
  },
  { capture: true },
);

/* somebody who stays on the page (a form that was taken over, or a file download) may send it again */
document.addEventListener("htmx:afterRequest", (event) => {
  const element = (event as CustomEvent<{ elt: HTMLElement }>).detail.elt;
  const form = element.closest("form");
  if (form) release(form);
});
window.addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-busy]").forEach(release));
