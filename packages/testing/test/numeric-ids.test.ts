import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fieldsOf, listOf, startContract, textOf } from "./contract/support.ts";

const { backend, anonymous, signUp } = await startContract();
const system = "django:000";

const insert = (statement: string) => backend.database.transaction((tx) => tx.execute(statement));

/** The doctors' directory is shared, so each has another number. */
let lastDoctor = 1_000;

/** An account with a patient and a doctor who have numbers of a former system. */
async function withNumbers({ patientNumber = "17", doctorNumber = String(++lastDoctor) } = {}) {
  const account = await signUp();
  const { send } = account;
  const patient = await send("POST /patients", { name: "Ann Lee", gender: "F" });
  const doctor = await send("POST /doctors", { name: "Bo Ray" });
  const [patientId, doctorId] = [textOf(patient, "id"), textOf(doctor, "id")];
  const practiceId = textOf(await send("GET /practices/mine"), "id");
  await insert(
    `insert into patient_external_id (practice_id, system, value, patient_id) values ('${practiceId}', '${system}', '${patientNumber}', '${patientId}')`,
  );
  await insert(
    `insert into doctor_external_id (system, value, doctor_id) values ('${system}', '${doctorNumber}', '${doctorId}')`,
  );
  const ask = (numericIds: string | null) => send("PATCH /practices/mine", { numeric_ids: numericIds });
  return { ...account, ask, patient, doctor, patientId, doctorId, doctorNumber };
}

describe("the number of a patient in a former system", () => {
  it("is found in every path once the practice asks for it, and no longer", async () => {
    const { send, ask, patient, patientId, doctor, doctorId, doctorNumber } = await withNumbers();
    expect((await send("GET /patients/17")).status).toBe(404);
    expect(fieldsOf(await ask(system))).toMatchObject({ numeric_ids: system, version: 2 });
    for (const path of ["/patients/17", "/patients/17/"])
      expect((await send(`GET ${path}`)).body).toEqual(patient.body);
    expect((await send(`GET /doctors/${doctorNumber}`)).body).toEqual(doctor.body);
    const mapping = await send("POST /mappings", { patient: patientId, doctor: doctorId });
    expect(listOf(await send("GET /patients/17/doctors"))).toEqual([doctor.body]);
    expect(listOf(await send("GET /mappings/patient/17/"))).toEqual([mapping.body]);
    expect((await send("GET /mappings/17")).body).toMatchObject({ patient_id: patientId });
    expect((await send("PATCH /patients/17", { address: "Elm St" })).body).toMatchObject({
      address: "Elm St",
    });
    expect((await send(`DELETE /mappings/17/${doctorNumber}`)).status).toBe(204);
    expect((await send("DELETE /patients/17")).status).toBe(204);
    expect((await send("GET /patients/17")).status).toBe(404);
    expect((await send("POST /patients/17/restore")).status).toBe(404);
    await send(`POST /patients/${patientId}/restore`);
    expect((await send("GET /patients/17")).status).toBe(200);
    await ask(null);
    expect((await send("GET /patients/17")).status).toBe(404);
  });

  it("is not found in another practice, which is answered like an unknown one", async () => {
    const [one, two] = await Promise.all([withNumbers(), withNumbers({ patientNumber: "23" })]);
    await Promise.all([one.ask(system), two.ask(system)]);
    const answers = await Promise.all(
      [
        "GET /patients/17",
        "GET /patients/24",
        "GET /patients/017",
        "GET /patients/99999999999999999999",
        "PATCH /patients/17",
      ].map((line) => two.send(line, line.startsWith("PATCH") ? {} : undefined)),
    );
    const bodies = answers.map((answer) => ({ ...fieldsOf(answer), request_id: "", instance: "" }));
    for (const [index, { status }] of answers.entries()) {
      expect(status).toBe(404);
      expect(bodies[index]).toEqual(bodies[0]);
    }
    expect((await anonymous("GET /patients/17")).status).toBe(401);
    // The legacy system numbers its records, too.
    await one.ask("django:001");
    expect((await one.send("GET /patients/17")).status).toBe(404);
    expect((await one.ask("x".repeat(101))).status).toBe(400);
  });

  it("is audited as the record", async () => {
    const { send, ask, patientId } = await withNumbers();
    await ask(system);
    await send("GET /patients/17");
    const entries = listOf(await send(`GET /audit?subject_id=${patientId}&action=patient.byId`));
    expect(entries).toMatchObject([{ action: "patient.byId", outcome: "ok" }]);
  });

  it("is taken once for a repeated request", async () => {
    const { send, ask, patientId } = await withNumbers();
    await ask(system);
    const headers = { "idempotency-key": randomUUID() };
    const change = () => send("PATCH /patients/17", { address: "Elm St" }, headers);
    const [first, second] = [await change(), await change()];
    expect(second.body).toEqual(first.body);
    expect(textOf(await send(`GET /patients/${patientId}`), "version")).toBe("2");
  });

  it("is no id in a body, a query or a typed call", async () => {
    const { send, ask, doctorId } = await withNumbers();
    await ask(system);
    expect((await send("POST /mappings", { patient: "17", doctor: doctorId })).status).toBe(400);
    expect((await send("GET /mappings?patient_id=17")).status).toBe(400);
  });
});
