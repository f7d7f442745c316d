import { encode, isRecord } from "@caretype/server/rest/encode";
import { wireName } from "@caretype/server/rest/names";
import type { ExampleInput } from "./example-input.ts";
import { addressPart, shellJson } from "./placeholder.ts";
import type { ReferenceProcedure } from "./procedures.ts";

/** Returns the call over REST with curl, or null if it is not on REST. */
export function curlExample({ route, meta }: ReferenceProcedure, input: ExampleInput | null): string | null {
  if (!route) return null;
  const encoded = encode(route.shapes().input, input ?? {});
  const fields = isRecord(encoded) ? { ...encoded } : {};
  const path = route.pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = fields[name];
    delete fields[name];
    return addressPart(value);
  });
  const hasQuery = route.method === "GET" || route.method === "DELETE";
  const query = hasQuery ? queryOf(fields) : "";
  const hasBody = !hasQuery && Object.keys(fields).length > 0;
  const lines = [
    `curl ${route.method === "GET" ? "" : `-X ${route.method} `}"$CARETYPE_URL/api${path}${query}"`,
    ...(meta.guard?.kind === "public" ? [] : [`-H "Authorization: Bearer $TOKEN"`]),
    ...(hasBody ? [`-H "Content-Type: application/json"`, "--data-binary @- <<JSON"] : []),
  ];
  return `${lines.join(" \\\n  ")}${hasBody ? `\n${shellJson(fields)}\nJSON` : ""}`;
}

/** A list has its values in one parameter. */
function queryOf(fields: Record<string, unknown>): string {
  const parts = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${wireName(name)}=${[value].flat().map(addressPart).join(",")}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
