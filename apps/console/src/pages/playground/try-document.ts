type Parameter = {
  required?: boolean;
  example?: unknown;
  examples?: unknown;
  schema?: { default?: unknown };
};
type Operation = { parameters?: Parameter[] };

/**
 * Loads the OpenAPI document and disables optional parameters.
 * Otherwise Scalar sends an example practice, and the first value of each enum.
 */
export async function loadDocument(url: string): Promise<object> {
  const answer = await fetch(url);
  const document: { paths: Record<string, Record<string, Operation>> } = await answer.json();
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    for (const parameter of operation.parameters ?? []) {
      if (parameter.required) continue;
      delete parameter.example;
      parameter.examples = { default: { value: parameter.schema?.default ?? "", "x-disabled": true } };
    }
  }
  return document;
}
