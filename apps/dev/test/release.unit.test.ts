import { addresses } from "@caretype/client/write-package";
import { expect, it } from "vitest";
import { isMajor, withVersion } from "../src/contract/keep-release.ts";

it.each([
  "https://git.example.org/clinic/caretype.git\n",
  "https://git.example.org/clinic/caretype",
  "git@git.example.org:clinic/caretype.git",
  "ssh://git@git.example.org/clinic/caretype.git",
])("a package names the repository that it comes from: %s", (origin) => {
  expect(addresses(origin, "packages/client")).toEqual({
    repository: {
      type: "git",
      url: "git+https://git.example.org/clinic/caretype.git",
      directory: "packages/client",
    },
    homepage: "https://git.example.org/clinic/caretype#readme",
    bugs: { url: "https://git.example.org/clinic/caretype/issues" },
  });
});

it.each(["", "/srv/caretype", "../caretype.git", "file:///srv/caretype.git", "C:\\caretype"])(
  "a package names no repository without an address on the web: %j",
  (origin) => {
    expect(addresses(origin, "packages/client")).toEqual({});
  },
);

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

it("what is unreleased in the changelog becomes that of the version, once", () => {
  const before = "# Changelog\n\n## Unreleased\n\n- New\n\n## 0.1.0 - 2026-11-20\n\n- Old\n";
  const after = withVersion(before, "0.2.0");
  expect(after.replace(/- \d{4}-\d\d-\d\d\n\n- New/, "- today\n\n- New")).toBe(
    "# Changelog\n\n## Unreleased\n\n## 0.2.0 - today\n\n- New\n\n## 0.1.0 - 2026-11-20\n\n- Old\n",
  );
  expect(withVersion(after, "0.2.0")).toBe(after);
});
