/* Islands that few pages have: fetched only where their element stands, so that every other page stays light. */

const RARE: Record<string, () => Promise<unknown>> = {
  "upwell-editor": () => import("./editor/editor"),
  "x-bring": () => import("./recorder/bring"),
  "x-embed": () => import("./embed"),
  "x-line": () => import("./line"),
  "x-margin": () => import("./margin"),
  "x-mention": () => import("./mention"),
  "x-narrate": () => import("./narrate"),
  "x-order": () => import("./order"),
  "x-photo": () => import("./photo"),
  "x-player": () => import("./player/player"),
  "x-progress": () => import("./progress"),
  "x-read": () => import("./read"),
  "x-recall": () => import("./recall"),
  "x-remarks": () => import("./remarks"),
  "x-recorder": () => import("./recorder/recorder"),
};

for (const [name, fetchIt] of Object.entries(RARE)) if (document.querySelector(name)) void fetchIt();
