import { type FieldErrors, RefusedInput } from "@caretype/api";
import { decodeText, FieldGathering, NameErrors } from "./decode.ts";
import { isRecord } from "./encode.ts";
import type { Shape } from "./shape.ts";

export type WireRequest = {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  ifMatch: string | undefined;
};

export type ReadInput = {
  /** For the procedure; undefined where it takes none. */
  input: Record<string, unknown> | undefined;
  /** Typed name → the name that the client used, for answering in its words. */
  sentNames: ReadonlyMap<string, string>;
  /** What is wrong with names, as they were sent; what is wrong with values, the schema says. */
  nameErrors: FieldErrors;
};

/** The procedure's input out of path, query and body. Rejects with `INVALID_INPUT` where there is none to be read. */
export function readInput(
  request: WireRequest,
  { input, output }: { input: Shape; output: Shape },
): ReadInput {
  const errors = new NameErrors();
  const gathering = new FieldGathering(input, errors);
  for (const [name, value] of Object.entries(request.path)) {
    const typedName = gathering.typedNameOf(name) ?? name;
    gathering.add(typedName, name, decodeText(gathering.shapeOf(typedName), value));
  }
  gatherQuery(gathering, request.query);
  if (request.body !== undefined) {
    if (!isRecord(request.body))
      throw new RefusedInput({ "": ["The body has to be a JSON object"] }, gathering.input);
    gathering.addBody(request.body, output);
  }
  if (request.ifMatch !== undefined) gatherIfMatch(gathering, request.ifMatch);
  else gatherVersionReadBack(gathering, request.body, output);
  for (const name of Object.keys(request.path)) replaceIfNoId(gathering, name);
  for (const name of input.fields.keys()) {
    if (isAssumed(name) && !gathering.sentNames.has(name)) gathering.input[name] = "any";
  }
  return {
    input: input.fields.size > 0 ? gathering.input : undefined,
    sentNames: gathering.sentNames,
    nameErrors: errors.all,
  };
}

/** An address that ends in no id of ours is that of nothing, as with an unknown id: both get the same answer. */
function replaceIfNoId(gathering: FieldGathering, sentName: string): void {
  const typedName = gathering.typedNameOf(sentName);
  if (typedName === undefined) return;
  const { id } = gathering.shapeOf(typedName);
  if (id && !id.pattern.test(String(gathering.input[typedName]))) gathering.input[typedName] = id.nobodys;
}

/** Unlike in a body nothing is passed over here: a filter that is ignored would answer with too much. */
function gatherQuery(gathering: FieldGathering, query: Record<string, unknown>): void {
  for (const [sentName, value] of Object.entries(query)) {
    const typedName = gathering.typedNameOf(sentName);
    if (typedName === undefined) gathering.refuse(sentName, "Unknown field");
    else gathering.add(typedName, sentName, decodeText(gathering.shapeOf(typedName), value));
  }
}

/**
 * Whether a request need not say this here, though the schema wants it; by its typed name or the wire's. Clients that
 * know of no versions overwrite whatever there is; on the typed surface that has to be said.
 */
export const isAssumed = (name: string): boolean => /expected_?version$/i.test(name);

/** A body that was read as a whole and is sent back tells by its `version` what the client has seen. */
function gatherVersionReadBack(gathering: FieldGathering, body: unknown, output: Shape): void {
  if (!isRecord(body) || body.version === undefined || !output.fields.has("version")) return;
  const isSaid = gathering.sentNames.has("expectedVersion") || gathering.typedNameOf("version") !== undefined;
  if (isSaid || gathering.typedNameOf("expected_version") === undefined) return;
  gathering.add("expectedVersion", "version", body.version);
}

const versionTag = /^(?:W\/)?"([1-9]\d{0,9})"$/;

/** Proxies that compress may weaken a tag, and it still names one version; `*` names any. */
function gatherIfMatch(gathering: FieldGathering, ifMatch: string): void {
  if (ifMatch.trim() === "*") return;
  const version = versionTag.exec(ifMatch.trim())?.[1];
  if (version === undefined) gathering.refuse("If-Match", 'Send the ETag of an answer, such as "3", or *');
  else if (gathering.typedNameOf("expected_version") === undefined)
    gathering.refuse("If-Match", "Not supported here");
  else gathering.add("expectedVersion", "If-Match", Number(version));
}
