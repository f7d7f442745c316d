import { isDeepStrictEqual } from "node:util";
import type { FieldErrors } from "@caretype/core/kernel/error/domain-error";
import { toDomainError } from "@caretype/core/kernel/error/map";
import type {
  Dialect,
  Refused,
  SentRequest,
  TakenRequest,
} from "@caretype/core/kernel/procedure/former-system";
import { constraintOf, type Database } from "@caretype/db";
import { findUsernames } from "@caretype/identity/account/queries";
import { z } from "zod";
import {
  type Backend,
  backends,
  procedures,
  type Refusal,
  type Source,
  type View,
  wholeBodies,
  wrongToken,
} from "./backends.ts";

/** A procedure as a Django backend has it. */
type Spoken = { backend: Backend; procedure: (typeof procedures)[string] };

/** The largest page. Clients of Django do not know pages. */
const pageLimit = "200";

/** Django ignores every limit, so an invalid one is ignored. */
const limitOf = (asked: unknown) => (/^(?:[1-9]\d?|1\d\d)$/.test(String(asked)) ? asked : pageLimit);

/** Returns the request with the backend's fields only, because Django ignores all others. */
async function asSentTo(
  spoken: Spoken,
  { request, method, shapes, record }: SentRequest,
  db: Database,
): Promise<TakenRequest> {
  const { backend, procedure } = spoken;
  const { input, page } = shapes;
  const query = Object.fromEntries(
    Object.entries(request.query).filter(([name]) => input.typedNames.has(name)),
  );
  if (page && input.fields.has("limit")) query.limit = limitOf(query.limit);
  if (backend.unassigns && input.fields.has("unassign")) query.unassign = "true";
  const schema = procedure.body && backend.bodies[procedure.body];
  const sent = schema ? (request.body ?? {}) : undefined;
  const taken = (body: unknown, errors = {}) => ({ request: { ...request, query, body }, errors });
  if (!schema || !isRecord(sent)) return taken(sent);
  const missing = method === "PUT" ? missingIn(sent, spoken) : {};
  const parsed = schema.safeParse(sent);
  if (parsed.success) {
    // An unknown record is not found, even if fields are missing.
    if (Object.keys(missing).length > 0) await record();
    return taken(parsed.data, missing);
  }
  // A record may have a value that the backend lacks. Sending it back unchanged is no change.
  const shown = procedure.body?.startsWith("update") ? await shownBy(spoken, await record(), db) : {};
  const changed = Object.entries(sent).filter(
    ([name, value]) => !(isRecord(shown) && isDeepStrictEqual(shown[name], value)),
  );
  const again = schema.safeParse(Object.fromEntries(changed));
  if (again.success) return taken(again.data, missing);
  const { errors = {} } = toDomainError(again.error).details;
  const fine = changed.flatMap(([name, value]) => {
    const field = schema.shape[name];
    const parsed = field && errors[name] === undefined ? z.safeParse(field, value) : undefined;
    return parsed?.success ? [[name, parsed.data] as const] : [];
  });
  return taken(Object.fromEntries(fine), { ...missing, ...errors });
}

/** Returns the missing fields of a whole record. */
function missingIn(sent: Fields, { backend, procedure: { body } }: Spoken): FieldErrors {
  const whole = wholeBodies[body ?? ""];
  if (!whole || backend.changesParts) return {};
  const fields = Object.entries(backend.bodies[whole].shape);
  return Object.fromEntries(
    fields.flatMap(([name, field]) =>
      sent[name] !== undefined || z.safeParse(field, undefined).success ? [] : [[name, ["Required"]]],
    ),
  );
}

/** Returns our answer as the backend's. */
async function asAnswerOf({ backend, procedure }: Spoken, answer: unknown, db: Database): Promise<unknown> {
  const { answer: kind, own = kind } = procedure;
  if (kind === undefined || own === undefined || typeof answer !== "object") return answer;
  const { views } = backend;
  const isCareTeam = isRecord(answer) && answer.doctors !== undefined;
  const source = isCareTeam ? views.careTeam : (views[own] ?? views[kind]);
  return shownIn(backend, isList(source) ? source : ["", source], { answer, db });
}

/** Returns everything that any answer about the record shows. */
function shownBy({ backend, procedure }: Spoken, answer: unknown, db: Database): Promise<unknown> {
  const { answer: kind, own = kind } = procedure;
  const { views } = backend;
  const view = { ...(kind && views[kind]), ...(own && views[own]) };
  return shownIn(backend, ["", view], { answer, db });
}

type Answered = { answer: unknown; db: Database };

async function shownIn(
  { genders }: Backend,
  [field, view]: readonly [field: string, view: View],
  { answer, db }: Answered,
): Promise<unknown> {
  const usernames = await usernamesIn(view, answer, db);
  const shownOf = (source: Source, record: Fields): unknown => {
    if (typeof source === "string") return fieldAt(record, source);
    if ("text" in source) return source.text;
    if ("usernameOf" in source) return usernames.get(String(record[source.usernameOf]));
    const [field, view] = source;
    return each(field === "" ? record : record[field], view);
  };
  const each = (value: unknown, view: View): unknown => {
    if (Array.isArray(value)) return value.map((item) => each(item, view));
    if (!isRecord(value)) return value;
    const values = Object.entries(view).map(([name, source]) => [name, shownOf(source, value)] as const);
    return Object.fromEntries(
      values.map(([name, found]) => [
        name,
        name === "gender" ? (genders[String(found)] ?? found) : inMicroseconds(found),
      ]),
    );
  };
  return each(field === "" ? answer : fieldAt(answer, field), view);
}

/** Formats an instant like Django: with six decimals, or none. */
const inMicroseconds = (value: unknown): unknown =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{1,5}Z$/.test(value)
    ? `${value.slice(0, -1).padEnd("2026-01-31T23:59:59.123456".length, "0")}Z`
    : value;

type Fields = Record<string, unknown>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isList = (source: View | readonly [string, View]): source is readonly [string, View] =>
  Array.isArray(source);

const fieldAt = (record: unknown, path: string): unknown =>
  path.split(".").reduce((part, name) => (isRecord(part) ? part[name] : undefined), record);

/** Returns the usernames that a view shows, by account. */
async function usernamesIn(view: View, answer: unknown, db: Database): Promise<Map<string, string>> {
  const fields = Object.values(view).flatMap((source) =>
    typeof source === "object" && "usernameOf" in source ? [source.usernameOf] : [],
  );
  const records = [answer].flat().filter(isRecord);
  const ids = new Set(fields.flatMap((field) => records.map((record) => String(record[field]))));
  return ids.size === 0 ? new Map() : findUsernames(db, [...ids]);
}

/** The backends' paths, also with another method or an unknown end. */
const formerPaths =
  /^\/api\/(?:(?:auth|mappings)(?:\/[^/?]+){0,2}|(?:patients|doctors)(?:\/[^/?]+(?:\/doctors)?)?)\/?(?:\?|$)/;

/** The body and status of a refusal. */
function asRefusalOf(
  { wrapsErrors, refusals }: Backend,
  { error, sentence, problem: { code, status, errors }, request, unknown = [] }: Refused,
) {
  const { authorization, "content-type": type = "" } = request.headers;
  // Django reads no other scheme.
  const isOfToken = code === "UNAUTHENTICATED" && /^Bearer \S/i.test(authorization ?? "");
  const known = isOfToken ? (error.details.byKey ? undefined : wrongToken) : refusals[code];
  // The code is the same for an unknown patient, and so is the answer of 004.
  const isOfDoctor = known?.as !== "detail" && constraintOf(error) === "assignment_doctor_fkey";
  const refusal = isOfDoctor ? { status: 400, as: "doctor" } : known;
  const ofFields = (fields: object) => (wrapsErrors ? { error: fields } : fields);
  if (errors) {
    const { "": whole, ...fields } = errors;
    return {
      status: known?.status ?? status,
      body: ofFields({ ...fields, ...(whole && { non_field_errors: whole }) }),
    };
  }
  if (!refusal) return { status, body: { detail: sentence } };
  const { as, text = sentence, more }: Refusal = refusal;
  const body = sentences.includes(as)
    ? { [as]: text.replace("{method}", request.method).replace("{type}", () => type), ...more }
    : ofFields(Object.fromEntries([...unknown, as].map((field) => [field, [text]])));
  return { status: refusal.status, body };
}

const sentences = ["detail", "error", "msg"];

const dialectOf = (backend: Backend): Dialect => {
  const refuse = (refused: Refused) => asRefusalOf(backend, refused);
  return {
    speak(path) {
      const procedure = procedures[path];
      const spoken = procedure && { backend, procedure };
      return (
        spoken && {
          take: (sent, db) => asSentTo(spoken, sent, db),
          answer: (ours, db) => asAnswerOf(spoken, ours, db),
          refuse,
        }
      );
    },
    refuserAt: (url) => (formerPaths.test(url) ? refuse : undefined),
  };
};

export const dialects: Readonly<Record<string, Dialect>> = Object.fromEntries(
  Object.entries(backends).map(([name, backend]) => [name, dialectOf(backend)]),
);
