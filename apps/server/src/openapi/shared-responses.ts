type Reference = { $ref: string };
type Response = { description: string; content?: Record<string, { schema: object }>; headers?: object };
/** By status. */
export type Responses = Record<string, Response | Reference>;
type Use = { response: Response; count: number };

const isReference = (response: Response | Reference): response is Reference => "$ref" in response;

/** `Patient` for a response with one, `Patients` for a list of them. Others are of their operation alone. */
function nameOf({ content = {} }: Response): string | undefined {
  const { schema } = content["application/json"] ?? {};
  const { $ref, items }: { $ref?: string; items?: { $ref?: string } } = schema ?? {};
  const one = $ref?.split("/").at(-1);
  return one ?? (items?.$ref && `${items.$ref.split("/").at(-1)}s`);
}

function freeName(name: string, taken: object): string {
  for (let [number, free] = [2, name]; ; number += 1) {
    if (!(free in taken)) return free;
    free = `${name}${number}`;
  }
}

/** Finds the responses that several operations have. `taken` has the names of other shared responses. */
export function shareResponses(operations: readonly { responses: Responses }[], taken: object) {
  const uses = new Map<string, Use>();
  for (const response of operations.flatMap(({ responses }) => Object.values(responses))) {
    if (isReference(response)) continue;
    const text = JSON.stringify(response);
    uses.set(text, { response, count: (uses.get(text)?.count ?? 0) + 1 });
  }
  const components: Record<string, Response> = {};
  const names = new Map<string, string>();
  for (const [text, { response, count }] of uses) {
    const name = response.content ? nameOf(response) : "Done";
    if (count < 2 || name === undefined) continue;
    const free = freeName(name, { ...taken, ...components });
    names.set(text, free);
    components[free] = response;
  }
  const refer = (responses: Responses): Responses => {
    const entries = Object.entries(responses).map(([status, response]) => {
      const name = isReference(response) ? undefined : names.get(JSON.stringify(response));
      return [status, name === undefined ? response : { $ref: `#/components/responses/${name}` }];
    });
    return Object.fromEntries(entries);
  };
  return { components, refer };
}
