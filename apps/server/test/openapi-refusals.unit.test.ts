import { appRouter } from "@caretype/api";
import { expect, test } from "vitest";
import { operationIds } from "../src/openapi/operation-id.ts";
import { restRoutes } from "../src/rest/route-table.ts";
import { document } from "./openapi-document.ts";

const ids = operationIds(restRoutes(appRouter));
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
const components: Record<string, unknown> = document.components.responses;

/** The names of an operation's responses to refused calls, by status. */
function refusalsOf(operationId: string): Map<string, string> {
  const operation = operations.find((each) => Reflect.get(Object(each), "operationId") === operationId);
  const responses: object = Reflect.get(Object(operation), "responses");
  return new Map(
    Object.entries(responses).flatMap(([status, response]: [string, { $ref?: string }]) =>
      response.$ref && status >= "400"
        ? [[status, response.$ref.replace("#/components/responses/", "")] as const]
        : [],
    ),
  );
}

/** The texts of these responses. */
const textOf = (operationId: string) =>
  JSON.stringify([...refusalsOf(operationId).values()].map((name) => components[name]));

test("a refusal has a response for each status of the operation's own codes, and one for all others", () => {
  expect(Object.fromEntries(refusalsOf("removePatient"))).toEqual({
    404: "PatientNotFound",
    409: "RemovePatient409",
    412: "StaleVersion",
    "4XX": "KeyedChangeWithoutJsonProblem",
    "5XX": "Fault",
  });
  const titles = [
    "A doctor is still assigned to this patient",
    "The patient still has appointments",
    "The patient has records",
    "The record has changed since you read it",
  ];
  const codes = [
    "PATIENT_HAS_APPOINTMENTS",
    "PATIENT_HAS_ASSIGNMENTS",
    "PATIENT_HAS_RECORDS",
    "STALE_VERSION",
  ];
  const named = { properties: { code: { enum: codes } } };
  expect(components.RemovePatient409).toEqual({
    description: titles.join(". "),
    content: {
      "application/problem+json": { schema: { allOf: [{ $ref: "#/components/schemas/Problem" }, named] } },
    },
  });
});

test("all operations name what may go wrong in the server", () => {
  expect(components.Fault).toMatchObject({
    description: "500: `INTERNAL`. 503: `SERVICE_UNAVAILABLE`",
    headers: { "Retry-After": {} },
  });
  expect(operations.filter((one) => !JSON.stringify(one).includes('"5XX":{"$ref"'))).toEqual([]);
});

test("operations with the same codes share their refusals", () => {
  expect(refusalsOf("putPatient")).toEqual(refusalsOf("updatePatient"));
  expect(refusalsOf("getPatient").get("404")).toBe(refusalsOf("removePatient").get("404"));
});

test("an operation names every code that its procedure declares, or that is about its caller", () => {
  const about = ["INVALID_INPUT", "UNAUTHENTICATED", "REAUTHENTICATION_REQUIRED"] as const;
  const missing = [...ids].flatMap(([{ procedure }, operationId]) => {
    const codes = [...procedure.errors, ...about.filter((code) => procedure.codes.has(code))];
    return codes.filter((code) => !textOf(operationId).includes(code)).map((code) => [operationId, code]);
  });
  expect([ids.size, missing]).toEqual([operations.length, []]);
});

test("only an operation with a body names codes about bodies", () => {
  expect(textOf("getPatient")).not.toContain("PAYLOAD_TOO_LARGE");
  expect(textOf("updatePatient")).toContain("PAYLOAD_TOO_LARGE");
});
