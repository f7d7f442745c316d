import { expect, test, vi } from "vitest";
import { z } from "zod";
import { encode } from "../src/rest/encode.ts";
import { shapeOf } from "../src/rest/shape.ts";

const Owner = z.object({ firstName: z.string(), petIds: z.array(z.string()) });
const Household = z.object({
  mainOwner: Owner,
  otherOwners: z.array(Owner).optional(),
  note: z.string().nullable(),
});
const ann = { firstName: "Ann", petIds: ["p1"] };
const encoded = { first_name: "Ann", pet_ids: ["p1"] };

const encodeHousehold = () =>
  JSON.parse(
    JSON.stringify(encode(shapeOf(Household, "output"), { mainOwner: ann, otherOwners: [ann], note: null })),
  );

test("names are encoded at every depth", () => {
  expect(encodeHousehold()).toEqual({ main_owner: encoded, other_owners: [encoded], note: null });
});

test("names are also encoded if generating code from strings is forbidden", () => {
  const forbidden = function refuse() {
    throw new EvalError("Code generation from strings disallowed for this context");
  };
  vi.stubGlobal("Function", forbidden);
  try {
    expect(encodeHousehold()).toEqual({ main_owner: encoded, other_owners: [encoded], note: null });
  } finally {
    vi.unstubAllGlobals();
  }
});
