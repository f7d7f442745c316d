import { afterAll } from "vitest";
import { startCaretype } from "../../src/index.ts";
import { type RestAnswer, restOf } from "../rest.ts";

// The REST contract of the predecessor systems' clients, by request.

export async function startContract() {
  const backend = await startCaretype();
  afterAll(() => backend.stop());
  return {
    backend,
    anonymous: restOf(backend.url),
    signUp: async () => {
      const { accessToken, ...account } = await backend.signUp();
      return { ...account, send: restOf(backend.url, accessToken) };
    },
  };
}

export const unknownId = "0198c0de-0000-7000-8000-000000000000";

type Fields = Record<string, unknown>;

export function fieldsOf({ body }: RestAnswer): Fields {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Error("not an object");
  return Object.fromEntries(Object.entries(body));
}

export function listOf({ body }: RestAnswer): Fields[] {
  if (!Array.isArray(body)) throw new Error("not an array");
  return body;
}

export const textOf = (answer: RestAnswer, field: string) => String(fieldsOf(answer)[field]);
