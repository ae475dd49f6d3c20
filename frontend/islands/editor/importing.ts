/* A document that is dropped on the page becomes blocks at its end: the server reads it, adds it, and says what was left out. */
import { toast } from "./dom";
import { word } from "./palette";
import type { Link } from "./provider";
import { csrf } from "./uploads";

interface Read {
  title?: string;
  heading?: string;
  blocks?: unknown[];
  left_out?: string[];
  fault?: string;
  faults?: string[];
}

export function importer(root: HTMLElement, link: Link): ((file: File) => Promise<void>) | null {
  const { intake = "", append = "" } = root.dataset;
  if (!intake) return null;
  return async (file) => {
    toast(word("importing", { name: file.name }));
    const read = await readFile(intake, file);
    const faults = read.blocks ? await add(append, read, link) : (read.faults ?? [read.fault || word("notImported", { name: file.name })]);
    if (faults.length) return toast(named(file.name, faults.join(" ")), "error");
    const what = (read.left_out ?? []).join("; ");
    toast(what ? word("leftOut", { name: file.name, what }) : word("imported", { name: file.name }), what ? "warning" : "success");
  };
}

/** What was wrong, and with which of the files that were dropped. */
const named = (name: string, why: string): string => (why.includes(name) ? why : word("notTaken", { name, why }));

async function readFile(intake: string, file: File): Promise<Read> {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", csrf());
  body.append("file", file);
  try {
    const answer = await fetch(intake, { method: "POST", body, headers: { Accept: "application/json", "HX-Request": "true" } });
    return (await answer.json()) as Read;
  } catch {
    return { fault: word("notImported", { name: file.name }) };
  }
}

/** Adds it behind what was typed until now; the page gets it as it gets what another author types. */
async function add(append: string, { title, heading, blocks }: Read, link: Link): Promise<string[]> {
  await link.whenSaved();
  try {
    const answer = await fetch(append, { method: "POST", body: JSON.stringify({ title, heading, blocks }), headers: { "Content-Type": "application/json", "X-CSRFToken": csrf(), "HX-Request": "true" } });
    if (!answer.ok) return ((await answer.json()) as Read).faults ?? [word("unsaved")];
    await link.whenSaved();
    return [];
  } catch {
    return [word("unsaved")];
  }
}
