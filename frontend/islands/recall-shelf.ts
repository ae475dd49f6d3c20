/* Keeps the page of recall on this device, with the files it needs, so that it opens without a connection. One person's only: it
   goes when they sign out, and when somebody else opens the page. */

export const SHELF = "upwell-recall";
const MOST_FILES = 60;

/** Have the worker stand by, and keep the page as it is now. Browsers without workers, and pages without https, go on without. */
export async function keepPage(worker: string): Promise<void> {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  await navigator.serviceWorker.register(worker, { scope: "/recall/" });
  const page = await fetch("/recall/", { credentials: "same-origin" });
  if (!page.ok || page.redirected) return;
  const shelf = await caches.open(SHELF);
  const files = filesOfThisPage();
  const before = await shelf.keys();
  await Promise.all(files.map(async (file) => (await shelf.match(file)) ?? shelf.add(file)));
  await shelf.put("/recall/", page);
  const wanted = new Set([new URL("/recall/", location.href).href, ...files]);
  await Promise.all(before.filter((one) => !wanted.has(one.url)).map((one) => shelf.delete(one)));
}

/** Scripts, styles, fonts and pictures of ours that the page has fetched. */
function filesOfThisPage(): string[] {
  const fetched = performance.getEntriesByType("resource").map((one) => one.name);
  const named = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[href], script[src]")];
  const all = [...fetched, ...named.map((one) => ("src" in one ? one.src : one.href))];
  return [...new Set(all)].filter((name) => new URL(name).origin === location.origin && new URL(name).pathname.startsWith("/static/")).slice(0, MOST_FILES);
}
