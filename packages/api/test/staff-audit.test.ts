import { cases } from "@caretype/test-api/all-cases";
import { entryOf } from "@caretype/test-api/audit-entries";
import { callerByPath } from "@caretype/test-api/caller";
import { createFixture } from "@caretype/test-api/fixture";
import { procedures } from "@caretype/test-api/procedures";
import { createTestApi } from "@caretype/test-api/support";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const ofStaff = procedures.filter(({ path }) => path.startsWith("staff."));

describe.each(ofStaff)("$path", ({ path, guard }) => {
  it("writes one complete entry, in the practice concerned", async () => {
    const fixture = await createFixture(api);
    const staff = await fixture.staff();
    const { input, entry: difference = {}, subjects } = cases.get(path) ?? { subjects: () => [] };
    const requestId = uuidv7();
    const call = callerByPath(api.callerWith({ accessToken: staff.access, requestId }));
    const answer = await call(path, await input?.(fixture));
    const answerId = String(Reflect.get(Object(answer), "id"));
    const permission = guard?.kind === "protected" ? guard.permission : "";
    const mark = difference.mark ? `, ${await difference.mark(fixture, answerId)}` : "";
    const entry = await entryOf(api.database.reader, requestId);
    expect(entry).toMatchObject({
      practiceId: (await difference.practice?.(fixture, answerId)) ?? staff.practice,
      accountId: staff.id,
      action: path,
      basis: `staff ${permission}${mark}${difference.unchanged ? ", unchanged" : ""}`,
      outcome: "ok",
    });
    expect((entry.subjectIds ?? []).toSorted()).toEqual((await subjects(fixture, answerId)).toSorted());
    // The reason of break-glass access may name the patient.
    expect(JSON.stringify(entry)).not.toMatch(/Zelda|Quux|unconscious/);
  });
});
