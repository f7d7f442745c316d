import type { Parameter } from "./header-parameters.ts";
import { pascal } from "./shared-schemas.ts";

// Parameters and responses that several operations have are components of the document, each with a name.

type Reference = { $ref: string };
type Response = { description: string; content?: Record<string, { schema: object }>; headers?: object };
/** By status. */
export type Responses = Record<string, Response | Reference>;
type Operation = { tags: string[]; parameters?: Parameter[]; responses: Responses };

type Sharing<Part> = {
  section: "parameters" | "responses";
  /** A part that fewer operations have stays where it is. */
  minUses: number;
  /** The names of other components of the section. */
  taken: object;
  /** The best first. None: the part is of its operation alone. */
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

/** The first name that is free, or the last one with a number. */
function freeName(names: readonly string[], taken: object): string | undefined {
  const last = names.at(-1);
  let free = names.find((name) => !(name in taken));
  for (let number = 2; last && !free; number += 1)
    if (!(`${last}${number}` in taken)) free = `${last}${number}`;
  return free;
}

/** An id is of the first feature that has it. So is a second parameter of the same name. */
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

/** `taken` has the names of other shared responses. */
export const shareResponses = (operations: readonly Operation[], taken: object) =>
  share<Response>(
    operations.flatMap(({ responses }) => Object.values(responses).map((part) => ({ part, tag: "" }))),
    { section: "responses", minUses: 2, taken, namesOf: (response) => namesOfResponse(response) },
  );

/** `Patient` for a response with one, `Patients` for a list of them. Others are of their operation alone. */
function namesOfResponse({ content }: Response): string[] {
  if (!content) return ["Done"];
  const { schema } = content["application/json"] ?? {};
  const { $ref, items }: { $ref?: string; items?: { $ref?: string } } = schema ?? {};
  const one = $ref?.split("/").at(-1);
  return one ? [one] : items?.$ref ? [`${items.$ref.split("/").at(-1)}s`] : [];
}
