import { type FieldErrors, type FormerId, RefusedInput } from "@caretype/api";
import type { WireRequest } from "@caretype/core/kernel/procedure/former-system";
import { decodeText, FieldCollector, NameErrors } from "./decode.ts";
import { isRecord } from "./encode.ts";
import type { Shape } from "./shape.ts";

export type ReadInput = {
  /** The procedure's input. Undefined if it takes none. */
  input: Record<string, unknown> | undefined;
  /** Typed name → the client's name, which errors repeat. */
  sentNames: ReadonlyMap<string, string>;
  /** Errors of names, as they were sent. The schema reports errors of values. */
  nameErrors: FieldErrors;
  /** Former ids in the path, in place of ours. */
  formerIds: readonly FormerId[];
};

/** `formerIdsInBody`: whether the body may have former ids, too. */
type Reading = { pattern: string; input: Shape; output: Shape; formerIdsInBody?: boolean };

/** Routes of the former systems, whose clients send back whole records with their owners. */
const forerunners = /^\/(?:auth\/.*|(?:patients|doctors|mappings)(?:\/\{\w+\})?\/?)$/;

/**
 * Reads the procedure's input from path, query and body.
 * Throws `INVALID_INPUT` if the body is not an object.
 */
export function readInput(
  request: WireRequest,
  { pattern, input, output, formerIdsInBody = false }: Reading,
): ReadInput {
  const errors = new NameErrors();
  const isForerunners = forerunners.test(pattern);
  const ignored = (name: string) =>
    isForerunners || (name === "version" && input.fields.has("expectedVersion"));
  const collector = new FieldCollector(input, errors, { ignored });
  for (const [name, value] of Object.entries(request.path)) {
    const typedName = collector.typedNameOf(name) ?? name;
    collector.add(typedName, name, decodeText(collector.shapeOf(typedName), value));
  }
  collectQuery(collector, request.query);
  if (request.body !== undefined) {
    if (!isRecord(request.body))
      throw new RefusedInput({ "": ["The body has to be a JSON object"] }, collector.input);
    collector.addBody(request.body, output);
  }
  if (request.ifMatch !== undefined) collectIfMatch(collector, request.ifMatch);
  else collectVersionReadBack(collector, request.body, output);
  const mayBeFormer = formerIdsInBody ? collector.sentNames.values() : Object.keys(request.path);
  const formerIds = [...mayBeFormer].flatMap((name) => replaceIfNoId(collector, name));
  for (const name of input.fields.keys()) {
    if (isOptionalOverRest(name) && !collector.sentNames.has(name)) collector.input[name] = "any";
  }
  return {
    input: input.fields.size > 0 ? collector.input : undefined,
    sentNames: collector.sentNames,
    nameErrors: errors.all,
    formerIds,
  };
}

/**
 * Replaces an id of an invalid format by one that does not exist, so that it gets the answer of an unknown id. Returns
 * it if it may be a former id.
 */
function replaceIfNoId(collector: FieldCollector, sentName: string): FormerId[] {
  const field = collector.typedNameOf(sentName);
  if (field === undefined) return [];
  const { id, formerIdsOf: of } = collector.shapeOf(field);
  const sent = String(collector.input[field]);
  if (!id || id.pattern.test(sent)) return [];
  collector.input[field] = id.nobodys;
  return of === null ? [] : [{ field, of, text: sent }];
}

/** Refuses unknown fields, unlike a body: an ignored filter would return too much. */
function collectQuery(collector: FieldCollector, query: Record<string, unknown>): void {
  for (const [sentName, value] of Object.entries(query)) {
    const typedName = collector.typedNameOf(sentName);
    if (typedName === undefined) collector.refuseUnknown(sentName);
    else if (Array.isArray(value) && !collector.shapeOf(typedName).items)
      collector.refuse(sentName, "Sent more than once");
    else collector.add(typedName, sentName, decodeText(collector.shapeOf(typedName), value));
  }
}

/**
 * Returns whether a required field is optional over REST, by its typed or REST name. REST clients without versions
 * overwrite any version. Typed calls must do so explicitly.
 */
export const isOptionalOverRest = (name: string): boolean => /expected_?version$/i.test(name);

/** A record that is sent back whole has the `version` that the client read. */
function collectVersionReadBack(collector: FieldCollector, body: unknown, output: Shape): void {
  if (!isRecord(body) || body.version === undefined || !output.fields.has("version")) return;
  const isSaid = collector.sentNames.has("expectedVersion") || collector.typedNameOf("version") !== undefined;
  if (isSaid || collector.typedNameOf("expected_version") === undefined) return;
  collector.add("expectedVersion", "version", body.version);
}

const versionTag = /^(?:W\/)?"([1-9]\d{0,9})"$/;

/** Accepts weak tags, because compressing proxies weaken them. `*` matches any version. */
function collectIfMatch(collector: FieldCollector, ifMatch: string): void {
  if (ifMatch.trim() === "*") return;
  const version = versionTag.exec(ifMatch.trim())?.[1];
  if (version === undefined) collector.refuse("If-Match", 'Send the ETag of an answer, such as "3", or *');
  else if (collector.typedNameOf("expected_version") === undefined)
    collector.refuse("If-Match", "Not supported here");
  else collector.add("expectedVersion", "If-Match", Number(version));
}
