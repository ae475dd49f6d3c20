/* Two people wrote at the same time: their parts and mine become one list in which nothing of either is lost. */
import { contentOf, copyOf, idOf } from "./module-parts";

export interface Merged {
  parts: HTMLElement[];
  clashes: [theirs: HTMLElement, mine: HTMLElement][];
}

/** `base` is what both began from: the content of each part by its id. */
export function merge(mine: HTMLElement[], theirs: HTMLElement[], base: Map<string, string>): Merged {
  const own = new Map(mine.map((part) => [idOf(part), part]));
  const other = new Set(theirs.map(idOf));
  const merged: Merged = { parts: [], clashes: [] };
  for (const part of theirs) {
    const id = idOf(part);
    const before = base.get(id);
    const same = own.get(id);
    // gone from mine: I removed it; it comes back only if they changed it meanwhile, or have just written it
    if (!same) {
      if (before === undefined || contentOf(part) !== before) merged.parts.push(part);
    } else if (contentOf(part) === before || contentOf(part) === contentOf(same)) merged.parts.push(same);
    else if (contentOf(same) === before) merged.parts.push(part);
    else {
      const kept = copyOf(same);
      merged.parts.push(part, kept);
      merged.clashes.push([part, kept]);
    }
  }
  mine.forEach((part, at) => {
    const before = base.get(idOf(part));
    if (other.has(idOf(part)) || contentOf(part) === before) return;
    const previous = mine[at - 1];
    const place = previous ? merged.parts.findIndex((one) => idOf(one) === idOf(previous)) : -1;
    merged.parts.splice(place + 1 || (previous ? merged.parts.length : 0), 0, part);
  });
  return merged;
}
