/* What a page is made of: rich text as everybody knows it, and parts that hold fields and rows.

   The server turns this document into blocks and back (docs/blocks.md). A node that does not fit here would be taken out of
   the shared document, so what is allowed here is no less than what the server writes. */
import { Extension, InputRule, Mark, mergeAttributes, Node, type AnyExtension } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Strike } from "@tiptap/extension-strike";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { Dropcursor, Gapcursor } from "@tiptap/extensions";
import type { MarkType } from "@tiptap/pm/model";

const TOP = ["paragraph", "heading", "bulletList", "orderedList", "blockquote", "codeBlock", "table", "horizontalRule", "part"];
export const CALLOUTS = ["tip", "note", "warning"] as const;
export type Callout = (typeof CALLOUTS)[number];

const Page = Document.extend({ content: "(block | part)+" });

/** The name of the block a top-level node belongs to; kept through edits, because reactions point at it. */
const Named = Extension.create({
  name: "named",
  addGlobalAttributes() {
    return [
      {
        types: TOP,
        attributes: {
          block: {
            default: null,
            keepOnSplit: false,
            parseHTML: (element) => element.getAttribute("data-block"),
            renderHTML: ({ block }) => (block ? { "data-block": String(block) } : {}),
          },
        },
      },
    ];
  },
});

/** Headings begin at the second level, because the title is the first. */
const PageHeading = Heading.extend({
  renderHTML({ node, HTMLAttributes }) {
    return [`h${levelOf(node.attrs["level"])}`, HTMLAttributes, 0];
  },
}).configure({ levels: [2, 3, 4] });

export const levelOf = (level: unknown): number => Math.min(4, Math.max(2, Number(level) || 2));

/** A quote; with a callout it is a tip, a note or a warning. */
const Quote = Blockquote.extend({
  addAttributes() {
    return {
      callout: {
        default: "",
        parseHTML: (element) => element.getAttribute("data-callout") ?? "",
        renderHTML: ({ callout }) => (callout ? { "data-callout": String(callout) } : {}),
      },
    };
  },
  renderHTML({ HTMLAttributes }) {
    return ["blockquote", HTMLAttributes, 0];
  },
});

/** Tables as Markdown has them: a head, rows, one line of text a cell. */
const PageTable = Table.extend({
  renderHTML({ HTMLAttributes }) {
    return ["table", HTMLAttributes, ["tbody", 0]];
  },
}).configure({ resizable: false });
const align = { default: null, renderHTML: ({ align }: { align: string | null }): Record<string, string> => (align ? { "data-align": align } : {}) };
const plainCell = { addAttributes: () => ({ colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null }, align }) };
const Cell = TableCell.extend(plainCell);
const HeadCell = TableHeader.extend(plainCell);

const SAFE = /^(https?:\/\/[^\s/?#]+|mailto:[^\s@]+@)\S*$/i;
export const isSafe = (href: string): boolean => SAFE.test(href);

/** An address as one says it, with what it begins with; '' where it cannot be followed. */
export function toAddress(said: string): string {
  const text = said.trim();
  if (isSafe(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  if (/^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(text)) return `https://${text}`;
  return "";
}

const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  addAttributes() {
    return { href: { default: "" } };
  },
  parseHTML() {
    return [{ tag: "a[href]", getAttrs: (element) => (isSafe(element.getAttribute("href") ?? "") ? null : false) }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["a", mergeAttributes(HTMLAttributes, { rel: "noopener" }), 0];
  },
  addInputRules() {
    return [markdownLink(this.type), typedAddress(this.type)];
  },
});

/** [words](https://…) as it is typed. */
function markdownLink(type: MarkType): InputRule {
  return new InputRule({
    find: /\[([^\]]+)\]\((\S+)\)$/,
    handler: ({ state, range, match }) => {
      const href = toAddress(match[2] ?? "");
      if (!href) return;
      const { tr } = state;
      tr.replaceWith(range.from, range.to, state.schema.text(match[1] ?? "", [type.create({ href })]));
      tr.removeStoredMark(type);
    },
  });
}

/** An address becomes a link once a space follows it. */
function typedAddress(type: MarkType): InputRule {
  return new InputRule({
    find: /(?:^|\s)((?:https?:\/\/|www\.)\S+[^\s.,;:!?)])(\s)$/,
    handler: ({ state, range, match }) => {
      const href = toAddress(match[1] ?? "");
      if (!href) return;
      const start = range.from + match[0].indexOf(match[1] ?? "");
      const end = start + (match[1] ?? "").length;
      if (state.doc.rangeHasMark(start, end, type)) return;
      state.tr.insertText(match[2] ?? " ", range.to).addMark(start, end, type.create({ href }));
      state.tr.removeStoredMark(type);
    },
  });
}

/** Any block that is not text. Its settings are one JSON string; what one types stands in its fields. */
export const Part = Node.create({
  name: "part",
  group: "part",
  content: "(field | row)*",
  defining: true,
  isolating: true,
  addAttributes() {
    return {
      kind: { default: "", parseHTML: (element) => element.getAttribute("data-part") ?? "", rendered: false },
      settings: { default: "{}", parseHTML: (element) => element.getAttribute("data-settings") ?? "{}", rendered: false },
    };
  },
  parseHTML() {
    return [{ tag: "section[data-part]" }];
  },
  renderHTML({ node, HTMLAttributes }) {
    const { kind, settings } = node.attrs as { kind: string; settings: string };
    return ["section", { ...HTMLAttributes, "data-part": kind, "data-settings": settings }, 0];
  },
});

export const Field = Node.create({
  name: "field",
  content: "text*",
  marks: "",
  defining: true,
  isolating: true,
  whitespace: "pre",
  addAttributes() {
    return { name: { default: "text", parseHTML: (element) => element.getAttribute("data-field") ?? "text", rendered: false } };
  },
  parseHTML() {
    return [{ tag: "div[data-field]", preserveWhitespace: "full" }];
  },
  renderHTML({ node }) {
    return ["div", { "data-field": String(node.attrs["name"]) }, 0];
  },
});

export const Row = Node.create({
  name: "row",
  content: "field+",
  defining: true,
  isolating: true,
  addAttributes() {
    return {
      list: { default: "", parseHTML: (element) => element.getAttribute("data-list") ?? "", rendered: false },
      flags: { default: "{}", parseHTML: (element) => element.getAttribute("data-flags") ?? "{}", rendered: false },
    };
  },
  parseHTML() {
    return [{ tag: "div[data-list]" }];
  },
  renderHTML({ node }) {
    return ["div", { "data-list": String(node.attrs["list"]), "data-flags": String(node.attrs["flags"]) }, 0];
  },
});

/** All of it but the parts, whose views need the page around them. */
export const richText: AnyExtension[] = [
  Page,
  Paragraph,
  Text,
  Named,
  PageHeading,
  Quote,
  BulletList,
  OrderedList,
  ListItem,
  ListKeymap,
  CodeBlock,
  HorizontalRule,
  HardBreak,
  PageTable,
  TableRow,
  Cell,
  HeadCell,
  Bold,
  Italic,
  Strike,
  Code.extend({ excludes: "code" }), // Markdown knows code that is bold, and code that is a link
  Link,
  Gapcursor,
  Dropcursor.configure({ color: false, width: 3, class: "drop-cursor" }),
];
