import { parseSync, Visitor } from "oxc-parser";
import type { Plugin } from "vite";

const schemas = /packages[\\/]api[\\/]src[\\/].*\.ts$/;

/**
 * Removes `.describe("…")` from the schemas of forms. Descriptions are for OpenAPI and the packed client. They would be
 * a part of what each page loads, and no page shows them.
 */
export function withoutDescriptions(): Plugin {
  return {
    name: "without-descriptions",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { id: schemas, code: ".describe(" },
      handler: (code, id) => ({ code: withoutCalls(code, id), map: null }),
    },
  };
}

export function withoutCalls(code: string, file: string): string {
  const { program, errors } = parseSync(file, code);
  if (errors[0]) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  const calls: { start: number; end: number }[] = [];
  const visitor = new Visitor({
    CallExpression({ callee, end }) {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      if (callee.property.name === "describe") calls.push({ start: callee.object.end, end });
    },
  });
  visitor.visit(program);
  let [kept, at] = ["", 0];
  for (const { start, end } of calls.toSorted((one, other) => one.start - other.start)) {
    // A call within the text of another one is gone already.
    if (start < at) continue;
    kept += code.slice(at, start);
    at = end;
  }
  return `${kept}${code.slice(at)}`;
}
