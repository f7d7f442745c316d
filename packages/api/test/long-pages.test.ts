import type { PracticeId } from "@caretype/core/kernel/field/ids";
import { cases } from "@caretype/test-api/all-cases";
import { callerByPath } from "@caretype/test-api/caller";
import { createFixture } from "@caretype/test-api/fixture";
import { inputFields, procedures, requiredFields } from "@caretype/test-api/procedures";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";

const api = await createTestApi();
const fixture = await createFixture(api);
const staff = await fixture.staff();

const pages = procedures.filter((procedure) => "limit" in inputFields(procedure));

it.each(pages)("$path reads long pages on the search connections", async (procedure) => {
  const { path } = procedure;
  let searches = 0;
  const database = {
    ...api.services.database,
    searcher: (practiceId: PracticeId) => {
      searches += 1;
      return api.services.database.searcher(practiceId);
    },
    // A Citus node has its own connections for searches.
    readsFor() {
      return this;
    },
  };
  const services = { ...api.services, database };
  const { access } = path.startsWith("staff.") ? staff : fixture;
  const call = callerByPath(api.callerWith({ accessToken: access, services }));
  const input: object = Object(await cases.get(path)?.input?.(fixture));
  // Without optional filters, which may cause a search.
  const required = requiredFields(procedure).map((name) => [name, Reflect.get(input, name)] as const);
  await call(path, { ...Object.fromEntries(required), limit: 101 });
  expect(searches).toBeGreaterThan(0);
});
