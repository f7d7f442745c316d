import { expect, it } from "vitest";
import { isMajor } from "../src/contract/keep-release.ts";
import { missingForNpm } from "../src/contract/publishing.ts";

const complete = {
  repository: {
    type: "git",
    url: "git+https://git.example.org/caretype.git",
    directory: "packages/client",
  },
  homepage: "https://caretype.example.org",
  bugs: { url: "https://git.example.org/caretype/issues" },
  publishConfig: { access: "public", provenance: true },
};
const missing = (manifest: object) => missingForNpm(new Map([["packages/client", manifest]]));

it("a package needs an address before it is published, and names its folder", () => {
  expect(missing(complete)).toEqual([]);
  expect(missingForNpm(new Map([["packages/testing", complete]]))).toEqual([
    'packages/testing/package.json: set repository.directory ("packages/testing").',
  ]);
  const { repository: _, ...others } = complete;
  expect(missing(others)).toEqual([
    'packages/client/package.json: set repository.url ("git+https://…"), repository.directory ("packages/client").',
  ]);
});

it("a package is not private, public to everybody, and has a provenance", () => {
  expect(missing({ ...complete, private: true })).toEqual([
    'packages/client/package.json: remove "private".',
  ]);
  expect(missing({ ...complete, private: false })).toEqual([]);
  expect(missing({ ...complete, private: true, publishConfig: { access: "restricted" } })).toEqual([
    'packages/client/package.json: remove "private"; set publishConfig.access ("public"), publishConfig.provenance (true).',
  ]);
  expect(missing({ ...complete, publishConfig: { access: "public", provenance: "true" } })).toEqual([
    "packages/client/package.json: set publishConfig.provenance (true).",
  ]);
});

it.each([
  ["0.1.0", "0.2.0", true],
  ["0.1.0", "0.1.1", false],
  ["0.1.9", "0.1.10", false],
  ["0.9.0", "0.10.0", true],
  ["0.10.0", "0.9.0", false],
  ["0.9.0", "1.0.0", true],
  ["1.0.0", "1.0.1", false],
  ["1.1.0", "1.2.0", false],
  ["1.9.0", "2.0.0", true],
  ["9.0.0", "10.0.0", true],
  ["1.2.0", "0.3.0", false],
  ["1.0.0", "1.0.0", false],
])("from %s to %s, a version is major: %s", (earlier, later, is) => {
  expect(isMajor(earlier, later)).toBe(is);
});

it("what the packages of the workspace lack is named by package", () => {
  const packages = missingForNpm().map((line) => line.replace(/: .*/, ""));
  const published = ["cli", "client", "testing"].map((name) => `packages/${name}/package.json`);
  expect(packages.filter((name) => !published.includes(name))).toEqual([]);
});
