import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { isErrorCode } from "../src/index.ts";

// Finds the error codes that a procedure's body can reach: those in the functions it names, transitively. A found
// code may still never be thrown, so this only proves that a code is unreachable.

type Syntax = { type: string; [part: string]: unknown };

/** Names and error codes in a piece of code. */
type Named = { names: Set<string>; codes: Set<string> };

type Module = { url: URL; declared: Map<string, Named>; imported: Map<string, { from: URL; name: string }> };

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === "object" && value !== null && typeof Reflect.get(value, "type") === "string";

const partsOf = (node: Syntax): Syntax[] => Object.values(node).flat().filter(isSyntax);

/** Skips the declared lists, which say nothing about the body. */
const isList = ({ type, key }: Syntax) =>
  type === "Property" && isSyntax(key) && (key.name === "errors" || key.name === "refusals");

/** Calls that declare a record, and the member with its kind. */
const kindOf: Record<string, string> = { clinicalRecord: "table", listRecord: "kind" };

const namesRecord = (callee: unknown) => isSyntax(callee) && String(callee.name) in kindOf;

function notFoundIn(declaration: Syntax): string {
  const given = partsOf(declaration).flatMap(partsOf);
  const { callee } = declaration;
  const member = isSyntax(callee) ? kindOf[String(callee.name)] : undefined;
  const [kind] = given.filter((each) => nameOf(each) === member).map(({ value }) => value);
  const name = isSyntax(kind) ? String(kind.name ?? kind.value) : "";
  return `${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_NOT_FOUND`;
}

function namedIn(node: Syntax, found: Named = { names: new Set(), codes: new Set() }): Named {
  const { type, name, value, source } = node;
  if (isList(node) || type.startsWith("TSType") || type === "TSInterfaceDeclaration") return found;
  if (type === "Identifier") found.names.add(String(name));
  if (type === "Literal" && typeof value === "string" && isErrorCode(value)) found.codes.add(value);
  // A declared record throws its kind's not-found code.
  if (type === "CallExpression" && namesRecord(node.callee)) found.codes.add(notFoundIn(node));
  // A dynamic import may call anything in that module.
  if (type === "ImportExpression" && isSyntax(source)) found.names.add(`import ${source.value}`);
  for (const part of partsOf(node)) namedIn(part, found);
  return found;
}

/** The names that a declaration binds. */
function boundBy({ id }: Syntax): string[] {
  if (!isSyntax(id)) return [];
  return id.type === "Identifier" ? [String(id.name)] : [...namedIn(id).names];
}

/** The builder and the error map know all codes, but throw none of a body's. */
const isOurs = (source: unknown): source is string =>
  typeof source === "string" &&
  /^(?:\.|@caretype\/(?:api|chart|coming-from-django|core|identity|import|scheduling)\/)/.test(source) &&
  !/\/(error|procedure)\//.test(source);

/** The file of a relative import. */
const resolved = (source: string, url: URL) =>
  new URL(source.startsWith(".") ? source : import.meta.resolve(source), url);

function parse(url: URL): { module: Module; declarations: Syntax[] } {
  const { program } = parseSync(fileURLToPath(url), readFileSync(url, "utf8"));
  const module: Module = { url, declared: new Map(), imported: new Map() };
  const declarations: Syntax[] = [];
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration" && isOurs(statement.source.value)) {
      const from = resolved(statement.source.value, url);
      for (const specifier of statement.specifiers)
        if (specifier.type === "ImportSpecifier" && specifier.imported.type === "Identifier")
          module.imported.set(specifier.local.name, { from, name: specifier.imported.name });
    }
    const declaration: unknown = "declaration" in statement ? statement.declaration : statement;
    if (!isSyntax(declaration)) continue;
    const several = declaration.type === "VariableDeclaration" ? partsOf(declaration) : [declaration];
    declarations.push(...several);
    for (const one of several) for (const name of boundBy(one)) module.declared.set(name, namedIn(one));
  }
  return { module, declarations };
}

const parsed = new Map<string, ReturnType<typeof parse>>();
function moduleAt(url: URL): ReturnType<typeof parse> {
  const known = parsed.get(url.href) ?? parse(url);
  parsed.set(url.href, known);
  return known;
}

const nameOf = ({ key }: Syntax): unknown => (isSyntax(key) ? key.name : undefined);

/** The files that define the modules. */
const packages = new URL("../../", import.meta.url);
const files = globSync("*/src/{,people/,modules/*/}module.ts", { cwd: packages });

const hookNames: unknown[] = [
  "patient",
  "doctor",
  "forget",
  "countWaiting",
  "redirectMails",
  "followBookings",
];

/** Adds the codes of all module hooks, because a caller of hooks may run any of them. */
function reachHooks(reached: Named): void {
  for (const file of files) {
    const { module, declarations } = moduleAt(new URL(file, packages));
    const members = declarations.flatMap(partsOf).flatMap(partsOf).flatMap(partsOf);
    for (const member of members)
      if (hookNames.includes(nameOf(member))) reach(module, namedIn(member), reached);
  }
}

/** Adds to `codes` all that are reachable from these names of a module. */
function reach(module: Module, { names, codes }: Named, reached: Named): void {
  for (const code of codes) reached.codes.add(code);
  for (const name of names) {
    const place = `${module.url.pathname} ${name}`;
    if (reached.names.has(place)) continue;
    reached.names.add(place);
    if (name === "hooksOf") reachHooks(reached);
    const [, loaded] = /^import (.*)$/.exec(name) ?? [];
    const { declared, imported } = module;
    const own = declared.get(name);
    const other = imported.get(name);
    if (own) reach(module, own, reached);
    else if (other)
      reach(moduleAt(other.from).module, { names: new Set([other.name]), codes: new Set() }, reached);
    else if (isOurs(loaded)) {
      const whole = moduleAt(resolved(loaded, module.url)).module;
      reach(whole, { names: new Set(whole.declared.keys()), codes: new Set() }, reached);
    }
  }
}

/** The members of the object in `router({ … })`, also with `satisfies`, or the call that creates it. */
function membersOf({ init }: Syntax): Syntax[] {
  const [given] = isSyntax(init) && Array.isArray(init.arguments) ? init.arguments : [];
  const object: unknown = isSyntax(given) && isSyntax(given.expression) ? given.expression : given;
  if (!isSyntax(object)) return [];
  return object.type === "CallExpression" ? [object] : partsOf(object);
}

/** The members of `features` and `extend` of each module, with their file. */
const features = files.flatMap((file) => {
  const { module, declarations } = moduleAt(new URL(file, packages));
  const lists = declarations.filter((one) =>
    boundBy(one).some((name) => name === "features" || name === "extend"),
  );
  return lists
    .flatMap(({ init }) => (isSyntax(init) ? partsOf(init) : []))
    .map((member) => ({ module, member }));
});

/** The codes that a procedure's body can reach, such as that of `patient.byId`. */
export function reachableCodes(path: string): Set<string> {
  const [feature = "", procedure = ""] = path.split(".");
  const codes = features
    .filter(({ member }) => nameOf(member) === feature)
    .map(({ module, member }) => codesIn(module, member, procedure));
  if (codes.length === 0) throw new Error(`${path}: there is no feature ${feature}`);
  return new Set(codes.flatMap((each) => [...each]));
}

function codesIn(list: Module, { value }: Syntax, procedure: string): Set<string> {
  const [name] = isSyntax(value) ? namedIn(value).names : [];
  const place = name === undefined ? undefined : list.imported.get(name);
  if (!place) throw new Error(`${list.url.pathname}: a feature is no imported router`);
  const { module, declarations } = moduleAt(place.from);
  const members = declarations.filter((one) => boundBy(one).includes(place.name)).flatMap(membersOf);
  const own = members.filter((member) => nameOf(member) === procedure);
  // A spread part is shared by several features and may contain any of them.
  const isShared = ({ type }: Syntax) => type === "SpreadElement" || type === "CallExpression";
  const roots = own.length > 0 ? own : members.filter(isShared);
  const reached: Named = { names: new Set(), codes: new Set() };
  for (const root of roots) reach(module, namedIn(root), reached);
  return reached.codes;
}
