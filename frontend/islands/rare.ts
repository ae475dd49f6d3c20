/* Islands that few pages have: fetched only where their element stands, so that every other page stays light. */

const RARE: Record<string, () => Promise<unknown>> = {
  "upwell-editor": () => import("./editor/editor"),
  "x-embed": () => import("./embed"),
  "x-order": () => import("./order"),
  "x-photo": () => import("./photo"),
};

for (const [name, fetchIt] of Object.entries(RARE)) if (document.querySelector(name)) void fetchIt();
