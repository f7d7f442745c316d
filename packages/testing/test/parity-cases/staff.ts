import { noteStaff } from "@caretype/db/testing";
import type { TestBackend } from "../../src/index.ts";
import { restOf } from "../rest.ts";

type World = { accessToken: string; accountId: string; email: string; patientId: string; ownToken?: string };
type Input = Record<string, unknown>;

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const reason = "Called by the hospital";

/** The same world with a staff account that calls, and somebody whose account it looks at. */
export async function staffWorld<Known extends World>(backend: TestBackend, world: Known): Promise<Known> {
  const [staff, somebody] = [await backend.signUp(), await backend.signUp()];
  await noteStaff(backend.database.reader, staff.accountId);
  const { accountId, email, accessToken: ownToken } = somebody;
  return { ...world, accessToken: staff.accessToken, accountId, email, ownToken };
}

const byId = (more: Input = {}): ((world: World) => Input)[] => [
  ({ accountId }) => ({ id: accountId, ...more }),
  () => ({ id: unknownId, ...more }),
  () => ({ id: "17", ...more }),
];

/** Inputs for each procedure of staff, of a server at this address. */
export function staffCases(url: string): Record<string, ((world: World) => Input | Promise<Input>)[]> {
  const broken = async ({ accessToken, patientId }: World) => {
    await restOf(url, accessToken)(`POST /staff/patients/${patientId}/break-glass`, { reason });
    return { patientId };
  };
  /** A key that the account has made which is looked at. */
  const keyed = async ({ ownToken }: World) => {
    const answer = await restOf(url, ownToken)("POST /practices/mine/api-keys", {
      ...{ name: "Lab sync", permissions: ["patient:read"] },
    });
    return { id: String(Reflect.get(Object(answer.body), "id")) };
  };
  return {
    "staff.accounts": [({ email }) => ({ q: email }), () => ({ limit: 0, cursor: "x" })],
    "staff.account": byId(),
    "staff.deactivate": [...byId({ reason: "left" }), ({ accountId }) => ({ id: accountId, reason: "dull" })],
    "staff.reactivate": byId(),
    "staff.sessions": [...byId(), ({ accountId }) => ({ id: accountId, limit: 500 })],
    "staff.endSessions": byId(),
    "staff.apiKeys": [
      async (world) => {
        await keyed(world);
        return { id: world.accountId };
      },
      () => ({ id: unknownId }),
      ({ accountId }) => ({ id: accountId, limit: 500 }),
    ],
    "staff.revokeApiKey": [keyed, () => ({ id: unknownId }), () => ({ id: "17" })],
    "staff.breakGlass": [
      ({ patientId }) => ({ patientId, reason }),
      ({ patientId }) => ({ patientId, reason: "short" }),
      () => ({ patientId: unknownId, reason }),
    ],
    "staff.patient": [broken, ({ patientId }) => ({ patientId }), () => ({ patientId: "17" })],
    "staff.grants": [
      async (world) => {
        await broken(world);
        return {};
      },
      () => ({ limit: 0 }),
    ],
  };
}
