import { asId, type CalendarFeedId, type DoctorId, type PracticeId } from "@caretype/core/kernel/field/ids";
import { expect, it } from "vitest";
import { feedFile } from "./feed-file.ts";

it("the name of a feed is escaped", () => {
  const ids = {
    id: asId<CalendarFeedId>("0"),
    doctorId: asId<DoctorId>("0"),
    practiceId: asId<PracticeId>("0"),
  };
  const feed = {
    ...ids,
    practiceName: "Roe; Sons, Ltd",
    address: null,
    doctorName: "Ada \\ Lee\nX-EVIL:1",
    showsInitials: false,
    language: "en" as const,
  };
  const text = feedFile(feed, []);
  for (const property of ["NAME", "X-WR-CALNAME"])
    expect(text).toContain(`\r\n${property}:Ada \\\\ Lee\\nX-EVIL:1\\, Roe\\; Sons\\, Ltd\r\n`);
});
