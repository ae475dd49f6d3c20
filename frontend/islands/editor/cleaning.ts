/* What comes from Word, Google Docs, web pages and spreadsheets, made plain: headings, lists, tables, links and bold or italic
   words stay; fonts, colours, sizes and hidden marks go. */

export interface Cleaned {
  html: string;
  /** Pictures that came along, by the name of the empty picture part that stands in their place. */
  pictures: Map<string, File>;
  /** How many pictures could not come along. */
  left: number;
}

const GONE = "style, script, meta, link, title, noscript, svg, iframe, object, embed, button, input, select, textarea, template, colgroup, xml";
const WORD_LIST = /mso-list:\s*\S*\s*level(\d+)/i;
const NUMBERED = /^\s*\(?(\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]/i;

export function cleanHtml(html: string, pictureIn: (address: string) => string): Cleaned {
  if (html.includes("data-pm-slice")) return { html, pictures: new Map(), left: 0 };
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const { body } = page;
  body.querySelectorAll(GONE).forEach((one) => one.remove());
  dropComments(page);
  unwrapAll(body, (one) => one.localName.includes(":") && !one.matches("table, td"));
  const { pictures, left } = takePictures(body, pictureIn);
  makeWordLists(body);
  shiftHeadings(body);
  markWords(body);
  mendLists(body);
  body.querySelectorAll("table").forEach(plainTable);
  mendLinks(body);
  dropEmpty(body);
  for (const one of body.querySelectorAll("*")) stripAttributes(one);
  return { html: body.innerHTML, pictures, left };
}

function dropComments(page: Document): void {
  const walk = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walk.nextNode()) found.push(walk.currentNode);
  found.forEach((comment) => comment.parentNode?.removeChild(comment));
}

function unwrap(one: Element): void {
  one.replaceWith(...one.childNodes);
}

function unwrapAll(root: Element, is: (one: Element) => boolean): void {
  for (const one of [...root.querySelectorAll("*")]) if (is(one)) unwrap(one);
}

/** Without sheets of styles, and what is styled under another name: the page allows none, and reading one would be noted as a breach. */
function withoutStyles(html: string): string {
  return html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/("[^"]*"|'[^']*')|\bstyle(?=\s*=)/gi, (found, quoted) => (quoted ? found : "data-style")));
}

const style = (one: Element): string => one.getAttribute("data-style")?.toLowerCase() ?? "";

/** Word writes lists as paragraphs with a sign in front; here they become lists again. */
function makeWordLists(body: Element): void {
  let lists: Element[] = [];
  let last: Element | null = null;
  for (const line of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const level = Number(WORD_LIST.exec(style(line))?.[1] ?? 0);
    if (!level || line.closest("li")) continue;
    const sign = [...line.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(style(span)));
    const name = NUMBERED.test(sign?.textContent ?? line.textContent ?? "") ? "ol" : "ul";
    sign?.remove();
    if (!last || nextElement(last) !== line) lists = [];
    lists.length = Math.min(lists.length, level);
    while (lists.length < level) lists.push(openList(line, lists, name));
    const item = body.ownerDocument.createElement("li");
    item.append(...line.childNodes);
    lists.at(-1)!.append(item);
    last = lists[0]!;
    line.remove();
  }
}

function nextElement(one: Element): Element | null {
  let next = one.nextElementSibling;
  while (next?.localName === "p" && !next.textContent?.trim() && !next.querySelector("img")) next = next.nextElementSibling;
  return next;
}

function openList(line: Element, lists: Element[], name: string): Element {
  const list = line.ownerDocument.createElement(name);
  const around = lists.at(-1);
  if (!around) line.before(list);
  else (around.lastElementChild ?? around.appendChild(line.ownerDocument.createElement("li"))).append(list);
  return list;
}

/** The title of the module is the first level, so a page's own headings begin at the second. */
function shiftHeadings(body: Element): void {
  body.querySelectorAll("p.MsoTitle").forEach((title) => rename(title, "h1"));
  const shift = body.querySelector("h1") ? 1 : 0;
  for (const head of [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")]) rename(head, `h${Math.min(4, Number(head.localName[1]) + shift)}`);
}

function rename(one: Element, name: string): void {
  if (one.localName === name) return;
  const renamed = one.ownerDocument.createElement(name);
  renamed.append(...one.childNodes);
  one.replaceWith(renamed);
}

/** Bold, italic and struck words, which many programs write as styles. */
function markWords(body: Element): void {
  for (const one of [...body.querySelectorAll("b, strong")]) if (/font-weight:\s*(normal|[1-4]00)/.test(style(one))) unwrap(one);
  for (const one of [...body.querySelectorAll("[data-style]")]) {
    if (one.closest("h1, h2, h3, h4") || /^(table|td|th|tr|ul|ol)$/.test(one.localName)) continue;
    if (/font-weight:\s*(bold|[6-9]00)/.test(style(one))) wrapInside(one, "strong");
    if (/font-style:\s*italic/.test(style(one))) wrapInside(one, "em");
    if (/text-decoration[^;]*line-through/.test(style(one))) wrapInside(one, "s");
  }
  for (const one of [...body.querySelectorAll("h1, h2, h3, h4")]) one.querySelectorAll("b, strong").forEach(unwrap);
}

function wrapInside(one: Element, name: string): void {
  if (one.querySelector("p, div, li, table, h1, h2, h3, h4, h5, h6") || !one.textContent?.trim()) return;
  const wrapped = one.ownerDocument.createElement(name);
  wrapped.append(...one.childNodes);
  one.append(wrapped);
}

/** A list inside a list belongs to the item before it. */
function mendLists(body: Element): void {
  for (const inner of [...body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")]) {
    const item = inner.previousElementSibling;
    if (item?.localName === "li") item.append(inner);
  }
}

/** A table as Markdown has them: every row as wide as the others, the first one its head. One cell alone is no table. */
function plainTable(table: HTMLTableElement): void {
  table.querySelectorAll("caption").forEach((caption) => table.before(caption.textContent ?? ""));
  const grid: (HTMLTableCellElement | null)[][] = [];
  [...table.rows].forEach((row, at) => {
    const line = (grid[at] ??= []);
    for (const cell of [...row.cells]) {
      let place = 0;
      while (line[place] !== undefined) place += 1;
      const [across, down] = [Math.min(cell.colSpan || 1, 60), Math.min(cell.rowSpan || 1, table.rows.length - at)];
      for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) (grid[at + y] ??= [])[place + x] = y || x ? null : cell;
    }
  });
  const rows = grid.filter((line) => line.some((cell) => cell?.textContent?.trim() || cell?.querySelector("[data-part]")));
  const width = Math.max(0, ...rows.map((line) => line.findLastIndex((cell) => Boolean(cell?.textContent?.trim())) + 1));
  if (rows.length < 2 && width < 2) {
    table.replaceWith(...rows.flatMap((line) => [...(line[0]?.childNodes ?? [])]));
    return;
  }
  const made = table.ownerDocument.createElement("table");
  rows.forEach((line, at) => made.append(rowOf(line.slice(0, width), width, at === 0)));
  table.replaceWith(made);
}

function rowOf(line: (HTMLTableCellElement | null | undefined)[], width: number, isHead: boolean): HTMLTableRowElement {
  const row = document.createElement("tr");
  for (let at = 0; at < width; at += 1) {
    const cell = document.createElement(isHead ? "th" : "td");
    cell.append(...(line[at]?.childNodes ?? []));
    row.append(cell);
  }
  return row;
}

function mendLinks(body: Element): void {
  for (const link of [...body.querySelectorAll("a")]) {
    const address = link.getAttribute("href") ?? "";
    const wrapped = /^https?:\/\/www\.google\.com\/url\?/.test(address) ? new URL(address).searchParams.get("q") : null;
    if (wrapped) link.setAttribute("href", wrapped);
    if (!address || address.startsWith("#")) unwrap(link);
  }
}

function dropEmpty(body: Element): void {
  body.querySelectorAll("br.Apple-interchange-newline").forEach((line) => line.remove());
  for (const one of [...body.querySelectorAll("p, h1, h2, h3, h4, li, div")].reverse()) {
    if (!one.textContent?.replace(/\u00a0/g, " ").trim() && !one.querySelector("img, section, table, hr, td")) one.remove();
  }
}

function stripAttributes(one: Element): void {
  if (one.localName === "section" && one.hasAttribute("data-part")) return;
  for (const { name } of [...one.attributes]) {
    const isKept = (one.localName === "a" && name === "href") || (one.localName === "ol" && name === "start") || (one.localName === "div" && name === "data-field");
    if (!isKept) one.removeAttribute(name);
  }
}

/** Pictures inside what was pasted become empty picture parts that are filled once they are sent. */
function takePictures(body: Element, pictureIn: (address: string) => string): { pictures: Map<string, File>; left: number } {
  const pictures = new Map<string, File>();
  let left = 0;
  for (const image of [...body.querySelectorAll("img")]) {
    const address = image.getAttribute("src") ?? "";
    const known = pictureIn(address);
    const file = address.startsWith("data:image/") ? fileFrom(address) : null;
    if (!known && !file) {
      left += Number(image.width) > 2 || !image.hasAttribute("width") ? 1 : 0;
      image.remove();
      continue;
    }
    const name = `paste${pictures.size}${Math.random().toString(36).slice(2, 10)}`;
    if (file) pictures.set(name, file);
    image.replaceWith(pictureSection(body.ownerDocument, name, known, image.getAttribute("alt") ?? ""));
  }
  return { pictures, left };
}

function pictureSection(page: Document, name: string, picture: string, alt: string): HTMLElement {
  const section = page.createElement("section");
  Object.assign(section.dataset, { part: "image", block: name, settings: JSON.stringify({ picture }) });
  for (const field of ["alt", "caption"]) {
    const text = page.createElement("div");
    text.dataset["field"] = field;
    text.textContent = field === "alt" ? alt.slice(0, 500) : "";
    section.append(text);
  }
  return section;
}

function fileFrom(address: string): File | null {
  const [head = "", data = ""] = address.split(",", 2);
  const type = /^data:(image\/(?:png|jpeg|gif|webp));base64$/i.exec(head)?.[1];
  if (!type) return null;
  try {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    return new File([bytes], `picture.${type.split("/")[1]}`, { type });
  } catch {
    return null;
  }
}
