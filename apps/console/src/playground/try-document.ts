type Parameter = {
  required?: boolean;
  example?: unknown;
  examples?: unknown;
  schema?: { default?: unknown };
};
type Operation = { parameters?: Parameter[] };

/**
 * The API's document as Scalar fills in its forms from: what need not be sent is not sent before somebody wants it.
 * Otherwise it sends an example's practice, and asks for the first of each choice.
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
