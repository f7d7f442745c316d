import type { ErrorCode } from "@caretype/client";
import type { MockContract, MockProcedure } from "./contract-parts.ts";
import { MockFailure } from "./mock-failure.ts";

/** Any record. Only features whose records have these fields are stored. */
type StoredRecord = { id: string; version?: number; name?: string; [field: string]: unknown };

/** The records of one feature, earliest first. */
type Shelf = { kept: StoredRecord[]; removed: StoredRecord[]; creates: MockProcedure; reads: MockProcedure };

type Fields = Readonly<Record<string, unknown>>;

/** An answer, or undefined for a call about other data. */
type Answer = { data: unknown } | undefined;

const firstPage = 50;

/** Stores records of `create`, for `byId`, `list`, `update`, `remove` and `restore`. Knows no rules. */
export class MockRecords {
  readonly #contract: MockContract;
  readonly #shelves = new Map<string, Shelf>();
  #created = 0;

  /** @param withExamples Whether each feature has the contract's example from the start. */
  constructor(contract: MockContract, withExamples: boolean) {
    this.#contract = contract;
    for (const [path, reads] of Object.entries(contract.procedures)) {
      const [feature = "", name] = path.split(".");
      const creates = contract.procedures[`${feature}.create`] ?? contract.procedures[`${feature}.book`];
      if (name !== "byId" || !creates || creates.record === null || creates.record !== reads.record) continue;
      const kept = withExamples && isRecord(reads.example) ? [reads.example] : [];
      this.#shelves.set(feature, { kept, removed: [], creates, reads });
    }
  }

  answer(path: string, input: unknown): Answer {
    const [feature = "", name = ""] = path.split(".");
    const shelf = this.#shelves.get(feature);
    const procedure = this.#contract.procedures[path];
    if (!procedure) return undefined;
    const fields = fieldsOf(input);
    if (!shelf) return { data: this.#echo(fields, procedure) };
    const status = statuses[path];
    const changed = status === undefined ? fields : { ...fields, status };
    switch (name) {
      case "create":
      case "book":
      case "hold":
        return { data: this.#create(shelf, changed) };
      case "byId":
        return { data: found(shelf.kept, fields, procedure) };
      case "update":
        return { data: this.#update(shelf, fields, { feature, procedure }) };
      case "remove":
        return this.#remove(shelf, fields, { feature, procedure });
      case "restore":
        return { data: this.#restore(shelf, fields, procedure) };
      case "list":
        if (procedure.record === shelf.reads.record) return { data: pageOf(shelf.kept, fields, procedure) };
        break;
      default:
        // A step, such as `appointment.cancel`.
        if (procedure.record === shelf.reads.record && "id" in fields && isRecord(procedure.example))
          return { data: this.#update(shelf, changed, { feature, procedure }) };
    }
    return { data: this.#echo(fields, procedure) };
  }

  /** Overrides the contract's example with the given fields, also in its items. */
  #echo(given: Fields, { record, example }: MockProcedure): unknown {
    if (typeof example !== "object" || example === null || Array.isArray(example)) return example;
    const same = (of: object): Fields => {
      const fits = Object.entries(given).filter(
        ([name, value]) => Reflect.get(of, name) === null || kindOf(Reflect.get(of, name)) === kindOf(value),
      );
      return this.#named({ ...of, ...knownFields(fieldsOf(of), Object.fromEntries(fits)) });
    };
    const { items }: { items?: unknown } = example;
    if (!Array.isArray(items)) return same(example);
    const own = items.map((item: unknown) => (isRecordLike(item) ? same(item) : item));
    return { ...example, items: record === "Slot" ? onDay(own, given) : own };
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

  /** Fills in derived fields: parts of names, ages, and fields of referenced records. */
  #derived(record: Fields, given: Fields): StoredRecord {
    const whole = this.#named({ ...record, ...this.#times(record, given) });
    return { id: "", ...whole, ...nameParts(whole, given), ...age(whole, given) };
  }

  /** Fills in fields of referenced records. */
  #named(record: Fields): Fields {
    const references = Object.keys(record).flatMap((key) => {
      const feature = /^(\w+)Id$/.exec(key)?.[1];
      const referred = this.#shelves.get(feature ?? "")?.kept.find(({ id }) => id === record[key]);
      if (!feature || !referred) return [];
      return Object.entries({ [feature]: referred, [`${feature}Name`]: referred.name });
    });
    return { ...record, ...knownFields(record, Object.fromEntries(references)) };
  }

  /** Sets a visit's begin and end. It cannot be over. */
  #times(record: Fields, { startsAt, minutes }: Fields): Fields {
    if (typeof startsAt !== "string" || !("visitTypeId" in record && "endsAt" in record)) return {};
    const visitType = this.#shelves.get("visitType")?.kept.find(({ id }) => id === record.visitTypeId);
    const start = Date.parse(startsAt);
    const end = start + Number(minutes ?? visitType?.minutes ?? usualMinutes) * 60_000;
    if (end <= Date.now())
      throw new MockFailure("INVALID_INPUT", { errors: { startsAt: ["This time is over"] } });
    return { startsAt: instantOf(start), endsAt: instantOf(end) };
  }
}

type Called = { feature: string; procedure: MockProcedure };

const statuses: Readonly<Record<string, string>> = {
  "appointment.hold": "pending",
  "appointment.book": "booked",
  "appointment.bookAgain": "booked",
  "appointment.confirm": "booked",
  "appointment.checkIn": "arrived",
  "appointment.complete": "fulfilled",
  "appointment.noShow": "noshow",
  "appointment.cancel": "cancelled",
};

const usualMinutes = 20;

/** In the server's format. */
const instantOf = (milliseconds: number) => new Date(milliseconds).toISOString().replace(".000Z", "Z");

const kindOf = (value: unknown) => (Array.isArray(value) ? "array" : typeof value);

const isRecordLike = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Slots on the first future day of the input. */
function onDay(slots: readonly unknown[], { from, to }: Fields): unknown[] {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const [day = ""] = [text(from), tomorrow.slice(0, 10)].toSorted().slice(-1);
  const moved = (instant: unknown) => `${day}${text(instant).slice(10)}`;
  return day > text(to)
    ? []
    : slots.map(fieldsOf).map((slot) => ({
        ...slot,
        startsAt: moved(slot.startsAt),
        endsAt: moved(slot.endsAt),
      }));
}

const fieldsOf = (value: unknown): Fields => ({ ...Object(value) });

const isRecord = (value: unknown): value is StoredRecord =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";

const knownFields = (record: Fields, given: Fields): Fields =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => Object.hasOwn(record, name) && value !== undefined),
  );

const nextVersion = ({ version = 1 }: StoredRecord) => ({
  version: version + 1,
  updatedAt: new Date().toISOString(),
});

/** A UUIDv7, like the server's. */
const idNumbered = (number: number) => `0198c0de-7a11-7000-8000-${number.toString(16).padStart(12, "0")}`;

function found(records: readonly StoredRecord[], { id }: Fields, { notFound }: MockProcedure): StoredRecord {
  const record = records.find((one) => one.id === id);
  // The only codes in the contract.
  if (!record) throw new MockFailure((notFound ?? "INVALID_INPUT") as ErrorCode);
  return record;
}

function current(shelf: Shelf, given: Fields, { feature, procedure }: Called): StoredRecord {
  const record = found(shelf.kept, given, procedure);
  const { expectedVersion = "any" } = given;
  if (expectedVersion === "any" || expectedVersion === record.version) return record;
  // Versioned records are named after their features.
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

/** Derives an age from a date of birth, and the reverse. */
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

/** Sorts a list by `sort`, by default newest first. */
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

/** Whether a record matches the filters. A list means any of its values. */
const fits = (record: StoredRecord, filters: Fields): boolean =>
  Object.entries(filters).every(([name, wanted]) => {
    if (!Object.hasOwn(record, name) || wanted === undefined || wanted === null) return true;
    return Array.isArray(wanted) ? wanted.includes(record[name]) : wanted === record[name];
  });
