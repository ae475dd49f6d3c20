/* Islands that few pages have: fetched only where their element stands, so that every other page stays light. */

const RARE: Record<string, () => Promise<unknown>> = {
  "x-module": () => import("./module-editor"),
  "x-photo": () => import("./photo"),
};

for (const [name, fetchIt] of Object.entries(RARE)) if (document.querySelector(name)) void fetchIt();
