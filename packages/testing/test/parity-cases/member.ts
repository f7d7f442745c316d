import { randomUUID } from "node:crypto";
import type { DatabaseHandle } from "@caretype/db";
import { invite, makeColleague } from "../invite.ts";
import { restOf } from "../rest.ts";

type Backend = {
  url: string;
  database: Pick<DatabaseHandle, "reader">;
  signUp(): Promise<{ accessToken: string }>;
};
type World = { accessToken: string; email: string; doctorId: string };
type Input = Record<string, unknown>;

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const none = () => ({});
const pages = [none, () => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })];
const newAddress = () => `${randomUUID()}@example.org`;

/** Inputs for each procedure about who works in a practice: of a server that is this one. */
export const memberCases = (
  backend: Backend,
): Record<string, ((world: World) => Input | Promise<Input>)[]> => {
  const ownId = async ({ accessToken }: World) => {
    const { body } = await restOf(backend.url, accessToken)("GET /auth/me");
    return String(Reflect.get(Object(body), "id"));
  };
  const colleague = async ({ accessToken }: World, role = "viewer") =>
    (await makeColleague(backend, accessToken, role)).id;
  const inviting = ({ accessToken }: World) =>
    invite(backend, accessToken, { email: newAddress(), role: "reception" });
  const invited = async ({ email }: World) => {
    const { accessToken } = await backend.signUp();
    return invite(backend, accessToken, { email, role: "reception" });
  };
  return {
    "practice.list": pages,
    "practice.create": [() => ({ name: "Another" }), () => ({ name: "" }), none],
    "member.list": pages,
    "member.names": [
      async (world) => ({ ids: [await ownId(world), await colleague(world)] }),
      () => ({ ids: [unknownId] }),
      () => ({ ids: ["17"] }),
      none,
    ],
    "member.updateRole": [
      async (world) => ({ accountId: await colleague(world), role: "clinician" }),
      async (world) => ({ accountId: await ownId(world), role: "clinician" }),
      () => ({ accountId: unknownId, role: "viewer" }),
      () => ({ accountId: "17", role: "boss" }),
    ],
    "member.remove": [
      async (world) => ({ accountId: await colleague(world) }),
      async (world) => ({ accountId: await ownId(world) }),
      () => ({ accountId: unknownId }),
      () => ({ accountId: "17" }),
    ],
    "member.leave": [
      async (world) => {
        await colleague(world, "owner");
        return {};
      },
      none,
    ],
    "member.linkDoctor": [
      async (world) => ({ accountId: await ownId(world), doctorId: world.doctorId }),
      async (world) => ({ accountId: await ownId(world), doctorId: null }),
      async (world) => ({ accountId: await ownId(world), doctorId: unknownId }),
      ({ doctorId }) => ({ accountId: unknownId, doctorId }),
    ],
    "invitation.list": pages,
    "invitation.create": [
      () => ({ email: newAddress(), role: "viewer" }),
      ({ email }) => ({ email, role: "viewer" }),
      () => ({ email: "nobody", role: "boss" }),
    ],
    "invitation.revoke": [
      async (world) => ({ id: (await inviting(world)).id }),
      () => ({ id: unknownId }),
      () => ({ id: "17" }),
    ],
    "invitation.preview": [
      async (world) => ({ token: (await inviting(world)).token }),
      () => ({ token: "made-up" }),
      none,
    ],
    "invitation.accept": [
      async (world) => ({ token: (await invited(world)).token }),
      async (world) => ({ token: (await inviting(world)).token }),
      () => ({ token: "made-up" }),
      none,
    ],
  };
};
