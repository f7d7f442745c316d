import { readdirSync, readFileSync } from "node:fs";
import { capitalized, type FeatureNames } from "./names.ts";

// A feature consists of its own files, and of lines in files that list features. If one of these lines is missing, the
// code does not compile, or a test fails.

type NewFile = { path: string; text: string };

/** Lines to insert before a text that occurs once in the file. */
type Insertion = { path: string; before: string; lines: string };

const api = "packages/api/src";
const plans = "packages/testing/test/plans";

export function newFiles(names: FeatureNames): NewFile[] {
  const { kebab } = names;
  const file = (path: string, template: string) => ({ path, text: filled(template, names) });
  return [
    file(`packages/db/src/schema/${kebab}.ts`, "table.ts"),
    file(`${api}/${kebab}/schema.ts`, "schema.ts"),
    file(`${api}/${kebab}/queries.ts`, "queries.ts"),
    file(`${api}/${kebab}/router.ts`, "router.ts"),
    file(`${api}/${kebab}/cases.ts`, "cases.ts"),
    file(`${api}/${kebab}/router.test.ts`, "router.test.ts"),
    file(`${plans}/${kebab}.ts`, "plans.ts"),
  ];
}

const textOfTemplate = (name: string) =>
  readFileSync(new URL(`template/${name}.txt`, import.meta.url), "utf8");

/** Whether the templates use this word, so that a feature with this name would not compile. */
export function usedInTemplates(word: string): boolean {
  const templates = readdirSync(new URL("template", import.meta.url)).map((file) =>
    file.replace(/\.txt$/, ""),
  );
  return templates.some((template) => new RegExp(`(?<!\\{\\{)\\b${word}\\b`).test(textOfTemplate(template)));
}

function filled(template: string, names: FeatureNames): string {
  const values = new Map<string, string>(Object.entries(names));
  return textOfTemplate(template).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`The template ${template} has an unknown placeholder: ${name}.`);
    return value;
  });
}

/** Inserts lines before a text of the file. */
const at = (path: string) => (before: string, lines: string) => ({ path, before, lines });

/** Insertions for the type of the record's ids, from the table to the client. */
function idInsertions({ camel, Pascal, words, aWords, manyWords }: FeatureNames): Insertion[] {
  const types = at("packages/db/src/ids.ts");
  const schemas = at(`${api}/field/ids.ts`);
  const entry = at(`${api}/index.ts`);
  const parsers = at("packages/client/src/ids.ts");
  const client = at("packages/client/src/index.ts");
  return [
    types("export type UploadId =", `export type ${Pascal}Id = string & { readonly "~id": "${camel}" };`),
    schemas(
      "export type UploadId =",
      `export type ${Pascal}Id = ids.${Pascal}Id;\nexport const ${Pascal}Id = branded<${Pascal}Id>(Id.describe("One ${words} of the practice."));\n`,
    ),
    entry("  UploadId,\n", `  ${Pascal}Id,`),
    parsers("  UploadId,\n", `  ${Pascal}Id,`),
    parsers(
      "/** Parses the ids of import uploads",
      `/** Parses the ids of ${manyWords}: see \`IdParser\`. */\nexport const ${camel}Id = parserOf<${Pascal}Id>("${aWords}");`,
    ),
    client("  UploadId,\n", `  ${Pascal}Id,`),
    client("  uploadId,\n", `  ${camel}Id,`),
  ];
}

/** The console's texts. Its other languages have the English words until somebody translates them. */
function textInsertions({ kebab, camel, CODE, words, manyWords }: FeatureNames): Insertion[] {
  const [one, many] = [capitalized(words), capitalized(manyWords)];
  const texts = (language: "de" | "es", file: string) => (before: string, lines: string[]) => ({
    path: `apps/console/src/${file}.${language}.ts`,
    before,
    lines: lines.map((line) => `  ${line},`).join("\n"),
  });
  const permissions = (read: string, manage: string) => [
    `"${kebab}:read": "${read}"`,
    `"${kebab}:manage": "${manage}"`,
  ];
  const actions = (list: string, ...others: [string, string, string, string]) => {
    const [byId, create, update, remove] = others;
    return Object.entries({ list, byId, create, update, remove }).map(
      ([name, text]) => `"${camel}.${name}": "${text}"`,
    );
  };
  const [permission, error, action] = ['  "import:read":', "  VERSION_NOT_FOUND:", '  "room.list":'];
  return [
    texts("de", "words/permission/texts")(
      permission,
      permissions(`${many} auflisten und lesen`, `${many} hinzufügen, ändern und entfernen`),
    ),
    texts("es", "words/permission/texts")(
      permission,
      permissions(`Listar y leer ${manyWords}`, `Añadir, cambiar y eliminar ${manyWords}`),
    ),
    texts("de", "kit/notice/errors/texts")(error, [`${CODE}_NOT_FOUND: "${one} nicht gefunden"`]),
    texts("es", "kit/notice/errors/texts")(error, [`${CODE}_NOT_FOUND: "No existe: ${words}"`]),
    texts("de", "pages/audit/words/actions")(
      action,
      actions(
        `${many} aufgelistet`,
        `${one} gelesen`,
        `${one} hinzugefügt`,
        `${one} geändert`,
        `${one} entfernt`,
      ),
    ),
    texts("es", "pages/audit/words/actions")(
      action,
      actions(
        `Listó ${manyWords}`,
        `Leyó ${words}`,
        `Añadió ${words}`,
        `Cambió ${words}`,
        `Eliminó ${words}`,
      ),
    ),
  ];
}

/** The feature's record in the fixture of tests, and in that of the reference. */
function fixtureInsertions({ camel, Pascal }: FeatureNames): Insertion[] {
  const fixtureType = at(`${api}/testing/fixture.ts`);
  const fixture = at("packages/api/test/fixture.ts");
  const sample = at("apps/docs/src/reference/sample-fixture.ts");
  return [
    fixtureType("  PatientId,\n", `  ${Pascal}Id,`),
    fixtureType("  removedPatient: PatientId;", `  ${camel}: ${Pascal}Id;`),
    fixture("  PatientId,\n", `  ${Pascal}Id,`),
    fixture(
      "    noteKind: newRow(",
      `    ${camel}: newRow(schema.${camel}, { ...owned, id: newId<${Pascal}Id>(), remarks: "Palpitations" }),`,
    ),
    fixture(
      "    await tx.insert(schema.noteKind)",
      `    await tx.insert(schema.${camel}).values(rows.${camel});`,
    ),
    fixture("    assignment: assignment.id,", `    ${camel}: rows.${camel}.id,`),
    fixture("  assignment: newId(),", `  ${camel}: newId(),`),
    sample("  notification: placeholder(", `  ${camel}: placeholder("${camel}Id"),`),
  ];
}

/** Returns all insertions. The formatter sorts imports and exports afterwards. */
export function insertions(names: FeatureNames): Insertion[] {
  const { kebab, camel, Pascal, Pascals, CODE, words, manyWords } = names;
  const tables = at("packages/db/src/schema/index.ts");
  const routers = at(`${api}/router.ts`);
  const rows = at(`${api}/cases.ts`);
  const permissions = at(`${api}/permissions.ts`);
  const errors = at(`${api}/error/definitions.ts`);
  const kinds = at(`${api}/error/domain-error.ts`);
  const problem = at("apps/server/src/openapi/problem.ts");
  const stale = at("packages/client/src/errors.ts");
  const shown = at(`${api}/api-key/rules.unit.test.ts`);
  const commands = at("packages/cli/src/feature-names.ts");
  const planFixtureType = at(`${api}/testing/plan-fixture.ts`);
  const planFixture = at(`${plans}/fixture.ts`);
  return [
    ...idInsertions(names),
    ...textInsertions(names),
    tables("export { practice }", `export { ${camel} } from "./${kebab}.ts";`),
    routers("import { auditTrailRouter }", `import { ${camel}Router } from "./${kebab}/router.ts";`),
    routers("  audit: typeof auditTrailRouter;", `  ${camel}: typeof ${camel}Router;`),
    routers("  audit: auditTrailRouter,", `  ${camel}: ${camel}Router,`),
    rows("import { auditTrailCases }", `import { ${camel}Cases } from "./${kebab}/cases.ts";`),
    rows("  audit: auditTrailCases,", `  ${camel}: ${camel}Cases,`),
    permissions('  "import:read",\n  "import:run",', `  "${kebab}:read",\n  "${kebab}:manage",`),
    permissions(
      '  "import:read": "',
      `  "${kebab}:read": "List and read ${manyWords}",\n  "${kebab}:manage": "Add, change and remove ${manyWords}",`,
    ),
    permissions('  "statistics:read",\n];', `  "${kebab}:read",`),
    permissions('  "assignment:remove",\n];', `  "${kebab}:manage",`),
    permissions('  "import:undo": ["import:read"],', `  "${kebab}:manage": ["${kebab}:read"],`),
    errors(
      "  VERSION_NOT_FOUND: define(",
      `  ${CODE}_NOT_FOUND: notFound("No such ${words}", "${camel}.list"),`,
    ),
    kinds('  | "visitType";', `  | "${camel}"`),
    problem("  visitType: true,", `  ${camel}: true,`),
    stale("  apiKey: ApiKey;", `  ${camel}: RouterOutputs["${camel}"]["byId"];`),
    shown('  ["statistics:read", [', `  ["${kebab}:manage", ["${kebab}:read"]],`),
    commands('  audit: "The access log",', `  ${camel}: "The practice's ${manyWords}",`),
    ...fixtureInsertions(names),
    planFixtureType("  PatientId,\n", `  ${Pascal}Id,`),
    planFixtureType("  entriesCursor: string;", `  ${camel}: { id: ${Pascal}Id; cursor: string };`),
    planFixture("import { makePasskeys }", `import { make${Pascals} } from "./${kebab}.ts";`),
    planFixture(
      "    mergeId: await insertMerge(",
      `    ${camel}: await make${Pascals}(database, { owner, accountId: largest.accountId }),`,
    ),
  ];
}

/** @throws {Error} unless the text to insert before occurs exactly once. */
export function inserted(text: string, { path, before, lines }: Insertion): string {
  const [start, end, ...more] = text.split(before);
  if (start === undefined || end === undefined || more.length > 0) {
    throw new Error(
      `${path} must contain ${JSON.stringify(before)} exactly once: adapt the insertion in ${import.meta.filename}.`,
    );
  }
  return `${start}${lines}\n${before}${end}`;
}
