import type { Parameter } from "./header-parameters.ts";

/** A parameter that fewer operations have stays where it is. */
const leastUses = 3;

type Reference = { $ref: string };
type Operation = { tags: string[]; parameters?: Parameter[] };
type Use = { parameter: Parameter; tag: string; count: number };

const pascal = (name: string) =>
  name.replace(/(?:^|[-_])([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase());

/** An id is of the first feature that has it. So is a second parameter of the same name. */
function freeName({ parameter, tag }: Use, taken: ReadonlySet<string>): string {
  const name = pascal(parameter.name);
  const ofFeature = `${pascal(tag)}${name}`;
  const names = [...(parameter.name === "id" ? [] : [name]), ofFeature];
  for (let number = 2; ; number += 1) {
    const free = names.find((each) => !taken.has(each));
    if (free) return free;
    names.push(`${ofFeature}${number}`);
  }
}

/** Finds the parameters that several operations have. */
export function shareParameters(operations: readonly Operation[]) {
  const uses = new Map<string, Use>();
  for (const { tags, parameters = [] } of operations) {
    for (const parameter of parameters) {
      const text = JSON.stringify(parameter);
      const { count } = uses.get(text) ?? { count: 0 };
      uses.set(text, { parameter, tag: tags[0] ?? "", count: count + 1 });
    }
  }
  const components: Record<string, Parameter> = {};
  const names = new Map<string, string>();
  for (const [text, use] of uses) {
    if (use.count < leastUses) continue;
    const name = freeName(use, new Set(Object.keys(components)));
    names.set(text, name);
    components[name] = use.parameter;
  }
  const refer = (parameter: Parameter): Parameter | Reference => {
    const name = names.get(JSON.stringify(parameter));
    return name === undefined ? parameter : { $ref: `#/components/parameters/${name}` };
  };
  return { components, refer };
}
