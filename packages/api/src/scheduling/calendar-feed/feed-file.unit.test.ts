import { expect, it } from "vitest";
import { asId } from "../../kernel/field/ids.ts";
import { feedFile } from "./feed-file.ts";

it("the name of a feed is escaped", () => {
  const ids = { id: asId<never>("0"), doctorId: asId<never>("0"), practiceId: asId<never>("0") } as const;
  const feed = {
    ...ids,
    practiceName: "Roe; Sons, Ltd",
    doctorName: "Ada \\ Lee\nX-EVIL:1",
    showsInitials: false,
  };
  const text = feedFile(feed, []);
  for (const property of ["NAME", "X-WR-CALNAME"])
    expect(text).toContain(`\r\n${property}:Ada \\\\ Lee\\nX-EVIL:1\\, Roe\\; Sons\\, Ltd\r\n`);
});
