/* Words in a part of a page: reading them without what was put between them, and finding words that the server named. */

const NOT_READ = ".margin-mark, .respond, .sr, button, input, textarea";

interface Piece {
  node: Text;
  /** Where this text begins in all of the part's. */
  from: number;
}

export interface Words {
  text: string;
  pieces: Piece[];
}

/** Everything one reads in `part`, and in which text node it stands. */
export function wordsOf(part: Element): Words {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(NOT_READ) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const pieces: Piece[] = [];
  let text = "";
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    pieces.push({ node, from: text.length });
    text += node.data;
  }
  return { text, pieces };
}

export interface Chosen {
  part: Element;
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
}

const CONTEXT = 64;

/** What somebody chose, as far as it lies in one part; null where it lies in none. */
export function chosenIn(range: Range, partOf: (node: Node) => Element | null): Chosen | null {
  const part = partOf(range.startContainer) ?? partOf(range.endContainer);
  if (!part) return null;
  const { text, pieces } = wordsOf(part);
  let begin = -1;
  let end = -1;
  for (const { node, from } of pieces) {
    if (!range.intersectsNode(node)) continue;
    const first = node === range.startContainer ? range.startOffset : 0;
    const last = node === range.endContainer ? range.endOffset : node.data.length;
    if (last <= first) continue;
    if (begin < 0) begin = from + first;
    end = from + last;
  }
  const exact = begin < 0 ? "" : text.slice(begin, end);
  if (!exact.trim()) return null;
  return { part, exact, prefix: text.slice(Math.max(0, begin - CONTEXT), begin), suffix: text.slice(end, end + CONTEXT), start: begin };
}

/** Wraps `words` in `part`, the occurrence nearest to `begin` (white space not counted); returns the wrappers, in order. */
export function wrap(part: Element, words: string, begin: number): HTMLElement[] {
  const { text, pieces } = wordsOf(part);
  const places: number[] = [];
  let tight = "";
  for (let at = 0; at < text.length; at++) {
    if (/\s/.test(text[at] ?? "")) continue;
    tight += text[at];
    places.push(at);
  }
  const wanted = words.replace(/\s+/g, "");
  const at = nearest(tight, wanted, begin);
  if (at < 0) return [];
  const from = places[at] ?? 0;
  const to = (places[at + wanted.length - 1] ?? 0) + 1;
  const made: HTMLElement[] = [];
  for (const { node, from: start } of pieces) {
    const first = Math.max(0, from - start);
    const last = Math.min(node.data.length, to - start);
    if (last > first && node.data.slice(first, last).trim()) made.push(wrapText(node, first, last));
  }
  return made;
}

/** Where `words` begin in `part`, white space not counted: of several places the one behind what is most like `prefix`. */
export function beginOf(part: Element, words: string, prefix: string): number {
  const [text, wanted, before] = [wordsOf(part).text, words, prefix].map((one) => one.replace(/\s+/g, "")) as [string, string, string];
  let [best, most] = [0, -1];
  for (let at = wanted ? text.indexOf(wanted) : -1; at >= 0; at = text.indexOf(wanted, at + 1)) {
    let same = 0;
    while (same < before.length && same < at && text[at - 1 - same] === before.at(-1 - same)) same += 1;
    if (same > most) [best, most] = [at, same];
  }
  return best;
}

/** Takes away every wrapper that `wrap` put in below `place`. */
export function unwrapAll(place: ParentNode): void {
  for (const spoken of place.querySelectorAll(".margin-spoken")) {
    const home = spoken.parentNode;
    spoken.replaceWith(...spoken.childNodes);
    home?.normalize();
  }
}

/** Puts a bar above the words somebody chose, or below them where there is no room. */
export function besideChosen(bar: HTMLElement | null): void {
  const selection = document.getSelection();
  if (!bar || bar.hidden || !selection?.rangeCount) return;
  const box = selection.getRangeAt(0).getBoundingClientRect();
  const above = box.top - bar.offsetHeight - 10;
  bar.style.setProperty("--y", `${above > 76 ? above : Math.min(box.bottom + 10, innerHeight - bar.offsetHeight - 10)}px`);
  bar.style.setProperty("--x", `${Math.max(12, Math.min(box.left, innerWidth - bar.offsetWidth - 12))}px`);
}

function wrapText(node: Text, first: number, last: number): HTMLElement {
  const rest = first > 0 ? node.splitText(first) : node;
  if (last - first < rest.data.length) rest.splitText(last - first);
  const wrapper = document.createElement("span");
  wrapper.className = "margin-spoken";
  rest.replaceWith(wrapper);
  wrapper.append(rest);
  return wrapper;
}

function nearest(text: string, words: string, begin: number): number {
  let best = -1;
  if (!words) return best;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (best < 0 || Math.abs(at - begin) < Math.abs(best - begin)) best = at;
  return best;
}
