import type { ErrorCode } from "@caretype/client";
import type { MockContract, MockProcedure } from "./contract-parts.ts";
import { MockFailure } from "./mock-failure.ts";

/** Any record. Only features whose records have these fields are kept. */
type StoredRecord = { id: string; version?: number; name?: string; [field: string]: unknown };

/** The records of one feature, earliest first. */
type Shelf = { kept: StoredRecord[]; removed: StoredRecord[]; creates: MockProcedure; reads: MockProcedure };

type Fields = Readonly<Record<string, unknown>>;

/** An answer, or undefined for a call that is not about kept records. */
type Answer = { data: unknown } | undefined;

const firstPage = 50;

/** Keeps what `create` creates, for `byId`, `list`, `update`, `remove` and `restore`. Knows no rules. */
export class MockRecords {
  readonly #contract: MockContract;
  readonly #shelves = new Map<string, Shelf>();
  #created = 0;

  /** @param withExamples Whether each feature has the contract's example from the start. */
  constructor(contract: MockContract, withExamples: boolean) {
    this.#contract = contract;
    for (const [path, reads] of Object.entries(contract.procedures)) {
      const [feature = "", name] = path.split(".");
      const creates = contract.procedures[`${feature}.create`];
      if (name !== "byId" || !creates || creates.record === null || creates.record !== reads.record) continue;
      const kept = withExamples && isRecord(reads.example) ? [reads.example] : [];
      this.#shelves.set(feature, { kept, removed: [], creates, reads });
    }
  }

  answer(path: string, input: unknown): Answer {
    const [feature = "", name = ""] = path.split(".");
    const shelf = this.#shelves.get(feature);
    const procedure = this.#contract.procedures[path];
    if (!shelf || !procedure) return undefined;
    const fields = fieldsOf(input);
    switch (name) {
      case "create":
        return { data: this.#create(shelf, fields) };
      case "byId":
        return { data: found(shelf.kept, fields, procedure) };
      case "update":
        return { data: this.#update(shelf, fields, { feature, procedure }) };
      case "remove":
        return this.#remove(shelf, fields, { feature, procedure });
      case "restore":
        return { data: this.#restore(shelf, fields, procedure) };
      case "list":
        return procedure.record === shelf.reads.record
          ? { data: pageOf(shelf.kept, fields, procedure) }
          : undefined;
      default:
        return undefined;
    }
  }

  #create(shelf: Shelf, given: Fields): StoredRecord {
    this.#created += 1;
    const now = new Date().toISOString();
    const unset = Object.fromEntries(shelf.creates.nullable.map((name) => [name, null]));
    const example = fieldsOf(shelf.creates.example);
    const known = this.#derived({ ...example, ...unset, ...knownFields(example, given) }, given);
    const stamps = { id: idNumbered(this.#created), version: 1, createdAt: now, updatedAt: now };
    const record = { ...known, ...stamps };
    shelf.kept.push(record);
    return record;
  }

  #update(shelf: Shelf, given: Fields, { feature, procedure }: Called): StoredRecord {
    const record = current(shelf, given, { feature, procedure });
    const changed = this.#derived({ ...record, ...knownFields(record, given) }, given);
    if (JSON.stringify(changed) === JSON.stringify(record)) return record;
    const next = { ...changed, ...nextVersion(record) };
    shelf.kept[shelf.kept.indexOf(record)] = next;
    return next;
  }

  #remove(shelf: Shelf, given: Fields, called: Called): Answer {
    const record = current(shelf, given, called);
    shelf.kept.splice(shelf.kept.indexOf(record), 1);
    shelf.removed.push(record);
    return { data: called.procedure.example };
  }

  #restore(shelf: Shelf, given: Fields, procedure: MockProcedure): unknown {
    const record = found(shelf.removed, given, procedure);
    shelf.removed.splice(shelf.removed.indexOf(record), 1);
    const restored = { ...record, ...nextVersion(record) };
    shelf.kept.push(restored);
    return { ...fieldsOf(procedure.example), ...restored };
  }

  /** Fills in what the server derives from other fields: parts of names, ages, and what references refer to. */
  #derived(record: Fields, given: Fields): StoredRecord {
    const references = Object.keys(record).flatMap((key) => {
      const feature = /^(\w+)Id$/.exec(key)?.[1];
      const referred = this.#shelves.get(feature ?? "")?.kept.find(({ id }) => id === record[key]);
      if (!feature || !referred) return [];
      return Object.entries({ [feature]: referred, [`${feature}Name`]: referred.name });
    });
    const whole = { ...record, ...knownFields(record, Object.fromEntries(references)) };
    return { id: "", ...whole, ...nameParts(whole, given), ...age(whole, given) };
  }
}

type Called = { feature: string; procedure: MockProcedure };

const fieldsOf = (value: unknown): Fields => ({ ...Object(value) });

const isRecord = (value: unknown): value is StoredRecord =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";

/** The given ones of the fields that a record has. */
const knownFields = (record: Fields, given: Fields): Fields =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => Object.hasOwn(record, name) && value !== undefined),
  );

const nextVersion = ({ version = 1 }: StoredRecord) => ({
  version: version + 1,
  updatedAt: new Date().toISOString(),
});

/** A UUID of version 7, so that it looks like the server's. */
const idNumbered = (number: number) => `0198c0de-7a11-7000-8000-${number.toString(16).padStart(12, "0")}`;

function found(records: readonly StoredRecord[], { id }: Fields, { notFound }: MockProcedure): StoredRecord {
  const record = records.find((one) => one.id === id);
  // The contract has no other codes.
  if (!record) throw new MockFailure((notFound ?? "INVALID_INPUT") as ErrorCode);
  return record;
}

function current(shelf: Shelf, given: Fields, { feature, procedure }: Called): StoredRecord {
  const record = found(shelf.kept, given, procedure);
  const { expectedVersion = "any" } = given;
  if (expectedVersion === "any" || expectedVersion === record.version) return record;
  // Records with a version are named after their features.
  const currentKind = feature as "patient";
  throw new MockFailure("STALE_VERSION", { current: record, currentKind });
}

/** Both forms of a person's name. */
function nameParts(record: Fields, { name, firstName, lastName }: Fields): Fields {
  if (!("firstName" in record)) return {};
  if (typeof name === "string") {
    const [, first = name, last = ""] = /^(.*\S)\s+(\S+)$/u.exec(name) ?? [];
    return { firstName: first, lastName: last };
  }
  if (firstName === undefined && lastName === undefined) return {};
  return { name: `${record.firstName} ${record.lastName}`.trim() };
}

/** An age from a date of birth, and the other way round. */
function age(record: Fields, given: Fields): Fields {
  if (!("age" in record && "dateOfBirth" in record)) return {};
  const today = new Date().toISOString().slice(0, 10);
  if (typeof given.age === "number") {
    const year = Number(today.slice(0, 4)) - given.age;
    return { dateOfBirth: `${year}-01-01`, dateOfBirthApproximate: true };
  }
  if (typeof record.dateOfBirth !== "string") return {};
  const years = Number(today.slice(0, 4)) - Number(record.dateOfBirth.slice(0, 4));
  return {
    age: years - (today.slice(5) < record.dateOfBirth.slice(5) ? 1 : 0),
    dateOfBirthApproximate: false,
  };
}

/** How lists are sorted. Newest first, unless `sort` names another one. */
const sorts: Readonly<Record<string, (records: readonly StoredRecord[]) => StoredRecord[]>> = {
  newest: (records) => records.toReversed(),
  oldest: (records) => [...records],
  name: (records) => records.toSorted((one, other) => sortName(one).localeCompare(sortName(other))),
  updated: (records) =>
    records.toReversed().toSorted((one, other) => text(other.updatedAt).localeCompare(text(one.updatedAt))),
};

const text = (value: unknown) => (typeof value === "string" ? value : "");
const sortName = ({ name, firstName, lastName }: StoredRecord) =>
  `${text(lastName)} ${text(firstName)} ${text(name)}`.trimStart();

function pageOf(records: readonly StoredRecord[], input: Fields, { example }: MockProcedure): unknown {
  const { q, sort, cursor, limit = firstPage, ...filters } = input;
  const wanted = records.filter((record) => contains(record, text(q)) && fits(record, filters));
  const sorting = Object.hasOwn(sorts, text(sort)) ? text(sort) : "newest";
  const sorted = sorts[sorting]?.(wanted) ?? [];
  const start = Number(cursor ?? 0);
  const end = start + Number(limit);
  return {
    ...fieldsOf(example),
    items: sorted.slice(start, end),
    nextCursor: end < sorted.length ? String(end) : null,
  };
}

/** Whether each word begins a word of the record's name, or of any text in a record without a name. */
function contains(record: StoredRecord, q: string): boolean {
  const searched = record.name ?? Object.values(record).map(text).join(" ");
  const words = searched.toLowerCase().split(/\s+/);
  const wanted = q.toLowerCase().split(/\s+/).filter(Boolean);
  return wanted.every((part) => words.some((word) => word.startsWith(part)));
}

/** Whether the fields that a record has are as wanted. A list names several values. */
const fits = (record: StoredRecord, filters: Fields): boolean =>
  Object.entries(filters).every(([name, wanted]) => {
    if (!Object.hasOwn(record, name) || wanted === undefined || wanted === null) return true;
    return Array.isArray(wanted) ? wanted.includes(record[name]) : wanted === record[name];
  });
