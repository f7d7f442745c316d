import { randomUUID } from "node:crypto";
import { createClient, practiceId } from "@caretype/client";
import { asId } from "@caretype/core/kernel/field/ids";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { invite, makeColleague } from "./invite.ts";
import { restOf } from "./rest.ts";

// Two practices with a shared account, over HTTP on both surfaces.

const backend = await startCaretype();
afterAll(() => backend.stop());

const memoryOf = (access: string) => {
  let tokens: { access: string; refresh: string } | null = { access, refresh: "none" };
  return {
    read: () => tokens,
    write: (written: typeof tokens) => {
      tokens = written;
    },
  };
};

async function makePractice(name: string) {
  const { client, accessToken, accountId } = await backend.signUp();
  const { id } = await client.practice.update.mutate({ name, expectedVersion: "any" });
  const patient = await client.patient.create.mutate({ name: `Ann ${name}`, gender: "female" });
  return { client, accessToken, accountId, id, patientId: patient.id };
}

/** Creates an account that is receptionist in one practice and viewer in the other. `for…` calls as it. */
async function makeMember() {
  const [north, south] = [await makePractice("North"), await makePractice("South")];
  const { id, email, accessToken } = await makeColleague(backend, north.accessToken, "reception");
  const { token } = await invite(backend, south.accessToken, { email, role: "viewer" });
  const clientFor = (practice: string | null) =>
    createClient({
      url: backend.url,
      store: memoryOf(accessToken),
      practice: practice === null ? null : asId(practice),
    });
  await clientFor(null).invitation.accept.mutate({ token });
  const restFor = (practice: string | null) => {
    const send = restOf(backend.url, accessToken);
    return (line: string, body?: unknown, headers = {}) =>
      send(line, body, { ...(practice === null ? {} : { "caretype-practice": practice }), ...headers });
  };
  return { north, south, id, email, accessToken, clientFor, restFor };
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: unknown): unknown => Reflect.get(Object(Reflect.get(Object(error), "data")), "code"),
  );
const codeIn = ({ body }: { body: unknown }): unknown => Reflect.get(Object(body), "code");

describe("an account in two practices", () => {
  it("sees both, oldest first, and selects one by the header, on both surfaces", async () => {
    const { north, south, clientFor, restFor } = await makeMember();
    const both = [
      { id: north.id, name: "North", role: "reception", lastOpenedAt: null, since: expect.any(String) },
      { id: south.id, name: "South", role: "viewer", lastOpenedAt: null, since: expect.any(String) },
    ];
    expect((await clientFor(null).practice.list.query()).items).toEqual(both);
    expect((await restFor(south.id)("GET /practices")).body).toEqual(
      both.map(({ lastOpenedAt, ...practice }) => ({ ...practice, last_opened_at: lastOpenedAt })),
    );
    for (const [practice, { id, patientId }, role] of [
      [null, north, "reception"],
      [north.id, north, "reception"],
      [south.id, south, "viewer"],
      [south.id.toUpperCase(), south, "viewer"],
    ] as const) {
      expect(await clientFor(practice).practice.mine.query()).toMatchObject({ id, role });
      expect((await restFor(practice)("GET /practices/mine")).body).toMatchObject({ id, role });
      const { items } = await clientFor(practice).patient.list.query();
      expect(items.map((patient) => patient.id)).toEqual([patientId]);
      expect((await restFor(practice)("GET /patients")).body).toMatchObject([{ id: patientId }]);
    }
  });

  it("has the role's permissions in each, and sees nothing of the other one", async () => {
    const { north, south, clientFor, restFor } = await makeMember();
    const [atNorth, atSouth] = [clientFor(north.id), clientFor(south.id)];
    const patient = { name: "Bea Ito", gender: "other" } as const;
    expect(await codeOf(atNorth.patient.create.mutate(patient))).toBe("ok");
    expect(await codeOf(atSouth.patient.create.mutate(patient))).toBe("PERMISSION_DENIED");
    expect(codeIn(await restFor(south.id)("POST /patients", patient))).toBe("PERMISSION_DENIED");
    expect(await codeOf(atNorth.patient.byId.query({ id: south.patientId }))).toBe("PATIENT_NOT_FOUND");
    expect(await codeOf(atSouth.patient.byId.query({ id: north.patientId }))).toBe("PATIENT_NOT_FOUND");
    expect(codeIn(await restFor(null)(`GET /patients/${south.patientId}`))).toBe("PATIENT_NOT_FOUND");
    expect((await atNorth.member.list.query()).items).toHaveLength(2);
    const { body } = await restFor(south.id)("GET /practices/mine/members");
    expect(body).toMatchObject([{ account_id: south.accountId, role: "owner" }, { role: "viewer" }]);
  });

  it("cannot select a third practice, or one that does not exist", async () => {
    const { clientFor, restFor } = await makeMember();
    const { id } = await makePractice("West");
    for (const practice of [id, randomUUID(), "South", "' or true"]) {
      // The client itself rejects an invalid id.
      if (practiceId.is(practice))
        expect(await codeOf(clientFor(practice).patient.list.query())).toBe("PRACTICE_NOT_FOUND");
      const answer = await restFor(practice)("GET /patients");
      expect([answer.status, codeIn(answer)]).toEqual([404, "PRACTICE_NOT_FOUND"]);
    }
  });

  it("has a key for one call in one practice", async () => {
    const { north, south, id, restFor } = await makeMember();
    await south.client.member.updateRole.mutate({ accountId: asId(id), role: "clinician" });
    const sameKey = { "idempotency-key": randomUUID() };
    const patient = { name: "Bea Ito", gender: "other" };
    const first = await restFor(north.id)("POST /patients", patient, sameKey);
    expect(first.status).toBe(201);
    expect(codeIn(await restFor(south.id)("POST /patients", patient, sameKey))).toBe(
      "IDEMPOTENCY_KEY_REUSED",
    );
    expect((await restFor(north.id)("POST /patients", patient, sameKey)).body).toEqual(first.body);
  });

  it("keeps its token for one after leaving the other, or being removed from it", async () => {
    const { north, south, id, clientFor, restFor } = await makeMember();
    expect((await restFor(south.id)("POST /practices/mine/leave")).status).toBe(204);
    expect(await codeOf(clientFor(south.id).practice.mine.query())).toBe("PRACTICE_NOT_FOUND");
    expect(await codeOf(clientFor(north.id).practice.mine.query())).toBe("ok");
    const removing = restOf(backend.url, north.accessToken);
    expect((await removing(`DELETE /practices/mine/members/${id}`)).status).toBe(204);
    expect(codeIn(await restFor(north.id)("GET /patients"))).toBe("PRACTICE_NOT_FOUND");
    expect(codeIn(await restFor(null)("GET /patients"))).toBe("PRACTICE_NOT_FOUND");
    expect((await restFor(null)("GET /practices")).body).toEqual([]);
    const created = await restFor(null)("POST /practices", { name: "Mine" });
    expect(created.status).toBe(201);
    expect((await restFor(null)("GET /practices/mine")).body).toEqual(created.body);
  });
});
