import { describe, expect, it } from "vitest";
import { endOfPicked } from "./end-of-picked.ts";

/** The test runs in any time zone. */
const instant = (local: string) => new Date(local).toISOString().slice(0, -1);

describe("a picked time", () => {
  it.each([
    ["means the end of its minute", "2026-11-21T17:12", "2026-11-21T17:12:59.999"],
    ["means the end of the day's last minute", "2026-12-31T23:59", "2026-12-31T23:59:59.999"],
    ["means the end of its second, where there is one", "2026-11-21T17:12:30", "2026-11-21T17:12:30.999"],
    ["means itself where it is more exact", "2026-11-21T17:12:30.5", "2026-11-21T17:12:30.500"],
  ])("%s", (_, picked, end) => expect(endOfPicked(picked)).toBe(`${instant(end)}999Z`));

  it.each(["", "2026-11-21", "2026-02-31T10:00x"])("is null if it is incomplete: %s", (picked) =>
    expect(endOfPicked(picked)).toBeNull(),
  );
});
