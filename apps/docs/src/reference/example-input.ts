import { cases } from "@caretype/api/cases";
import { sampleFixture } from "./sample-fixture.ts";

export type ExampleInput = Record<string, unknown>;

/** The tests' new addresses are random. */
const randomAddress = /^[\da-f-]{36}@/;

/** Returns the input of a procedure's example: that of its case, with placeholders. Null: it takes none. */
export async function exampleInput(path: string): Promise<ExampleInput | null> {
  const makeInput = cases.get(path)?.input;
  if (!makeInput) return null;
  // The sample has texts where the fixture has ids.
  const input: unknown = await Reflect.apply(makeInput, undefined, [sampleFixture]);
  if (typeof input !== "object" || input === null) return null;
  const fields = Object.entries(input).map(([name, value]) => [
    name,
    typeof value === "string" ? value.replace(randomAddress, "new.address@") : value,
  ]);
  return fields.length === 0 ? null : Object.fromEntries(fields);
}
