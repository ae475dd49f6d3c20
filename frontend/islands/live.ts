/* The bell lights up while a page is open: a stream of how many notices wait. Without it, the next page shows the same. */

const address = document.body.dataset["live"];

function show(count: number): void {
  const bell = document.querySelector<HTMLElement>("[data-bell]");
  if (!bell) return;
  bell.querySelector(".dot")?.remove();
  if (count > 0) bell.append(Object.assign(document.createElement("span"), { className: "dot" }));
  const words = bell.querySelector<HTMLElement>(".sr");
  if (words) words.textContent = count > 0 ? `${bell.dataset["bell"] ?? ""}, ${count}` : (bell.dataset["bell"] ?? "");
}

/* One stream a browser would be kinder, but a hidden page needs none: it looks again when it is shown. */
let stream: EventSource | undefined;

function follow(): void {
  if (!address || stream || document.hidden) return;
  stream = new EventSource(address, { withCredentials: true });
  stream.addEventListener("inbox", (event) => {
    show(Number((event as MessageEvent<string>).data));
    document.dispatchEvent(new Event("inbox")); /* what stands open may have more to show, too */
  });
}

function leave(): void {
  stream?.close();
  stream = undefined;
}

document.addEventListener("visibilitychange", () => (document.hidden ? leave() : follow()));
window.addEventListener("pagehide", leave);
window.addEventListener("pageshow", follow);
follow();
