// Builds stylesheet, script and fonts into naru/kit/static/kit; run by `make assets`, or a part:
// `node build.js styles`.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { compile } from "sass";

const OUT = "../naru/kit/static/kit";
const PLAN = "../naru/planning/static/planning";
const FONT = "node_modules/pretendard/dist/web/variable";

function styles() {
  const { css } = compile("styles/naru.scss", {
    style: "compressed",
    loadPaths: ["node_modules"],
    quietDeps: true,
  });
  writeFileSync(join(OUT, "naru.css"), `${css}\n`);
}

function scripts() {
  const look = { bundle: true, minify: true, target: "es2022", format: "iife" };
  for (const [name, folder] of [["naru", OUT], ["day", PLAN]]) {
    buildSync({ ...look, entryPoints: [`scripts/${name}.js`], outfile: join(folder, `${name}.js`) });
  }
}

/** The font's parts and the rules that choose among them; see fonts/build.py. */
function fonts() {
  execFileSync(process.env.PYTHON ?? "python3", ["fonts/build.py", FONT, OUT], { stdio: "inherit" });
}

const PARTS = { fonts, styles, scripts };
const wanted = process.argv.slice(2);
mkdirSync(OUT, { recursive: true });
for (const part of wanted.length ? wanted : Object.keys(PARTS)) PARTS[part]();
