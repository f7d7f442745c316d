import { describe, expect, it } from "vitest";
import type { RestAnswer } from "../rest.ts";
import { fieldsOf, listOf, startContract, textOf, unknownId } from "./support.ts";

const { anonymous, signUp } = await startContract();

describe("patients", () => {
  const patientFields = [
    "address",
    "age",
    "age_text",
    "created_at",
    "created_by",
    "date_of_birth",
    "date_of_birth_approximate",
    "deceased_on",
    "email",
    "first_name",
    "gender",
    "id",
    "last_name",
    "medical_history",
    "name",
    "phone_number",
    "preferred_language",
    "updated_at",
    "version",
  ];

  it.each([
    [
      { name: "John Doe", gender: "male" },
      { name: "John Doe", first_name: "John", last_name: "Doe" },
    ],
    [
      { first_name: "John", last_name: "Doe", gender: "Male" },
      { name: "John Doe", gender: "male" },
    ],
    [
      { firstname: "John", lastname: "Doe", gender: "M" },
      { first_name: "John", last_name: "Doe", gender: "male" },
    ],
    [
      { name: "Jane", age: 35, gender: "F", phone: "555-1" },
      { age: 35, gender: "female", phone_number: "555-1" },
    ],
    [
      { name: "Jo", date_of_birth: "1990-04-01", gender: "O" },
      { date_of_birth: "1990-04-01", gender: "other" },
    ],
    [
      {
        name: "Jo",
        gender: "Other",
        email: "jo@example.org",
        address: "1 Main St",
        medical_history: "Asthma",
        phone_number: "1",
      },
      { email: "jo@example.org", address: "1 Main St", medical_history: "Asthma", phone_number: "1" },
    ],
    [
      { name: "Jo", gender: "FEMALE", email: "", address: "" },
      { email: null, address: null },
    ],
  ])("POST %j", async (body, expected) => {
    const { send, accountId } = await signUp();
    const answer = await send("POST /patients/", { ...body, created_by: unknownId });
    expect(answer.status).toBe(201);
    expect(Object.keys(fieldsOf(answer)).toSorted()).toEqual(patientFields);
    expect(fieldsOf(answer)).toMatchObject({ ...expected, created_by: accountId, version: 1 });
    expect(answer.headers.get("location")).toBe(`/api/patients/${textOf(answer, "id")}`);
    expect(answer.headers.get("etag")).toBe('"1"');
  });

  it.each([
    [{ gender: "male" }, "name"],
    [{ name: "A" }, "gender"],
    [{ name: "A", gender: "x" }, "gender"],
    [{ firstname: "A", gender: "M" }, "last_name"],
    [{ name: "A", gender: "M", age: 151 }, "age"],
    [{ name: "A", gender: "M", age: "30" }, "age"],
    [{ name: "A", gender: "M", date_of_birth: "2023-02-30" }, "date_of_birth"],
    [{ name: "A", gender: "M", dateOfBirth: "1990-01-01" }, "dateOfBirth"],
    [{ name: "A", gender: "M", favourite_colour: "red" }, "favourite_colour"],
    [{ name: "A", gender: "M", phone: "1", phone_number: "2" }, "phone_number"],
    [{ name: "A", gender: "M", phone: "abc" }, "phone"],
    [{ name: "A", gender: "M", phone_number: "call me" }, "phone_number"],
  ])("answers 400 to %j, naming %s", async (body, field) => {
    const { send } = await signUp();
    const answer = await send("POST /patients", body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(fieldsOf(answer)).toMatchObject({
      type: "/errors/invalid-input",
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
      code: "INVALID_INPUT",
      request_id: answer.headers.get("x-request-id"),
      errors: { [field]: [expect.any(String)] },
    });
  });

  it("are listed newest first, in pages with a Link, filtered, sorted and searched", async () => {
    const { send } = await signUp();
    for (const name of ["Ann One", "Bob Two", "Cy Three"])
      await send("POST /patients", { name, gender: "F" });
    const names = (answer: RestAnswer) => listOf(answer).map(({ name }) => name);
    const first = await send("GET /patients?limit=2&gender=F");
    expect(names(first)).toEqual(["Cy Three", "Bob Two"]);
    const [, next] = /^<\/api([^>]+)>; rel="next"$/.exec(first.headers.get("link") ?? "") ?? [];
    const second = await send(`GET ${next}`);
    expect(names(second)).toEqual(["Ann One"]);
    expect(second.headers.get("link")).toBeNull();
    expect(names(await send("GET /patients/?q=two"))).toEqual(["Bob Two"]);
    expect(names(await send("GET /patients?sort=name"))).toEqual(["Ann One", "Cy Three", "Bob Two"]);
    expect(names(await send("GET /patients?gender=male"))).toEqual([]);
    for (const query of ["limit=0", "limit=201", "limit=x", "cursor=x", "sort=x", "gender=x", "page=2"]) {
      expect([query, (await send(`GET /patients?${query}`)).status]).toEqual([query, 400]);
    }
  });

  it("are listed 50 at a time by default", async () => {
    const { send } = await signUp();
    await Promise.all(
      Array.from({ length: 51 }, (_, index) => send("POST /patients", { name: `P${index}`, gender: "M" })),
    );
    expect(listOf(await send("GET /patients"))).toHaveLength(50);
    expect(listOf(await send("GET /patients?limit=200"))).toHaveLength(51);
  });

  it("are read, changed by PUT or PATCH with a partial body, and removed", async () => {
    const { send } = await signUp();
    const created = await send("POST /patients", { name: "Ann Lee", age: 40, gender: "F" });
    const path = `/patients/${textOf(created, "id")}`;
    expect((await send(`GET ${path}/`)).body).toEqual(created.body);
    const patched = await send(`PATCH ${path}`, { phone: "555" });
    expect(patched.body).toMatchObject({ name: "Ann Lee", phone_number: "555", version: 2 });
    expect((await send(`PUT ${path}/`, { age: 41 })).body).toMatchObject({
      name: "Ann Lee",
      age: 41,
      version: 3,
    });
    const whole = fieldsOf(await send(`GET ${path}`));
    const putBack = await send(`PUT ${path}`, { ...whole, address: "2 Side St" });
    expect(fieldsOf(putBack)).toEqual({
      ...whole,
      address: "2 Side St",
      version: 4,
      updated_at: expect.any(String),
    });
    expect((await send(`DELETE ${path}`)).status).toBe(204);
    expect((await send(`GET ${path}`)).status).toBe(404);
    expect((await send(`DELETE ${path}`)).status).toBe(404);
  });

  it("get 412 and the current record for a stale If-Match", async () => {
    const { send } = await signUp();
    const created = await send("POST /patients", { name: "Ann Lee", gender: "F" });
    const path = `/patients/${textOf(created, "id")}`;
    const etag = created.headers.get("etag") ?? "";
    const current = await send(`PATCH ${path}`, { phone: "1" }, { "if-match": etag });
    expect([current.status, current.headers.get("etag")]).toEqual([200, '"2"']);
    const stale = await send(`PATCH ${path}`, { phone: "2" }, { "if-match": etag });
    expect(stale.status).toBe(412);
    expect(fieldsOf(stale)).toMatchObject({ code: "STALE_VERSION", current: current.body });
    const removal = await send(`DELETE ${path}`, undefined, { "if-match": etag });
    expect(removal.status).toBe(412);
    // In REST's names, although a successful removal returns no body.
    expect(fieldsOf(removal)).toMatchObject({ current: current.body });
    expect((await send(`PATCH ${path}`, { phone: "2", expected_version: 1 })).status).toBe(409);
  });

  it("get 412 for a stale If-Match in a merge, and 409 for the other patient's version", async () => {
    const { send } = await signUp();
    const make = async () => textOf(await send("POST /patients", { name: "Ann Lee", gender: "F" }), "id");
    const [kept, merged] = [await make(), await make()];
    const merge = (seen: string, mergedSeen: number) =>
      send(
        `POST /patients/${kept}/merge`,
        { merged_id: merged, merged_expected_version: mergedSeen },
        { "if-match": seen },
      );
    const [byHeader, byBody] = [await merge('"2"', 1), await merge('"1"', 2)];
    expect([byHeader.status, fieldsOf(byHeader).current]).toMatchObject([412, { id: kept }]);
    expect([byBody.status, fieldsOf(byBody).current]).toMatchObject([409, { id: merged }]);
    const both = await merge('"1"', 1);
    expect([both.status, fieldsOf(both).differing_fields]).toEqual([200, []]);
  });

  it("are merged with a list of the values that were not taken", async () => {
    const { send } = await signUp();
    const make = async (medical_history: string) =>
      textOf(await send("POST /patients", { name: "Ann Lee", gender: "F", medical_history }), "id");
    const [kept, merged] = [await make("Asthma"), await make("Diabetes")];
    const answer = await send(`POST /patients/${kept}/merge`, { merged_id: merged });
    expect(fieldsOf(answer)).toMatchObject({ filled_fields: [], differing_fields: ["medical_history"] });
    const history = await send(`GET /patients/${merged}/history`);
    expect(JSON.stringify(history.body)).toContain("Diabetes");
  });

  it("are merged with the fields named as in REST", async () => {
    const { send } = await signUp();
    const add = async (body: object) =>
      textOf(await send("POST /patients", { name: "Ann Lee", gender: "F", ...body }), "id");
    const [kept, merged] = [await add({ phone: "1" }), await add({ phone: "2", email: "a@example.org" })];
    const take = ["phone_number"];
    const answer = await send(`POST /patients/${kept}/merge`, { merged_id: merged, take });
    expect(fieldsOf(answer)).toMatchObject({ replaced_fields: take, filled_fields: [] });
    expect(fieldsOf(answer).patient).toMatchObject({ phone_number: "2", email: null });
    const wrong = await send(`POST /patients/${kept}/merge`, { merged_id: merged, take: ["age"] });
    expect(wrong.status).toBe(400);
  });

  it("are removed with their assignments on request, and restored with them", async () => {
    const { send } = await signUp();
    const patient = textOf(await send("POST /patients", { name: "Ann Lee", gender: "F" }), "id");
    const doctor = textOf(await send("POST /doctors", { name: "Sam Okafor" }), "id");
    const mapping = textOf(await send("POST /mappings", { patient, doctor }), "id");
    expect((await send(`DELETE /patients/${patient}`)).status).toBe(409);
    expect((await send(`DELETE /patients/${patient}?unassign=yes`)).status).toBe(400);
    expect((await send(`DELETE /patients/${patient}?unassign=true`)).status).toBe(204);
    const restored = await send(`POST /patients/${patient}/restore`);
    expect(fieldsOf(restored)).toMatchObject({ restored_assignments: [mapping], assignments_left: [] });
    expect((await send(`DELETE /doctors/${doctor}?unassign=true`)).status).toBe(204);
    expect((await send(`GET /mappings/${mapping}`)).status).toBe(404);
    await send(`POST /doctors/${doctor}/restore`);
    expect((await send(`GET /mappings/${mapping}`)).status).toBe(200);
  });

  it("accept one of twenty updates with the same If-Match; the others get its result", async () => {
    const { send } = await signUp();
    const created = await send("POST /patients", { name: "Ann Lee", gender: "F" });
    const path = `/patients/${textOf(created, "id")}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send(`PATCH ${path}`, { phone: `${index}` }, { "if-match": '"1"' }),
      ),
    );
    const [winner, ...others] = answers.filter(({ status }) => status === 200);
    const losers = answers.filter(({ status }) => status === 412);
    expect([others.length, losers.length]).toEqual([0, 19]);
    for (const loser of losers) expect(fieldsOf(loser).current).toEqual(winner?.body);
  });

  it("are overwritten if no version is named, or any", async () => {
    const { send } = await signUp();
    const created = await send("POST /patients", { name: "Ann Lee", gender: "F" });
    const path = `/patients/${textOf(created, "id")}`;
    const bodies = [{ phone: "1" }, { phone: "2", expected_version: "any" }, { phone: "3" }];
    for (const body of bodies) expect((await send(`PATCH ${path}`, body)).status).toBe(200);
    const any = { "if-match": "*" };
    expect((await send(`PATCH ${path}`, { phone: "4" }, any)).body).toMatchObject({ version: 5 });
    // A no-op keeps the version.
    const same = await send(`PATCH ${path}`, { phone: "4" });
    expect([same.headers.get("etag"), fieldsOf(same).version]).toEqual(['"5"', 5]);
    expect((await send(`DELETE ${path}?expected_version=4`)).status).toBe(409);
    expect((await send(`DELETE ${path}?expected_version=5`)).status).toBe(204);
  });

  it("are listed when removed, and restored", async () => {
    const [owner, stranger] = await Promise.all([signUp(), signUp()]);
    const { send, accountId } = owner;
    const created = await send("POST /patients", { name: "Ann Lee", gender: "F" });
    const path = `/patients/${textOf(created, "id")}`;
    await send(`DELETE ${path}`);
    const removed = await send("GET /patients/removed/");
    expect(removed.body).toEqual([
      {
        merged_into: null,
        removed_by_name: expect.any(String),
        record: created.body,
        removed_at: expect.stringMatching(/Z$/),
        removed_by: accountId,
      },
    ]);
    expect(listOf(await stranger.send("GET /patients/removed"))).toEqual([]);
    expect((await stranger.send(`POST ${path}/restore`)).status).toBe(404);
    const restored = await send(`POST ${path}/restore`);
    expect([restored.status, restored.headers.get("etag")]).toEqual([200, '"3"']);
    expect((await send(`GET ${path}`)).body).toEqual(restored.body);
    expect((await send(`POST ${path}/restore`)).body).toEqual(restored.body);
    expect(listOf(await send("GET /patients/removed"))).toEqual([]);
  });

  it("of another practice get 404, like an unknown or invalid id, and 401 without a token", async () => {
    const [owner, stranger] = await Promise.all([signUp(), signUp()]);
    const { body } = await owner.send("POST /patients", { name: "Ann Lee", gender: "F" });
    const id = String(Object(body).id);
    for (const line of [
      "GET /patients/:id",
      "PATCH /patients/:id",
      "DELETE /patients/:id",
      "GET /patients/:id/doctors",
      "GET /mappings/patient/:id",
    ]) {
      const answers = await Promise.all(
        [id, unknownId, "999", "not-an-id", "%20", "%ff"].map((at) =>
          stranger.send(line.replace(":id", at), line.startsWith("PATCH") ? {} : undefined),
        ),
      );
      const [foreign, ...others] = answers.map((answer) => ({ ...fieldsOf(answer), request_id: "" }));
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(404));
      for (const other of others) expect(other).toEqual(foreign);
      const nobody = await anonymous(line.replace(":id", id));
      expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([
        401,
        expect.stringMatching(/^Bearer/),
      ]);
    }
    expect(listOf(await stranger.send("GET /patients"))).toEqual([]);
    expect((await owner.send(`GET /patients/${id}`)).body).toEqual(body);
  });
});
