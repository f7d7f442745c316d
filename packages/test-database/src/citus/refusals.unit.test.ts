import { expect, it } from "vitest";
import { findRefusals } from "./refusals.ts";

const rulesOf = (text: string) => findRefusals(text).refusals.map(({ rule }) => rule);

it.each([
  "select * from patient where practice_id = $1 and id = $2",
  "select * from patient where (practice_id, id) = ($1, $2) for update",
  "select p.id from patient p join assignment a on a.practice_id = p.practice_id where a.practice_id = $1::uuid",
  "select p.id from patient p join assignment using (practice_id) join doctor on doctor.id = doctor_id where p.practice_id = $1",
  "select id from patient p, lateral (select 1 from encounter where practice_id = p.practice_id limit 1) e where p.practice_id = $1",
  "with own as (select practice_id, id from patient where practice_id = $1) select * from encounter e join own on own.practice_id = e.practice_id",
  "select * from (select practice_id from patient where practice_id = $1 union all select practice_id from room where practice_id = $1) as x join encounter e on e.practice_id = x.practice_id",
  "select 1 from practice where exists (select from patient where practice_id = $1 and exists (select from room where room.practice_id = patient.practice_id))",
  "insert into room (practice_id, id) values ($1, $2), ($1, $3)",
  "insert into room (practice_id, id) select practice_id, $2 from patient where practice_id = $1",
  "update patient set name = $2 where practice_id = $1 returning id",
  "delete from patient using room where patient.practice_id = $1 and room.practice_id = patient.practice_id",
  "select * from session join account on account.id = account_id for update of session",
  "insert into room (practice_id, id) values ($1, $2) on conflict (practice_id, id) do update set updated_at = excluded.updated_at",
  "alter table patient add column x text",
  "select count(*) from pg_class",
])("takes %s", (text) => {
  expect(rulesOf(text)).toEqual([]);
});

it.each([
  ["select * from patient where id = $1", "names no practice"],
  ["select * from patient where practice_id = any($1)", "names no practice"],
  ["select * from patient where practice_id = $1 or id = $2", "names no practice"],
  ["select * from patient p join room r on r.id = p.id where p.practice_id = $1", "names no practice"],
  ["select 1 where exists (select from patient where id = $1)", "names no practice"],
  ["insert into room (practice_id, id) select practice_id, $2 from membership", "names no practice"],
  ["delete from audit_entry_2025_01", "names no practice"],
  ["select * from mail join patient on patient.practice_id = $1", "joins local tables"],
  [
    "with w as (insert into idempotency_key (key) values ($2)) update patient set name = '' where practice_id = $1",
    "joins local tables",
  ],
  [
    "select 1 from patient join doctor on true where patient.practice_id = $1 for update of patient",
    "locks rows of a join",
  ],
  [
    "select 1 from (select * from room where practice_id = $1) x, patient where patient.practice_id = $1 for share",
    "locks rows of a join",
  ],
  [
    "insert into room (practice_id, id) values ($1, $2) on conflict (practice_id, id) do update set updated_at = now()",
    "sets the time on conflict",
  ],
])("refuses %s: %s", (text, rule) => {
  expect(rulesOf(text)).toEqual([rule]);
});

it("a lock has to name its practice", () => {
  expect(rulesOf("select 1 from patient where id = $1 for update")).toEqual([
    "locks without a practice",
    "names no practice",
  ]);
});

it("knows whose rows a statement changes", () => {
  const { writes } = findRefusals("insert into room (practice_id, id) values ($2, $1)");
  expect(writes).toEqual([{ table: "room", practice: "$2" }]);
});
