import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

it("the tutorials show all files of their examples, so that a reader needs nothing else", async () => {
  let tutorials = "";
  for await (const path of glob("docs/build/tutorials/*.md", { cwd: root }))
    tutorials += await readFile(`${root}${path}`, "utf8");
  const missing: string[] = [];
  let files = 0;
  for await (const path of glob("apps/docs/examples/**/*.*", { cwd: root })) {
    files += 1;
    if (!tutorials.includes(`${path}\n${await readFile(`${root}${path}`, "utf8")}\`\`\``)) missing.push(path);
  }
  expect(files).toBeGreaterThan(15);
  expect(missing).toEqual([]);
});
