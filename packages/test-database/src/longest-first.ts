import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The slowest files. A fresh clone knows no durations, so vitest would order files by size. One of these would then
 * run last, and alone.
 */
export const longest = [
  "apps/dev/test/torture.process.test.ts",
  "apps/dev/test/new-feature.process.test.ts",
  "apps/dev/test/release.process.test.ts",
  "packages/testing/test/kit/package.process.test.ts",
  "packages/client/test/package.process.test.ts",
  "apps/docs/test/site.process.test.ts",
  "packages/postgres/src/wal-archive/wal-archive.process.test.ts",
  "apps/server/test/wal-archive.process.test.ts",
  "packages/testing/test/synthea.process.test.ts",
  "apps/docs/test/examples.process.test.ts",
  "apps/server/test/backup.process.test.ts",
  "apps/console/test/leaks.test.ts",
];
const isLong = ({ moduleId }: TestSpecification) => longest.some((path) => moduleId.endsWith(`/${path}`));

/** vitest's order, but with the longest files first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
