import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { cases } from "../src/cases.ts";
import { entryOf } from "./audit-entries.ts";
import { callerByPath } from "./caller.ts";
import { procedures } from "./procedures.ts";
import { createTestApi } from "./support.ts";
import { makeWorld } from "./world.ts";

const api = await createTestApi();
const ofStaff = procedures.filter(({ path }) => path.startsWith("staff."));

describe.each(ofStaff)("$path", ({ path, guard }) => {
  it("writes one entry: who, what, on whom, why, in the practice that it is about", async () => {
    const world = await makeWorld(api);
    const staff = await world.staff();
    const { input, entry: difference = {}, subjects } = cases.get(path) ?? { subjects: () => [] };
    const requestId = uuidv7();
    const call = callerByPath(api.callerWith({ accessToken: staff.access, requestId }));
    const answer = await call(path, await input?.(world));
    const made = String(Reflect.get(Object(answer), "id"));
    const permission = guard?.kind === "protected" ? guard.permission : "";
    const mark = difference.mark ? `, ${await difference.mark(world, made)}` : "";
    const entry = await entryOf(api.database.reader, requestId);
    expect(entry).toMatchObject({
      practiceId: (await difference.practice?.(world, made)) ?? staff.practice,
      accountId: staff.id,
      action: path,
      basis: `staff ${permission}${mark}${difference.unchanged ? ", unchanged" : ""}`,
      outcome: "ok",
    });
    expect((entry.subjectIds ?? []).toSorted()).toEqual((await subjects(world, made)).toSorted());
    // Why somebody wanted to see a patient may name them.
    expect(JSON.stringify(entry)).not.toMatch(/Zelda|Quux|unconscious/);
  });
});
