import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { beforeAll, expect, it } from "vitest";

const limitBytes = 12 * 1024;
const root = fileURLToPath(new URL("..", import.meta.url));

let code: string;
let inputs: Metafile["inputs"];

beforeAll(async () => {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ["src/index.ts"],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    metafile: true,
    write: false,
  });
  code = result.outputFiles[0]?.text ?? "";
  inputs = result.metafile.inputs;
});

const isOurs = (path: string) => path.startsWith("src/");

it("contains only this package", () => {
  const paths = Object.keys(inputs);
  expect(paths.filter(isOurs)).toContain("src/client.ts");
  expect(paths.filter((path) => !isOurs(path))).toEqual([]);
});

it("contains no server code", () => {
  expect(code).toContain("account.");
  expect(code).not.toMatch(/drizzle|postgres|fastify|bcrypt|jose|zod|piscina|node:/i);
});

it(`takes at most ${limitBytes} bytes, compressed`, () => {
  const bytes = gzipSync(code).length;
  expect(bytes).toBeGreaterThan(1024);
  expect(bytes).toBeLessThanOrEqual(limitBytes);
});
