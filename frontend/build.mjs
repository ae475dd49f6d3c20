/* Builds everything a browser gets: one script, one style sheet, the fonts, under names that change when they change.

   What comes out, in upwell/web/built/:
     app-<hash>.js, what it fetches only where a page needs it, app-<hash>.css, fonts, and the .br and .gz of what compresses
     manifest.json   plain name -> hashed name, read by the template tag {% asset %}
     icons.json      the drawing of each icon named in icons.txt, read by the template tag {% icon %} */

import { readdir, readFile, mkdir, rm, rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = join(here, "../upwell/web/built");

const options = {
  absWorkingDir: here,
  entryPoints: [
    { in: "islands/main.ts", out: "app" },
    { in: "islands/recorder/ticks.ts", out: "ticks" },
    { in: "islands/offline.ts", out: "offline" },
    { in: "styles/app.css", out: "app" },
    { in: "styles/editor.css", out: "editor" },
    { in: "styles/print.css", out: "print" },
    { in: "styles/pages/recorder.css", out: "recorder" },
    { in: "styles/pages/films.css", out: "films" },
    { in: "styles/pages/import.css", out: "import" },
    { in: "styles/pages/patterns.css", out: "patterns" },
    { in: "mark.svg", out: "mark" },
    { in: "node_modules/@fontsource/newsreader/files/newsreader-latin-400-normal.woff", out: "print-latin" },
    { in: "node_modules/@fontsource/newsreader/files/newsreader-latin-ext-400-normal.woff", out: "print-further" },
    { in: "node_modules/@fontsource/newsreader/files/newsreader-vietnamese-400-normal.woff", out: "print-vietnamese" },
  ],
  outdir: built,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  splitting: true,
  bundle: true,
  minify: true,
  metafile: true,
  format: "esm",
  target: ["chrome111", "firefox117", "safari16.5"],
  loader: { ".woff2": "file", ".svg": "copy", ".woff": "copy" },
  legalComments: "none",
  logLevel: "warning",
};

/** Plain name -> hashed name, for every file that a page asks for by name. */
function namesOf(files) {
  const asked = files.filter((file) => !file.startsWith("chunk-"));
  return Object.fromEntries(asked.map((file) => [file.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1"), file]));
}

/** The shapes inside each icon's <svg>, without the frame, which {% icon %} draws itself. */
async function drawIcons() {
  const listed = (await readFile(join(here, "icons.txt"), "utf8")).split(/\s+/).filter(Boolean);
  const drawn = {};
  for (const name of [...new Set(listed)].sort()) {
    const own = join(here, "icons", `${name}.svg`);
    const theirs = join(here, "node_modules/lucide-static/icons", `${name}.svg`);
    const svg = await readFile(own, "utf8").catch(() => readFile(theirs, "utf8"));
    drawn[name] = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").replace(/\s*\n\s*/g, "").replaceAll(" />", "/>");
  }
  return drawn;
}

/** A .br and a .gz beside each text file, so that the server never compresses the same bytes twice. */
async function compress(files) {
  for (const name of files.filter((name) => /\.(js|css|svg)$/.test(name))) {
    const bytes = await readFile(join(built, name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    await writeFile(join(built, `${name}.br`), brotliCompressSync(bytes, { params }));
    await writeFile(join(built, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** Written beside and moved into place, so that a running server never reads half a file. */
async function putJson(name, content) {
  const path = join(built, name);
  await writeFile(`${path}.new`, JSON.stringify(content));
  await rename(`${path}.new`, path);
}

/** Remove what an earlier build left behind. */
async function sweep(files) {
  const current = new Set(files.flatMap((name) => [name, `${name}.br`, `${name}.gz`]));
  for (const name of await readdir(built)) {
    if (!current.has(name) && !name.endsWith(".json")) await rm(join(built, name));
  }
}

async function finish(metafile) {
  const files = Object.keys(metafile.outputs).map((path) => basename(path));
  await compress(files);
  await putJson("icons.json", await drawIcons());
  await putJson("manifest.json", namesOf(files));
  await sweep(files);
}

await mkdir(built, { recursive: true });
if (process.argv.includes("--watch")) {
  const after = {
    name: "finish",
    setup: (build) => build.onEnd((result) => (result.errors.length ? undefined : finish(result.metafile))),
  };
  const context = await esbuild.context({ ...options, plugins: [after] });
  await context.watch();
} else {
  const { metafile } = await esbuild.build(options);
  await finish(metafile);
}
