/* Finds words in the page by what they say: white space does not count, and where they stand more than once, those are taken that
   stand in the block they were chosen in and behind what stood before them. */
import type { Node as PageNode } from "@tiptap/pm/model";

interface Letters {
  text: string;
  places: number[];
}

export function find(page: PageNode, words: string, { block, prefix }: { block: string; prefix: string }): [number, number] | null {
  const wanted = words.replace(/\s+/g, "");
  if (!wanted) return null;
  const { text, places } = lettersOf(page);
  const before = prefix.replace(/\s+/g, "");
  let best = -1;
  let most = -1;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const home = page.resolve(places[at]!);
    const isHome = home.depth > 0 && block !== "" && home.node(1).attrs["block"] === block;
    const likeness = (isHome ? 1_000 : 0) + alike(text.slice(Math.max(0, at - before.length), at), before);
    if (likeness > most) [best, most] = [at, likeness];
  }
  return best < 0 ? null : [places[best]!, places[best + wanted.length - 1]! + 1];
}

/** Every letter of the page that is no white space, and where it stands. */
function lettersOf(page: PageNode): Letters {
  let text = "";
  const places: number[] = [];
  page.descendants((node, pos) => {
    if (!node.isText) return true;
    const words = node.text ?? "";
    for (let at = 0; at < words.length; at++) {
      if (/\s/.test(words[at]!)) continue;
      text += words[at];
      places.push(pos + at);
    }
    return false;
  });
  return { text, places };
}

/** How many letters at their ends are the same. */
function alike(one: string, other: string): number {
  let same = 0;
  while (same < one.length && same < other.length && one.at(-1 - same) === other.at(-1 - same)) same += 1;
  return same;
}
