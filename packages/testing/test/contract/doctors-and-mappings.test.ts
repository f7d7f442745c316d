import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fieldsOf, listOf, startContract, textOf, unknownId } from "./support.ts";

const { anonymous, signUp } = await startContract();

describe("doctors", () => {
  it("can be created in every spelling, read, changed and removed, in one shared directory", async () => {
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
    expect(await two.send(`PUT ${path}`, { firstname: "Greg" })).toMatchObject({
      status: 403,
      body: { code: "DOCTOR_OF_OTHERS" },
    });
    expect((await one.send(`PUT ${path}`, { firstname: "Greg" })).body).toMatchObject({ name: "Greg House" });
    expect((await one.send(`PATCH ${path}/`, { max_appointments_per_day: 3 })).body).toMatchObject({
      version: 3,
    });
    expect((await two.send(`GET /doctors/${unknownId}`)).status).toBe(404);
    expect((await two.send("GET /doctors/abc")).status).toBe(404);
    expect((await anonymous(`GET ${path}`)).status).toBe(401);
    expect(listOf(await two.send(`GET /doctors?q=house&limit=200`)).map(({ id }) => id)).toContain(
      textOf(created, "id"),
    );
    expect((await two.send(`DELETE ${path}`)).status).toBe(403);
    expect((await one.send(`DELETE ${path}`)).status).toBe(204);
  });
});

describe("mappings", () => {
  async function pair() {
    const account = await signUp();
    const patient = await account.send("POST /patients", { name: "Ann Lee", gender: "F" });
    const doctor = await account.send("POST /doctors", { name: "Bo Ray" });
    return { ...account, patient, doctor, patientId: textOf(patient, "id"), doctorId: textOf(doctor, "id") };
  }

  it("are created with both records in the answer, and read in every way", async () => {
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

  it("refuse what the procedure refuses, but what was read", async () => {
    const { send, patientId, doctorId } = await pair();
    const created = await send("POST /mappings", { patient: patientId, doctor: doctorId });
    const id = textOf(created, "id");
    const [nested, unknown] = [`/mappings/${patientId}/${doctorId}`, ["Unknown field"]];
    for (const method of ["PUT", "PATCH"]) {
      const refused = await send(`${method} /mappings/${id}`, {
        reason: "Moved",
        assigned: true,
        doctor_name: "x",
      });
      expect(fieldsOf(refused)).toMatchObject({
        status: 400,
        errors: { reason: unknown, assigned: unknown },
      });
      expect((await send(`${method} ${nested}`, { reason_for_visit: "x" })).status).toBe(405);
    }
    const other = await pair();
    for (const moved of [
      { patient_id: other.patientId },
      { doctor_id: other.doctorId },
      { doctor: other.doctorId },
    ])
      expect([
        moved,
        (await send(`PATCH /mappings/${id}`, { ...moved, reason_for_visit: "y" })).status,
      ]).toEqual([moved, 400]);
    expect((await send(`GET /mappings/${id}`)).body).toEqual(created.body);
  });

  it("are refused for an existing pair, also for 50 concurrent requests", async () => {
    const { send, patientId, doctorId } = await pair();
    const attempts = Array.from({ length: 50 }, () =>
      send("POST /mappings", { patient_id: patientId, doctor_id: doctorId }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
  });

  it("get the same answer for a foreign patient, an unknown patient and an unknown doctor", async () => {
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

  it("get 400, not 409, for an invalid assignment", async () => {
    const { send, patientId } = await pair();
    const answer = await send("POST /mappings", { patient: patientId });
    expect(fieldsOf(answer)).toMatchObject({ status: 400, errors: { doctor_id: [expect.any(String)] } });
  });

  it("are removed in each way, but not twice", async () => {
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

  it("get STALE_VERSION for an old If-Match in each way of removal", async () => {
    const { send, patientId, doctorId } = await pair();
    const id = textOf(await send("POST /mappings", { patient: patientId, doctor: doctorId }), "id");
    const current = await send(`PATCH /mappings/${id}`, { reason_for_visit: "x" });
    for (const way of [id, `${id}/delete`, `${patientId}/${doctorId}`]) {
      const stale = await send(`DELETE /mappings/${way}`, undefined, { "if-match": '"1"' });
      expect([way, stale.status, fieldsOf(stale).current]).toEqual([way, 412, current.body]);
    }
  });

  it("are restored, or the error names the obstacle", async () => {
    const { send, patientId, doctorId } = await pair();
    const id = textOf(await send("POST /mappings", { patient: patientId, doctor: doctorId }), "id");
    await send(`DELETE /mappings/${patientId}/${doctorId}`);
    await send(`DELETE /patients/${patientId}`);
    expect(listOf(await send("GET /mappings/removed"))).toMatchObject([
      { record: { id, patient_id: patientId, doctor_id: doctorId, patient_name: expect.any(String) } },
    ]);
    const blocked = await send(`POST /mappings/${id}/restore`);
    expect(fieldsOf(blocked)).toMatchObject({
      status: 409,
      code: "RESTORE_BLOCKED",
      blocked_by: [{ kind: "patient", id: patientId, label: expect.any(String) }],
    });
    expect((await send(`POST /patients/${patientId}/restore`)).status).toBe(200);
    expect((await send(`POST /mappings/${id}/restore`)).body).toMatchObject({ id, version: 3 });
    expect((await send(`POST /doctors/${doctorId}/restore`)).body).toMatchObject({ version: 1 });
  });

  it("prevent the removal of their patient or doctor, and are named", async () => {
    const { send, patientId, doctorId, patient } = await pair();
    const id = textOf(await send("POST /mappings", { patient: patientId, doctor: doctorId }), "id");
    for (const path of [`/patients/${patientId}`, `/doctors/${doctorId}`]) {
      const refused = await send(`DELETE ${path}`);
      expect(refused.status).toBe(409);
      expect(fieldsOf(refused)).toMatchObject({
        detail: expect.stringContaining("`blocked_by` lists"),
        blocked_by: [{ kind: "assignment", id, label: expect.stringMatching(/./) }],
        blocked_by_total: 1,
      });
    }
    expect((await send(`GET /patients/${patientId}`)).body).toEqual(patient.body);
  });

  it("are visible and changeable only in their own practice", async () => {
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
