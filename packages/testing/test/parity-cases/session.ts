import { restOf } from "../rest.ts";

type World = { accessToken: string; email: string; password: string };
type Input = Record<string, unknown>;

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const none = () => ({});
const anyVersion = { expectedVersion: "any" };
const permissions = ["patient:read", "doctor:read"];

const idIn = (body: unknown) => String(Reflect.get(Object(body), "id"));

/** Inputs for each procedure of sessions and of API keys: of a server at this address. */
export const sessionCases = (url: string): Record<string, ((world: World) => Input | Promise<Input>)[]> => {
  const sessionId = async ({ accessToken }: World) => {
    const { body } = await restOf(url, accessToken)("GET /auth/sessions");
    return idIn(Object(body)[1]);
  };
  const apiKeyId = async ({ accessToken }: World) => {
    const { body } = await restOf(url, accessToken)("POST /practices/mine/api-keys", {
      ...{ name: "Lab sync", permissions },
    });
    return idIn(body);
  };
  const ofKey = (more: Input) => [
    async (world: World) => ({ id: await apiKeyId(world), ...more }),
    () => ({ id: unknownId, ...more }),
    () => ({ id: "17", ...more }),
  ];
  return {
    "session.current": [none],
    "session.list": [none, () => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    "session.end": [
      async (world) => ({ id: await sessionId(world) }),
      () => ({ id: unknownId }),
      () => ({ id: "17" }),
    ],
    "session.endOthers": [none],
    "apiKey.list": [none, () => ({ limit: 0, cursor: "x" })],
    "apiKey.create": [
      () => ({ name: "Lab sync", permissions, expiresAt: "2999-01-01T00:00:00+01:00" }),
      () => ({ name: "", permissions: ["account:self"], expiresAt: "tomorrow" }),
      () => ({ name: "Late", permissions, expiresAt: "2001-01-01T00:00:00Z" }),
      none,
    ],
    "apiKey.update": [
      ...ofKey({ name: "Radiology", permissions: ["doctor:read"], expiresAt: null, ...anyVersion }),
      async (world) => ({ id: await apiKeyId(world), name: "Radiology", expectedVersion: 7 }),
    ],
    "apiKey.rotate": [
      ...ofKey(anyVersion),
      async (world) => ({ id: await apiKeyId(world), expectedVersion: 7 }),
    ],
    "apiKey.revoke": ofKey({}),
  };
};
