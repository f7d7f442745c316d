import type { Parameter } from "./header-parameters.ts";
import { pascal } from "./shared-schemas.ts";

// Moves parameters and responses of several operations to named components.

type Reference = { $ref: string };
type Response = { description: string; content?: Record<string, { schema: object }>; headers?: object };
/** By status. */
export type Responses = Record<string, Response | Reference>;
type Operation = { tags: string[]; parameters?: Parameter[]; responses: Responses };

type Sharing<Part> = {
  section: "parameters" | "responses";
  /** The minimum number of operations for a shared part. */
  minUses: number;
  /** The names of the section's other components. */
  taken: object;
  /** Possible names, the best first. Empty: the part stays in its operation. */
  namesOf: (part: Part, tag: string) => string[];
};

const isReference = (part: object): part is Reference => "$ref" in part;

function share<Part extends object>(
  parts: readonly { part: Part | Reference; tag: string }[],
  { section, minUses, taken, namesOf }: Sharing<Part>,
) {
  const components: Record<string, Part> = {};
  const references = new Map<string, Reference>();
  for (const [text, uses] of Map.groupBy(parts, ({ part }) => JSON.stringify(part))) {
    const use = uses.at(-1);
    if (!use || isReference(use.part) || uses.length < minUses) continue;
    const name = freeName(namesOf(use.part, use.tag), { ...taken, ...components });
    if (name === undefined) continue;
    components[name] = use.part;
    references.set(text, { $ref: `#/components/${section}/${name}` });
  }
  const refer = (part: Part | Reference) => references.get(JSON.stringify(part)) ?? part;
  return { components, refer };
}

/** Returns the first free name, or the last one with a number. */
function freeName(names: readonly string[], taken: object): string | undefined {
  const last = names.at(-1);
  let free = names.find((name) => !(name in taken));
  for (let number = 2; last && !free; number += 1)
    if (!(`${last}${number}` in taken)) free = `${last}${number}`;
  return free;
}

/** An id belongs to the first feature with it. So does a second parameter of the same name. */
export const shareParameters = (operations: readonly Operation[]) =>
  share<Parameter>(
    operations.flatMap(({ tags: [tag = ""], parameters = [] }) => parameters.map((part) => ({ part, tag }))),
    {
      section: "parameters",
      minUses: 3,
      taken: {},
      namesOf: ({ name }, tag) => [...(name === "id" ? [] : [pascal(name)]), `${pascal(tag)}${pascal(name)}`],
    },
  );

/** `taken`: names of other shared responses. */
export const shareResponses = (operations: readonly Operation[], taken: object) =>
  share<Response>(
    operations.flatMap(({ responses }) => Object.values(responses).map((part) => ({ part, tag: "" }))),
    { section: "responses", minUses: 2, taken, namesOf: (response) => namesOfResponse(response) },
  );

/** `Patient` for a response with one, `Patients` for a list. Other responses stay in their operation. */
function namesOfResponse({ content }: Response): string[] {
  if (!content) return ["Done"];
  const { schema } = content["application/json"] ?? {};
  const { $ref, items }: { $ref?: string; items?: { $ref?: string } } = schema ?? {};
  const one = $ref?.split("/").at(-1);
  return one ? [one] : items?.$ref ? [`${items.$ref.split("/").at(-1)}s`] : [];
}
