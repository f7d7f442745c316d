import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

function installed(name: string): { folder: string; version: string } {
  const file = require.resolve(`${name}/package.json`);
  const { version }: { version: string } = JSON.parse(readFileSync(file, "utf8"));
  return { folder: dirname(file), version };
}

const native = installed("typescript");
/** TypeScript's last version in JavaScript, which many editors still include. */
const classic = installed("typescript-6");

export const nativeVersion = native.version;
export const nativeCompiler = join(native.folder, "bin/tsc");
export const classicVersion = classic.version;
export const classicServer = join(classic.folder, "lib/tsserver.js");
