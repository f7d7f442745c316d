import { type Doctor, type Patient, patientId } from "@caretype/client";
import { isNotFound, linkOptions } from "@tanstack/react-router";
import { expect, it } from "vitest";
import type { ConsoleRouter } from "../../router.tsx";
import { idIn, idParam } from "./id-param.ts";

declare const patient: Patient;
declare const doctor: Doctor;
// Types the links below.
declare const navigate: ConsoleRouter["navigate"];

const text = "0198c0de-0000-7000-8000-00000000000a";

it("parses an id in an address, and rejects other text", () => {
  const params = idParam(patientId);
  expect(params.parse({ id: text.toUpperCase() })).toEqual({ id: text });
  expect(params.stringify({ id: patientId.parse(text) })).toEqual({ id: text });
  let thrown: unknown;
  try {
    idIn("Jane Roe", patientId);
  } catch (error) {
    thrown = error;
  }
  expect(isNotFound(thrown)).toBe(true);
});

it("does not compile a link with another record's id", () => {
  const wrong = () => [
    // @ts-expect-error a doctor's id
    linkOptions({ to: "/patients/$id", params: { id: doctor.id } }),
    // @ts-expect-error a patient's id
    navigate({ to: "/doctors/$id", params: { id: patient.id } }),
    // @ts-expect-error an unparsed text
    navigate({ to: "/patients/$id", params: { id: "0198c0de-0000-7000-8000-00000000000a" } }),
    // @ts-expect-error one is a doctor's id
    navigate({ to: "/patients/$id/merge/$otherId", params: { id: patient.id, otherId: doctor.id } }),
  ];
  const right = () => [
    linkOptions({ to: "/patients/$id", params: { id: patient.id } }),
    navigate({ to: "/patients/$id/merge/$otherId", params: { id: patient.id, otherId: patient.id } }),
  ];
  expect([wrong, right]).toHaveLength(2);
});
