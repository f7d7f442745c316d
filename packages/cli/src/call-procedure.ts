import type { Client } from "@caretype/client";
import type { ProcedureDefinition } from "./procedure-definitions.ts";

type CallOptions = { idempotencyKey?: string };

export async function callProcedure(
  client: Client,
  { definition, input }: { definition: ProcedureDefinition; input: object | undefined },
  { idempotencyKey }: CallOptions = {},
): Promise<unknown> {
  const call = memberOf(client, definition, definition.type === "query" ? "query" : "mutate");
  const options = idempotencyKey === undefined ? {} : { context: { idempotencyKey } };
  return call(input, options);
}

export async function* itemsOf(
  client: Client,
  { definition, input }: { definition: ProcedureDefinition; input: object | undefined },
): AsyncGenerator<unknown> {
  yield* memberOf(client, definition, "pages")(input);
}

function memberOf(client: Client, { feature, name, path }: ProcedureDefinition, member: string) {
  const call: unknown = [feature, name, member].reduce<unknown>(
    (target, key) => Reflect.get(Object(target), key),
    client,
  );
  if (typeof call !== "function") throw new TypeError(`The client has no ${path}`);
  return call;
}
