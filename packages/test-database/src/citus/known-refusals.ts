import type { Rule } from "./refusals.ts";
import type { Found } from "./watch-statements.ts";

type KnownRefusal = {
  /** How the statement begins, with single spaces. */
  begins: string;
  rules: Rule[];
  reason: string;
};

const reasons = {
  jobs: "Jobs and the queue are of all practices.",
  task: "A task looks for work in all practices.",
  erasure: "Erasing a person searches all practices.",
  link: "A link is known by its hash only, before its practice is.",
  keptName: "Names are looked up by the practice in a kept version, which only its row names.",
  ownPractices: "An account sees what it has in all of its practices.",
  directory: "A doctor of the directory is removed only if no practice uses the doctor.",
  jobId: "A job is known by its id.",
};

/**
 * Statements that Citus refuses, or answers by asking all nodes, until the reason is mended. Add none.
 */
export const knownRefusals: readonly KnownRefusal[] = [
  {
    begins: 'delete from "freed_slot" where',
    rules: ["locks without a practice", "names no practice"],
    reason: reasons.task,
  },
  {
    begins: 'select "appointment"."practice_id", "appointment"."id", ("appointment"."starts_at"',
    rules: ["locks rows of a join", "names no practice"],
    reason: reasons.task,
  },
  {
    begins: 'select offer.practice_id as "practiceId" from "waitlist_offer"',
    rules: ["names no practice"],
    reason: reasons.task,
  },
  {
    begins: 'delete from "waitlist_entry" where "waitlist_entry"."last_day"',
    rules: ["names no practice"],
    reason: reasons.task,
  },
  {
    begins: 'delete from "notification" where ctid = any',
    rules: ["locks without a practice", "names no practice"],
    reason: reasons.task,
  },
  {
    begins: 'select "practice_id", "id" from "import_upload" where ("import_upload"."expires_at" <= now()',
    rules: ["names no practice"],
    reason: reasons.task,
  },
  {
    begins: 'delete from "mail" where sent_at is null and id in ( select told.mail_id',
    rules: ["joins local tables"],
    reason: "Emails wait on the coordinator. Those about an appointment are recalled with it.",
  },
  {
    begins: 'delete from "notification" where ("notification"."account_id" = $1 and',
    rules: ["names no practice"],
    reason: reasons.ownPractices,
  },
  {
    begins: 'select "membership"."practice_id" from "membership" left join "notification"',
    rules: ["names no practice"],
    reason: reasons.ownPractices,
  },
  {
    begins: 'insert into "notification"',
    rules: ["writes two practices"],
    reason: "A sign-in from a new device is announced in each practice of the account.",
  },
  {
    begins: 'insert into "audit_entry"',
    rules: ["names no practice"],
    reason: "Entries of concurrent reads are written together, for all practices.",
  },
  {
    begins: 'select "at", "id", "account_id", "action", "outcome", "basis", "address"',
    rules: ["names no practice"],
    reason:
      "The condition of the practice is kept from the planner by `is true`. Citus does not see it, either.",
  },
  {
    begins: 'select "appointment"."id", "practice"."name", case when',
    rules: ["names no practice"],
    reason: reasons.link,
  },
  {
    begins: 'select "calendar_feed"."id", "calendar_feed"."practice_id"',
    rules: ["names no practice"],
    reason: reasons.link,
  },
  {
    begins: 'select "removed_record"."record_id", "removed_record"."removed_at"',
    rules: ["names no practice"],
    reason: reasons.keptName,
  },
  {
    begins: 'select "removed_record"."record_type", coalesce(',
    rules: ["names no practice"],
    reason: reasons.keptName,
  },
  {
    begins: "select versions.version, versions.valid_from, versions.seen_at",
    rules: ["names no practice"],
    reason: reasons.keptName,
  },
  {
    begins: 'select "job_id" from "import_undo"',
    rules: ["joins local tables", "locks rows of a join", "names no practice"],
    reason: reasons.jobs,
  },
  {
    begins: 'select "job_id" from "import_upload"',
    rules: ["joins local tables", "locks rows of a join", "names no practice"],
    reason: reasons.jobs,
  },
  { begins: 'update "import_undo" set', rules: ["names no practice"], reason: reasons.jobId },
  { begins: 'update "import_upload" set', rules: ["names no practice"], reason: reasons.jobId },
  {
    begins:
      'select extract(epoch from now())::float8 as second, coalesce(( select sum(worked) from "import_upload"',
    rules: ["names no practice"],
    reason: reasons.jobs,
  },
  {
    begins: 'select (select count(*)::int from "import_upload" where practice_id = $1',
    rules: ["names no practice"],
    reason: "Uploads of an account are limited in all practices.",
  },
  {
    begins: "select coalesce(sum(bytes) filter (where created_by = $1), 0)",
    rules: ["names no practice"],
    reason: "Uploads are limited for an account, a practice and the database.",
  },
  {
    begins: 'select "id" from "appointment" where ("appointment"."doctor_id" = $1 and',
    rules: ["names no practice"],
    reason: reasons.directory,
  },
  {
    begins:
      'select "id" from "assignment" where ("assignment"."doctor_id" = $1 and "assignment"."practice_id" <> $2)',
    rules: ["names no practice"],
    reason: reasons.directory,
  },
  {
    begins: "delete from doctor where id = any ($1::uuid[]) and not exists (select from assignment",
    rules: ["names no practice"],
    reason: reasons.directory,
  },
  {
    begins: 'select "patient"."practice_id", "practice"."name" from "patient" inner join "practice"',
    rules: ["names no practice"],
    reason: "Emergency access finds a patient of any practice.",
  },
  { begins: "delete from freed_slot where true and", rules: ["names no practice"], reason: reasons.erasure },
  {
    begins: "delete from import_record where true and",
    rules: ["names no practice"],
    reason: reasons.erasure,
  },
  {
    begins: "delete from import_upload where coalesce(records",
    rules: ["names no practice"],
    reason: reasons.erasure,
  },
  {
    begins:
      "select count(*)::int as assignments, count(distinct practice_id)::int as practices from assignment",
    rules: ["names no practice"],
    reason: reasons.erasure,
  },
  {
    begins: 'select id, practice_id as "practiceId", name, last_name as "lastName"',
    rules: ["locks without a practice", "names no practice"],
    reason: reasons.erasure,
  },
  {
    begins: 'select record_id as id, practice_id as "practiceId"',
    rules: ["locks without a practice", "names no practice"],
    reason: reasons.erasure,
  },
  {
    begins: "update import_batch set files = '{}' where id in (",
    rules: ["names no practice"],
    reason: reasons.erasure,
  },
  {
    begins: "with erased as (select from appointment where doctor_id",
    rules: ["names no practice"],
    reason: reasons.erasure,
  },
  {
    begins: "with recursive merged as ( select practice_id, id from patient as merge",
    rules: ["locks rows of a join", "locks without a practice", "names no practice"],
    reason: reasons.erasure,
  },
  {
    begins: "select from unnest($1::uuid[]) as made (record_id) cross join lateral (",
    rules: ["names no practice"],
    reason: reasons.directory,
  },
];

const normal = (text: string) => text.trim().replaceAll(/\s+/g, " ");

/** Imports stage their rows in temporary tables of the coordinator, and join them with a practice's records. */
const people = "booking|doctor|made|named|pair|patient|seen|visit";
const clinical = "encounter|condition|allergy|observation|medication|immunization|procedure|note_draft";
const staged = new RegExp(`^import_(?:${people}|${clinical})$`);

export const isKnown = ({ rule, tables, text }: Pick<Found, "rule" | "tables" | "text">): boolean =>
  (tables.some((table) => staged.test(table)) &&
    ["joins local tables", "locks rows of a join"].includes(rule)) ||
  knownRefusals.some(({ begins, rules }) => rules.includes(rule) && normal(text).startsWith(begins));
