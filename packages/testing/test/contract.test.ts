import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { type RestAnswer, restOf } from "./rest.ts";

// The REST contract, request by request, as clients of the systems before this one send it.

const backend = await startCaretype();
afterAll(() => backend.stop());

const anonymous = restOf(backend.url);
const signUp = async () => {
  const { accessToken, ...account } = await backend.signUp();
  return { ...account, send: restOf(backend.url, accessToken) };
};
const uniqueEmail = () => `${randomUUID()}@example.org`;
const password = "S3cure enough!";

type Fields = Record<string, unknown>;
function fieldsOf({ body }: RestAnswer): Fields {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Error("not an object");
  return Object.fromEntries(Object.entries(body));
}
function listOf({ body }: RestAnswer): Fields[] {
  if (!Array.isArray(body)) throw new Error("not an array");
  return body;
}
const textOf = (answer: RestAnswer, field: string) => String(fieldsOf(answer)[field]);

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const accountFields = [
  "id",
  "username",
  "name",
  "email",
  "is_active",
  "is_staff",
  "email_verified",
  "created_at",
  "updated_at",
];

describe("POST /auth/register", () => {
  it.each([
    [{ username: "u", email: true, password }],
    [{ name: "Ann Lee", email: true, password }],
    [{ username: "u", email: true, password, password2: password }],
  ])("accepts %j", async (printed) => {
    const email = uniqueEmail();
    const body = { ...printed, email, ...("username" in printed ? { username: `u-${randomUUID()}` } : {}) };
    const answer = await anonymous("POST /auth/register", body);
    expect(answer.status).toBe(201);
    expect(Object.keys(fieldsOf(answer)).toSorted()).toEqual([...accountFields, "tokens"].toSorted());
    expect(fieldsOf(answer)).toMatchObject({
      email,
      is_active: true,
      is_staff: false,
      email_verified: false,
      tokens: { access: expect.any(String), refresh: expect.any(String) },
    });
    if ("username" in body) expect(fieldsOf(answer)).toMatchObject({ username: body.username });
  });

  it("takes two e-mails that share a local part", async () => {
    const local = randomUUID();
    const [one, two] = await Promise.all(
      ["a.example", "b.example"].map((host) =>
        anonymous("POST /auth/register", { email: `${local}@${host}`, password }),
      ),
    );
    expect([one?.status, two?.status]).toEqual([201, 201]);
  });

  it.each([
    [{ email: "new@example.org", password: "short7!" }, "password"],
    [{ email: "new@example.org", password: "x".repeat(129) }, "password"],
    [{ email: "new@example.org", password: "password123" }, "password"],
    [{ email: "new@example.org", password, password2: "different one" }, "password2"],
    [{ email: "not-an-address", password }, "email"],
    [{ password }, "email"],
    [{ email: "new@example.org" }, "password"],
  ])("answers 400 to %j, naming %s", async (body, field) => {
    const answer = await anonymous("POST /auth/register", body);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toMatchObject({
      code: "INVALID_INPUT",
      errors: { [field]: [expect.any(String)] },
    });
  });

  it("answers 409 to a username or e-mail that is taken, in any case", async () => {
    const [email, username] = [uniqueEmail(), `u-${randomUUID()}`];
    await anonymous("POST /auth/register", { email, username, password });
    const sameEmail = await anonymous("POST /auth/register", { email: email.toUpperCase(), password });
    expect([sameEmail.status, textOf(sameEmail, "code")]).toEqual([409, "EMAIL_TAKEN"]);
    const taken = await anonymous("POST /auth/register", {
      email: uniqueEmail(),
      username: username.toUpperCase(),
      password,
    });
    expect([taken.status, textOf(taken, "code")]).toEqual([409, "USERNAME_TAKEN"]);
  });
});

describe("sessions", () => {
  async function registered() {
    const [email, username] = [uniqueEmail(), `u-${randomUUID()}`];
    await anonymous("POST /auth/register", { email, username, password });
    return { email, username };
  }

  it("logs in by e-mail or username", async () => {
    const { email, username } = await registered();
    for (const credentials of [{ email }, { username }]) {
      const answer = await anonymous("POST /auth/login", { ...credentials, password });
      expect(answer.status).toBe(200);
      const { user, access, refresh, tokens } = fieldsOf(answer);
      expect(user).toMatchObject({ email, username });
      expect(tokens).toEqual({ access, refresh });
      expect((await restOf(backend.url, String(access))("GET /auth/me")).status).toBe(200);
    }
  });

  it("answers anything wrong with one and the same 401", async () => {
    const { email } = await registered();
    const deactivated = await registered();
    await backend.database.transaction((tx) =>
      tx.execute(`update account set is_active = false where email = '${deactivated.email}'`),
    );
    const refusals = await Promise.all([
      anonymous("POST /auth/login", { email, password: "wrong password" }),
      anonymous("POST /auth/login", { email: uniqueEmail(), password }),
      anonymous("POST /auth/login", { username: "nobody-at-all", password }),
      anonymous("POST /auth/login", { email: deactivated.email, password }),
    ]);
    const bodies = refusals.map((answer) => ({ ...fieldsOf(answer), request_id: "" }));
    for (const [index, { status, headers }] of refusals.entries()) {
      expect(status).toBe(401);
      expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
      expect(bodies[index]).toEqual(bodies[0]);
    }
  });

  it.each(["/auth/refresh", "/auth/login/refresh", "/auth/token/refresh"])(
    "refreshes at %s",
    async (path) => {
      const { email } = await registered();
      const { refresh } = fieldsOf(await anonymous("POST /auth/login", { email, password }));
      const answer = await anonymous(`POST ${path}`, { refresh });
      expect(answer.status).toBe(200);
      expect(Object.keys(fieldsOf(answer)).toSorted()).toEqual(["access", "refresh"]);
      expect(fieldsOf(answer).refresh).not.toBe(refresh);
      expect((await anonymous(`POST ${path}`, { refresh: "made-up" })).status).toBe(401);
    },
  );

  it("logs out, here and everywhere", async () => {
    const { email } = await registered();
    const logIn = async () => {
      const { access } = fieldsOf(await anonymous("POST /auth/login", { email, password }));
      return restOf(backend.url, String(access));
    };
    const [one, two, three] = [await logIn(), await logIn(), await logIn()];
    expect((await one("POST /auth/logout", {})).status).toBe(204);
    expect((await one("GET /auth/me")).status).toBe(401);
    expect((await two("GET /auth/me")).status).toBe(200);
    expect((await two("POST /auth/logout/all")).status).toBe(204);
    expect((await three("GET /auth/me")).status).toBe(401);
  });
});

describe("patients", () => {
  const patientFields = [
    "address",
    "age",
    "created_at",
    "created_by",
    "date_of_birth",
    "date_of_birth_approximate",
    "email",
    "first_name",
    "gender",
    "id",
    "last_name",
    "medical_history",
    "name",
    "phone_number",
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

  it("lists newest first, in pages with a Link, filtered, sorted and searched", async () => {
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

  it("shows 50 unless told otherwise", async () => {
    const { send } = await signUp();
    await Promise.all(
      Array.from({ length: 51 }, (_, index) => send("POST /patients", { name: `P${index}`, gender: "M" })),
    );
    expect(listOf(await send("GET /patients"))).toHaveLength(50);
    expect(listOf(await send("GET /patients?limit=200"))).toHaveLength(51);
  });

  it("reads, changes by PUT and PATCH alike with a partial body, removes", async () => {
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

  it("refuses a stale If-Match with 412 and the record as it is", async () => {
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
    expect((await send(`PATCH ${path}`, { phone: "2", expected_version: 1 })).status).toBe(409);
  });

  it("shows nobody another practice's: 404, the same as an unknown id; 400 for no id at all; 401 for nobody", async () => {
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
        [id, unknownId].map((at) =>
          stranger.send(line.replace(":id", at), line.startsWith("PATCH") ? {} : undefined),
        ),
      );
      const [foreign, unknown] = answers.map((answer) => ({ ...fieldsOf(answer), request_id: "" }));
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      expect(foreign).toEqual(unknown);
      const nobody = await anonymous(line.replace(":id", id));
      expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([
        401,
        expect.stringMatching(/^Bearer/),
      ]);
      expect(
        (await stranger.send(line.replace(":id", "17"), line.startsWith("PATCH") ? {} : undefined)).status,
      ).toBe(400);
    }
    expect(listOf(await stranger.send("GET /patients"))).toEqual([]);
    expect((await owner.send(`GET /patients/${id}`)).body).toEqual(body);
  });
});

describe("doctors", () => {
  it("creates with every spelling, reads, changes, removes; one directory for all", async () => {
    const [one, two] = await Promise.all([signUp(), signUp()]);
    const license = randomUUID();
    const created = await one.send("POST /doctors", {
      name: "Gregory House",
      specialization: "NEUR",
      license_number: license,
      experience: 12,
      contact_info: "Ward 3",
      phone: "555-2",
      gender: "M",
    });
    expect(created.status).toBe(201);
    expect(fieldsOf(created)).toMatchObject({
      first_name: "Gregory",
      specialization: "NEUR",
      specialization_label: "Neurology",
      years_of_experience: 12,
      phone_number: "555-2",
      gender: "male",
      max_appointments_per_day: 10,
    });
    const path = `/doctors/${textOf(created, "id")}`;
    expect((await two.send(`GET ${path}`)).body).toEqual(created.body);
    expect((await two.send("POST /doctors/", { name: "X", license_number: license })).status).toBe(409);
    expect((await two.send(`PUT ${path}`, { firstname: "Greg" })).body).toMatchObject({ name: "Greg House" });
    expect((await two.send(`PATCH ${path}/`, { max_appointments_per_day: 3 })).body).toMatchObject({
      version: 3,
    });
    expect((await two.send(`GET /doctors/${unknownId}`)).status).toBe(404);
    expect((await two.send("GET /doctors/abc")).status).toBe(400);
    expect((await anonymous(`GET ${path}`)).status).toBe(401);
    expect(listOf(await two.send(`GET /doctors?q=house&limit=200`)).map(({ id }) => id)).toContain(
      textOf(created, "id"),
    );
    expect((await two.send(`DELETE ${path}`)).status).toBe(204);
  });
});

describe("mappings", () => {
  async function pair() {
    const account = await signUp();
    const patient = await account.send("POST /patients", { name: "Ann Lee", gender: "F" });
    const doctor = await account.send("POST /doctors", { name: "Bo Ray" });
    return { ...account, patient, doctor, patientId: textOf(patient, "id"), doctorId: textOf(doctor, "id") };
  }

  it("assigns with both records in the answer, and reads it in every way", async () => {
    const { send, patient, doctor, patientId, doctorId, accountId } = await pair();
    const created = await send("POST /mappings/", {
      patient: patientId,
      doctor: doctorId,
      reason_for_visit: "cough",
    });
    expect(created.status).toBe(201);
    expect(fieldsOf(created)).toMatchObject({
      patient_id: patientId,
      doctor_id: doctorId,
      patient: patient.body,
      doctor: doctor.body,
      patient_name: "Ann Lee",
      doctor_name: "Bo Ray",
      reason_for_visit: "cough",
      assigned_by: accountId,
      assigned_at: expect.any(String),
    });
    const id = textOf(created, "id");
    expect(listOf(await send("GET /mappings"))).toEqual([created.body]);
    expect((await send(`GET /mappings/${id}`)).body).toEqual(created.body);
    expect((await send(`GET /mappings/${patientId}/`)).body).toEqual({
      patient: patient.body,
      patient_id: patientId,
      doctors: [doctor.body],
    });
    expect(listOf(await send(`GET /mappings/patient/${patientId}`))).toEqual([created.body]);
    expect(listOf(await send(`GET /patients/${patientId}/doctors/`))).toEqual([doctor.body]);
    for (const method of ["PUT", "PATCH"]) {
      const changed = await send(`${method} /mappings/${id}/`, { reason_for_visit: method });
      expect(changed.body).toMatchObject({ reason_for_visit: method });
    }
    const whole = fieldsOf(await send(`GET /mappings/${id}`));
    expect((await send(`PUT /mappings/${id}`, { ...whole, reason_for_visit: "x" })).status).toBe(200);
  });

  it("refuses the same pair again, also 50 at once", async () => {
    const { send, patientId, doctorId } = await pair();
    const attempts = Array.from({ length: 50 }, () =>
      send("POST /mappings", { patient_id: patientId, doctor_id: doctorId }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
  });

  it("answers alike to a foreign patient, an unknown one and an unknown doctor", async () => {
    const [own, other] = await Promise.all([pair(), pair()]);
    const answers = await Promise.all(
      [
        { patient: other.patientId, doctor: own.doctorId },
        { patient: unknownId, doctor: own.doctorId },
        { patient: own.patientId, doctor: unknownId },
      ].map((body) => own.send("POST /mappings", body)),
    );
    const bodies = answers.map((answer) => ({ ...fieldsOf(answer), request_id: "" }));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(listOf(await other.send("GET /mappings"))).toEqual([]);
  });

  it("answers 400, not 409, to an assignment that is no assignment", async () => {
    const { send, patientId } = await pair();
    const answer = await send("POST /mappings", { patient: patientId });
    expect(fieldsOf(answer)).toMatchObject({ status: 400, errors: { doctor_id: [expect.any(String)] } });
  });

  it("removes in each of its ways, and not twice", async () => {
    const { send, patientId, doctorId } = await pair();
    const assign = async () =>
      textOf(await send("POST /mappings", { patient: patientId, doctor: doctorId }), "id");
    const ways = [
      (id: string) => `/mappings/${id}`,
      (id: string) => `/mappings/${id}/delete/`,
      () => `/mappings/${patientId}/${doctorId}`,
    ];
    for (const way of ways) {
      const path = way(await assign());
      expect((await send(`DELETE ${path}`)).status).toBe(204);
      expect((await send(`DELETE ${path}`)).status).toBe(404);
    }
  });

  it("stands in the way of removing its patient or doctor, and is named", async () => {
    const { send, patientId, doctorId, patient } = await pair();
    const id = textOf(await send("POST /mappings", { patient: patientId, doctor: doctorId }), "id");
    for (const path of [`/patients/${patientId}`, `/doctors/${doctorId}`]) {
      const refused = await send(`DELETE ${path}`);
      expect(refused.status).toBe(409);
      expect(fieldsOf(refused)).toMatchObject({ blocked_by: [{ kind: "assignment", id }] });
    }
    expect((await send(`GET /patients/${patientId}`)).body).toEqual(patient.body);
  });

  it("shows and lets change nobody's but the practice's own", async () => {
    const [own, other] = await Promise.all([pair(), pair()]);
    const id = textOf(
      await own.send("POST /mappings", { patient: own.patientId, doctor: own.doctorId }),
      "id",
    );
    expect(listOf(await other.send("GET /mappings"))).toEqual([]);
    for (const line of [
      `GET /mappings/${id}`,
      `PATCH /mappings/${id}`,
      `DELETE /mappings/${id}`,
      `DELETE /mappings/${id}/delete`,
      `DELETE /mappings/${own.patientId}/${own.doctorId}`,
    ]) {
      expect([line, (await other.send(line, line.startsWith("PATCH") ? {} : undefined)).status]).toEqual([
        line,
        404,
      ]);
      expect([line, (await anonymous(line)).status]).toEqual([line, 401]);
    }
  });
});
