import { expect, it } from "vitest";
import { missingForNpm } from "../src/contract/publishing.ts";

const complete = {
  repository: {
    type: "git",
    url: "git+https://git.example.org/caretype.git",
    directory: "packages/client",
  },
  homepage: "https://caretype.example.org",
  bugs: { url: "https://git.example.org/caretype/issues" },
};

it("a package needs an address before it is published, and names its folder", () => {
  expect(missingForNpm(new Map([["packages/client", complete]]))).toEqual([]);
  expect(missingForNpm(new Map([["packages/testing", complete]]))).toEqual([
    'packages/testing/package.json: set repository.directory ("packages/testing").',
  ]);
  const { repository: _, ...others } = complete;
  expect(missingForNpm(new Map([["packages/client", others]]))).toEqual([
    'packages/client/package.json: set repository.url ("git+https://…"), repository.directory ("packages/client").',
  ]);
});

it("what the packages of the workspace lack is named by package", () => {
  const packages = missingForNpm().map((line) => line.replace(/: .*/, ""));
  const published = ["packages/client/package.json", "packages/testing/package.json"];
  expect(packages.filter((name) => !published.includes(name))).toEqual([]);
});
