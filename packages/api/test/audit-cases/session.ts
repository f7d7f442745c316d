import type { createTestApi } from "../support.ts";

type Caller = ReturnType<Awaited<ReturnType<typeof createTestApi>>["callerWith"]>;
type World = { caller: Caller; access: string };

/** Ids that a case has made, by its world. */
const made = new WeakMap<World, string>();
const madeIn = (world: World): string => made.get(world) ?? "none was made";

async function apiKey(world: World): Promise<string> {
  const { id } = await world.caller.apiKey.create({ name: "Zelda Quux", permissions: ["patient:read"] });
  made.set(world, id);
  return id;
}

/** Of the access token's session, which is the only one. */
function sessionOf({ access }: World): string {
  const claims: unknown = JSON.parse(Buffer.from(access.split(".")[1] ?? "", "base64url").toString());
  return String(Reflect.get(Object(claims), "sid"));
}

const anyVersion = { expectedVersion: "any" };

/** Cases of what is about sessions and API keys. */
export const sessionCases = {
  "session.current": { subjects: (world: World) => [sessionOf(world)] },
  "session.list": { subjects: (world: World) => [sessionOf(world)] },
  "session.end": {
    input: (world: World) => ({ id: sessionOf(world) }),
    subjects: (world: World) => [sessionOf(world)],
  },
  "session.endOthers": { subjects: () => [] },
  "apiKey.list": {
    input: async (world: World) => {
      await apiKey(world);
      return {};
    },
    subjects: (world: World) => [madeIn(world)],
  },
  "apiKey.create": {
    input: () => ({ name: "Zelda Quux", permissions: ["patient:read"] }),
    subjects: (_: World, id: string) => [id],
  },
  "apiKey.update": {
    input: async (world: World) => ({ id: await apiKey(world), name: "Quux", ...anyVersion }),
    subjects: (world: World) => [madeIn(world)],
  },
  "apiKey.rotate": {
    input: async (world: World) => ({ id: await apiKey(world), ...anyVersion }),
    subjects: (world: World) => [madeIn(world)],
  },
  "apiKey.revoke": {
    input: async (world: World) => ({ id: await apiKey(world) }),
    subjects: (world: World) => [madeIn(world)],
  },
} as const;
