import {
  findUsernames,
  RefusedInput,
  type RequestContext,
  type Services,
  toDomainError,
} from "@caretype/api";
import type { Problem } from "../../http/problem.ts";
import { isRecord } from "../encode.ts";
import type { WireRequest } from "../input.ts";
import type { RestRoute } from "../route-table.ts";
import { type Backend, backends, procedures, type Source, type View } from "./backends.ts";

/** A procedure as a Django backend has it. */
export type Spoken = { backend: Backend; procedure: (typeof procedures)[string] };

/** Undefined if the procedure is called and answered in our own names. */
export function spokenBy({ dialect }: RequestContext, path: string): Spoken | undefined {
  if (!dialect || dialect.name === null || dialect.name === "none") return undefined;
  const procedure = procedures[path];
  return procedure && { backend: backends[dialect.name], procedure };
}

/** The most that a page has. Clients of Django know no pages. */
const pageLimit = "200";

/**
 * Returns the request with what the backend knows, and without all else, as Django ignores it.
 * Throws `INVALID_INPUT`.
 */
export function asSentTo(
  { backend, procedure }: Spoken,
  request: WireRequest,
  route: RestRoute,
): WireRequest {
  const { input, page } = route.shapes();
  const query = Object.fromEntries(
    Object.entries(request.query).filter(([name]) => input.typedNames.has(name)),
  );
  if (page && input.fields.has("limit")) query.limit ??= pageLimit;
  if (backend.unassigns && input.fields.has("unassign")) query.unassign = "true";
  const schema = procedure.body && backend.bodies[procedure.body];
  if (!schema) return { ...request, query, body: undefined };
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return { ...request, query, body: parsed.data };
  const { errors = {} } = toDomainError(parsed.error).details;
  throw new RefusedInput(errors, undefined);
}

/** Returns our answer as the backend's. */
export async function asAnswerOf(
  { backend, procedure }: Spoken,
  answer: unknown,
  { services }: RequestContext,
): Promise<unknown> {
  const { answer: kind, own = kind } = procedure;
  if (kind === undefined || own === undefined || typeof answer !== "object") return answer;
  const { views, genders } = backend;
  const usernames = await usernamesIn(views[kind], answer, services);
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
      values.map(([name, found]) => [name, name === "gender" ? (genders[String(found)] ?? found) : found]),
    );
  };
  if (!isRecord(answer) || answer.doctors === undefined) return each(answer, views[own] ?? views[kind]);
  const { careTeam } = views;
  return isList(careTeam) ? shownOf(careTeam, answer) : each(answer, careTeam);
}

type Fields = Record<string, unknown>;

const isList = (view: Backend["views"]["careTeam"]): view is readonly [string, View] => Array.isArray(view);

const fieldAt = (record: unknown, path: string): unknown =>
  path.split(".").reduce((part, name) => (isRecord(part) ? part[name] : undefined), record);

/** The usernames that a view shows, by account. */
async function usernamesIn(
  view: View,
  answer: unknown,
  { database }: Services,
): Promise<Map<string, string>> {
  const fields = Object.values(view).flatMap((source) =>
    typeof source === "object" && "usernameOf" in source ? [source.usernameOf] : [],
  );
  const records = [answer].flat().filter(isRecord);
  const ids = new Set(fields.flatMap((field) => records.map((record) => String(record[field]))));
  return ids.size === 0 ? new Map() : findUsernames(database.reader, [...ids]);
}

/** The body and status of a refusal. */
export function asRefusalOf({ backend }: Spoken, { code, status, title, errors }: Problem) {
  const { wrapsErrors } = backend;
  const refusal = backend.refusals[code];
  const ofFields = (fields: object) => (wrapsErrors ? { error: fields } : fields);
  if (errors) {
    const { "": whole, ...fields } = errors;
    return { status, body: ofFields({ ...fields, ...(whole && { non_field_errors: whole }) }) };
  }
  if (!refusal) return { status, body: { detail: title } };
  const { as, text = title } = refusal;
  const body = sentences.includes(as) ? { [as]: text } : ofFields({ [as]: [text] });
  return { status: refusal.status, body };
}

const sentences = ["detail", "error", "msg"];
