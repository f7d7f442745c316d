import { noPractice } from "../../src/field/no-practice.ts";
import { invite, makeColleague } from "../colleague.ts";
import type { createTestApi } from "../support.ts";

type Api = Awaited<ReturnType<typeof createTestApi>>;
type World = Awaited<ReturnType<Api["signUp"]>> & { practice: string; doctor: string };

const guest = { email: "guest@example.net", role: "viewer" } as const;

/** Cases of what is about who works in a practice. */
export function memberCases(api: Api) {
  /** Ids that a case has made, by its world. */
  const made = new WeakMap<World, string>();
  const noted = (world: World, id: string) => {
    made.set(world, id);
    return id;
  };
  const madeIn = (world: World): string => made.get(world) ?? "none was made";
  const colleague = async (world: World) => noted(world, (await makeColleague(api, world, "viewer")).id);
  const invitation = async (world: World) => {
    const invited = await invite(api, world, guest);
    noted(world, invited.id);
    return invited;
  };
  return {
    "practice.list": { practice: () => noPractice, subjects: ({ practice }: World) => [practice] },
    "practice.create": {
      input: () => ({ name: "Another" }),
      practice: (_: World, id: string) => id,
      subjects: (_: World, id: string) => [id],
    },
    "member.list": { subjects: ({ account }: World) => [account.id] },
    "member.names": { input: ({ account }: World) => ({ ids: [account.id] }), subjects: () => [] },
    "member.updateRole": {
      input: async (world: World) => ({ accountId: await colleague(world), role: "clinician" }),
      subjects: (world: World) => [madeIn(world)],
    },
    "member.remove": {
      input: async (world: World) => ({ accountId: await colleague(world) }),
      subjects: (world: World) => [madeIn(world)],
    },
    "member.leave": {
      input: async (world: World) => {
        await makeColleague(api, world, "owner");
        return {};
      },
      subjects: () => [],
    },
    "member.linkDoctor": {
      input: ({ account, doctor }: World) => ({ accountId: account.id, doctorId: doctor }),
      subjects: ({ account, doctor }: World) => [account.id, doctor],
    },
    "invitation.list": {
      input: async (world: World) => {
        await invitation(world);
        return {};
      },
      subjects: (world: World) => [madeIn(world)],
    },
    "invitation.create": { input: () => guest, subjects: (_: World, id: string) => [id] },
    "invitation.revoke": {
      input: async (world: World) => ({ id: (await invitation(world)).id }),
      subjects: (world: World) => [madeIn(world)],
    },
    "invitation.preview": {
      from: "nobody",
      input: async (world: World) => ({ token: (await invitation(world)).token }),
      subjects: (world: World) => [madeIn(world)],
    },
    "invitation.accept": {
      input: async (world: World) => {
        const { id, token } = await invite(api, await api.signUp(), { email: world.email, role: "owner" });
        noted(world, id);
        return { token };
      },
      practice: (_: World, id: string) => id,
      subjects: (world: World, id: string) => [id, madeIn(world)],
    },
  } as const;
}
