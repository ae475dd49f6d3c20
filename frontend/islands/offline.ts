/* The service worker of /recall/: without a connection the last session stands there again. It lives below /recall/ alone, gives
   answers only to the page itself and the files that page needs, and only while the network has none. What it gives was put
   there by the page (recall-shelf.ts), under names that change with every build. */

interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

interface Worker extends EventTarget {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

const worker = self as unknown as Worker;
const SHELF = "upwell-recall";
const PAGE = "/recall/";

const kept = async (name: string): Promise<Response | undefined> => (await caches.open(SHELF)).match(name);

/** The page: from the network, and only without one as it was kept. Whoever is led away to sign in leaves nothing behind. */
async function page(request: Request): Promise<Response> {
  try {
    const fresh = await fetch(request);
    if (fresh.type === "opaqueredirect") await caches.delete(SHELF);
    return fresh;
  } catch (fault) {
    const last = await kept(PAGE);
    if (last) return last;
    throw fault;
  }
}

/** A file whose name changes when it does: the network's, else the one that was kept. */
async function file(request: Request): Promise<Response> {
  return fetch(request).catch(async (fault: unknown) => (await kept(request.url)) ?? Promise.reject(fault));
}

worker.addEventListener("install", (event) => (event as Asked).waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => (event as Asked).waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const asked = event as Asked;
  const { request } = asked;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) asked.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) asked.respondWith(file(request));
});
export {};
