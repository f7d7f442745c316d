import { appRouter, type Deprecation, deprecationText } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import { type Node, parseSync } from "oxc-parser";
import {
  type Direction,
  definitionOf,
  deprecationOf,
  idOf,
  layersOf,
  type Schema,
} from "./published-schemas.ts";

// tsc expands a router's type: it spells out each record at every use, and drops comments of other files. Here the
// records get their names back, so that an editor shows `Patient`, and fields their descriptions. Both come from the
// schemas, as for OpenAPI. The types' contents stay as tsc wrote them.

/** A JSDoc comment. Editors strike through what is `@deprecated`. */
function comment(text: string | undefined, deprecation?: Deprecation): string {
  const tag = deprecation && `@deprecated ${deprecationText(deprecation)}`;
  const words = [text, tag].filter(Boolean).join("\n");
  return words ? `/** ${words.replaceAll("*/", "* /")} */\n` : "";
}

type Place = {
  schema: Schema | undefined;
  direction: Direction;
  /** The name of a long input. */
  inputName?: string;
  /** The name of a long type in a record: the record's name and the field's. Empty: stays unnamed. */
  longName?: string;
};

/** Maximum characters without comments. An editor would spread longer types over many lines. */
const maxTextLength = 100;

/** Longer inputs get a name. An editor shows shorter ones in full, and a mutation's twice. */
const maxShownLines = 3;
const maxShownTextLength = 30;

/** The base of every list's input. `extends` avoids repeated descriptions. */
const paging = ["limit", "cursor"];

const pageFields = ["items", "nextCursor"];

/** An interface, or another statement as its only line. */
type Statement = { head: string; lines: string[]; parent?: string };

class TypeNames {
  readonly #source: string;
  /** Statements by type name. */
  readonly #statements = new Map<string, Statement>();
  /** tsc's text by type name. */
  readonly #texts = new Map<string, string>();
  /** Names by tsc's text of the type. */
  readonly #names = new Map<string, string>();

  constructor(source: string) {
    this.#source = source;
  }

  get statements(): string[] {
    return [...this.#statements].map(([name, statement]) => {
      const { head, lines } = statement;
      if (head === "") return lines.join("\n");
      const parent = statement.parent ?? this.#parentOf(name, statement);
      const inherited = new Set(parent ? this.#statements.get(parent)?.lines : []);
      const own = lines.filter((line) => !inherited.has(line));
      return `${head} ${parent ? `extends ${parent} ` : ""}{\n${own.join("\n")}\n}\n`;
    });
  }

  /** The largest nested record, such as the patient in a restored one. */
  #parentOf(name: string, { lines }: Statement): string | undefined {
    if (name.endsWith("Input")) return undefined;
    const all = new Set(lines);
    const contained = [...this.#statements].filter(
      ([, other]) =>
        other.lines.length >= maxShownLines &&
        other.lines.length < all.size &&
        other.lines.every((line) => all.has(line)),
    );
    return contained.toSorted(([, one], [, other]) => other.lines.length - one.lines.length)[0]?.[0];
  }

  /** The text of a type, with names in place of records. */
  textOf(node: Node, place: Place): string {
    const layers = layersOf(place.schema, place.direction);
    const within = (schema?: Schema): Place => ({ schema, direction: place.direction });
    const inner = layers.at(-1);
    switch (node.type) {
      case "TSTypeLiteral":
        return this.#literal(node, { ...place, schema: inner }, layers);
      case "TSArrayType":
        return this.#spliced(node, [[node.elementType, { ...place, schema: inner?._zod.def.element }]]);
      case "TSParenthesizedType":
        return this.#spliced(node, [[node.typeAnnotation, place]]);
      case "TSUnionType":
        return this.#union(node, place, layers);
      case "TSTypeReference":
      case "TSImportType":
        return this.#generic(node, within());
      default:
        return this.#textAt(node);
    }
  }

  /** A union of several types has its schema's name, or one of its own if it is long. */
  #union(node: Node & { type: "TSUnionType" }, place: Place, layers: readonly Schema[]): string {
    const isNone = ({ type }: Node) => type === "TSNullKeyword" || type === "TSUndefinedKeyword";
    const members = node.types.filter((type) => !isNone(type));
    const inner = layers.at(-1);
    const longName = members.length > 1 ? "" : (place.longName ?? "");
    const text = (types: readonly Node[]) =>
      types
        .map((type) => this.textOf(type, { ...place, schema: optionOf(type, inner), longName }))
        .join(" | ");
    const written = members.map((type) => this.#written(type)).join(" | ");
    const id = layers.map(idOf).find((one) => one !== undefined);
    const known = this.#names.get(written);
    const name = id ?? known ?? this.#longNameOf(written, place);
    if (members.length < 2 || !name) return text(node.types);
    if (known === undefined || this.#statements.has(name)) {
      this.#claim(name, written);
      const lines = [`${comment(describedBy(layers))}export type ${name} = ${text(members)};\n`];
      this.#statements.set(name, { head: "", lines });
    }
    return [name, ...node.types.filter(isNone).map((type) => this.#textAt(type))].join(" | ");
  }

  #longNameOf(written: string, { longName }: Place): string | undefined {
    return longName && written.length > maxTextLength ? longName : undefined;
  }

  /** A generic type. The second argument of `VersionPage<Patient, { … }>` is the versioned part of the record. */
  #generic(node: Node & { type: "TSTypeReference" | "TSImportType" }, place: Place): string {
    const [record, content, ...others] = node.typeArguments?.params ?? [];
    const name = record?.type === "TSTypeLiteral" ? this.textOf(record, place) : "{";
    if (content?.type === "TSTypeLiteral" && !name.startsWith("{"))
      this.#nameContent(`${name}Content`, content);
    const params = [record, content, ...others].filter((param) => param !== undefined);
    return this.#spliced(
      node,
      params.map((param) => [param, place]),
    );
  }

  #nameContent(name: string, content: Node & { type: "TSTypeLiteral" }) {
    this.#names.set(this.#written(content), name);
    const record = name.replace(/Content$/, "");
    const fields = content.members.map((member) => `"${keyOf(member)}"`).join(" | ");
    this.#statements.set(name, { head: "", lines: [`export type ${name} = Pick<${record}, ${fields}>;\n`] });
  }

  #written(node: Node): string {
    return this.#textAt(node).replaceAll(/\s+/g, " ");
  }

  /** Registers the name of a union that already has one. */
  know(statement: Node) {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
    if (declared?.type === "TSTypeAliasDeclaration" && declared.typeAnnotation.type === "TSUnionType")
      this.#names.set(this.#written(declared.typeAnnotation), declared.id.name);
  }

  /** The text of a statement, with names in place of records. */
  statementText(statement: Node): string {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
    if (declared?.type !== "TSTypeAliasDeclaration") return this.#textAt(statement);
    const { typeAnnotation: type } = declared;
    if (this.#names.get(this.#written(type)) === declared.id.name) return this.#textAt(statement);
    const place: Place = { schema: undefined, direction: "out" };
    const text = type.type === "TSTypeLiteral" ? this.#body(type, place) : this.textOf(type, place);
    return `${this.#source.slice(statement.start, type.start)}${text};`;
  }

  #textAt({ start, end }: Node): string {
    return this.#source.slice(start, end);
  }

  /** The text of a node, with replacements for some of its descendants. */
  #spliced(node: Node, parts: readonly (readonly [Node, Place])[]): string {
    let [text, at] = ["", node.start];
    for (const [part, place] of parts) {
      text += `${this.#source.slice(at, part.start)}${this.textOf(part, place)}`;
      at = part.end;
    }
    return `${text}${this.#source.slice(at, node.end)}`;
  }

  #literal(node: Node & { type: "TSTypeLiteral" }, place: Place, layers: readonly Schema[]): string {
    if (place.direction === "out" && pageFields.every((name, at) => node.members.map(keyOf)[at] === name))
      return this.#page(node, place);
    const written = this.#written(node);
    const known = this.#names.get(written);
    const longName = known === undefined || known === place.longName ? this.#longNameOf(written, place) : "";
    const name = this.#nameOf(node, place, layers) ?? longName;
    if (!name || (place.direction === "in" && known && known !== name))
      return known ?? this.#body(node, place);
    this.#claim(name, written);
    const head = `${comment(describedBy(layers))}export interface ${name}`;
    const lines = this.#lines(node, { ...place, longName: name });
    // The second pass replaces it: the first one does not know all names yet.
    this.#statements.set(name, { head, lines, ...this.#heritage(node, place) });
    return name;
  }

  #claim(name: string, written: string) {
    const other = this.#texts.get(name);
    if (other !== undefined && other !== written) throw new Error(`Two published types are named ${name}`);
    this.#texts.set(name, written);
    this.#names.set(written, name);
  }

  /** `Page<Patient>`, or `PatientPage` if it has more fields. */
  #page(node: Node & { type: "TSTypeLiteral" }, place: Place): string {
    const [items, next, ...others] = this.#lines(node, place);
    const [, item] = /^.*?items: (.*)\[\];$/s.exec(items ?? "") ?? [];
    if (!items || !next || !item) throw new Error("tsc wrote a page without items");
    const generic = items.replace(item, () => "Item");
    this.#statements.set("Page", {
      head: "",
      lines: [`export interface Page<Item> {\n${generic}\n${next}\n}\n`],
    });
    if (others.length === 0) return `Page<${item}>`;
    const name = /^\w+$/.test(item) ? `${item}Page` : undefined;
    const own = `export interface ${name} extends Page<${item}> {\n${others.join("\n")}\n}\n`;
    if (!name || (this.#statements.get(name)?.lines[0] ?? own) !== own) return this.#body(node, place);
    this.#statements.set(name, { head: "", lines: [own] });
    return name;
  }

  #nameOf(node: Node & { type: "TSTypeLiteral" }, place: Place, layers: readonly Schema[]) {
    // Names are OpenAPI's names. A short input of a procedure is shown in full.
    if (!place.inputName) return layers.map(idOf).find((id) => id !== undefined);
    const isLong = node.members.length > maxShownLines || this.#written(node).length > maxShownTextLength;
    return isLong || isPaged(node) ? place.inputName : undefined;
  }

  /** The common part of all lists has a type of its own. */
  #heritage(node: Node & { type: "TSTypeLiteral" }, place: Place): { parent?: string } {
    if (place.direction === "out" || !isPaged(node)) return {};
    const lines = this.#lines({ ...node, members: node.members.filter(isPaging) }, place);
    const before = this.#statements.get("Paging")?.lines;
    if (before && before.join() !== lines.join()) return {};
    this.#statements.set("Paging", { head: "export interface Paging", lines });
    return { parent: "Paging" };
  }

  #body(node: Node & { type: "TSTypeLiteral" }, place: Place): string {
    return `{\n${this.#lines(node, place).join("\n")}\n}`;
  }

  #lines(node: Node & { type: "TSTypeLiteral" }, { schema, direction, longName = "" }: Place): string[] {
    const ofField = (field: string) =>
      longName &&
      `${longName.replace(/Input$/, "")}${pageFields.includes(field) ? "" : capitalized(field)}${direction === "in" ? "Input" : ""}`;
    const fields = schema?._zod.def.shape ?? {};
    let at = node.start + 1;
    return node.members.map((member) => {
      // tsc's copies of comments in the sources.
      const written = this.#source.slice(at, member.start).replace(/^;/, "").trim();
      at = member.end;
      if (member.type !== "TSPropertySignature" || !member.typeAnnotation) return this.#textAt(member);
      const { key, typeAnnotation } = member;
      const field = key.type === "Identifier" ? fields[key.name] : undefined;
      const layers = layersOf(field, direction);
      const described = layers.find(({ description }) => description)?.description;
      const type = typeAnnotation.typeAnnotation;
      const head = this.#source.slice(member.start, type.start);
      const explained = comment(described, deprecationOf(layers)) || (written && `${written}\n`);
      const text = this.textOf(type, { schema: field, direction, longName: ofField(keyOf(member)) });
      return `${explained}${head}${text};`;
    });
  }
}

const describedBy = (layers: readonly Schema[]) => layers.find(({ description }) => description)?.description;

const keyOf = (member: Node): string =>
  member.type === "TSPropertySignature" && member.key.type === "Identifier" ? member.key.name : "";

const isPaging = (member: Node) => paging.includes(keyOf(member));
const isPaged = ({ members }: { members: readonly Node[] }) =>
  paging.every((name) => members.some((member) => keyOf(member) === name));

/** The member of a union for a type literal or an array: the only one, or the one with the same fields. */
function optionOf(node: Node, union: Schema | undefined): Schema | undefined {
  const { options } = union?._zod.def ?? {};
  // A nullable field is a union for tsc only.
  if (!options) return union;
  const ends = options.map((option) => layersOf(option, "out").at(-1));
  if (node.type === "TSArrayType") return ends.find((option) => option?._zod.def.type === "array");
  if (node.type !== "TSTypeLiteral") return undefined;
  const names = node.members.map(keyOf).join();
  return ends.find((option) => Object.keys(option?._zod.def.shape ?? {}).join() === names);
}

function membersOf(node: Node): { name: string; type: Node }[] {
  if (node.type !== "TSTypeLiteral") throw new Error(`tsc wrote a ${node.type} where an object type belongs`);
  return node.members.map((member) => {
    const name = keyOf(member);
    const type = member.type === "TSPropertySignature" && member.typeAnnotation?.typeAnnotation;
    if (name === "" || !type) throw new Error("tsc wrote a member without a name or a type");
    return { name, type };
  });
}

function argumentsOf(node: Node): Node[] {
  const isGeneric = node.type === "TSTypeReference" || node.type === "TSImportType";
  if (!isGeneric || !node.typeArguments) throw new Error(`tsc wrote a ${node.type} without type arguments`);
  return node.typeArguments.params;
}

/**
 * The record of `TRPCBuiltRouter<Config, TRPCDecorateCreateRouterOptions<Record>>`, or of what this stands for:
 * `Router<Config, TRPCDecorateCreateRouterOptions<Record>> & …`.
 */
function recordOf(router: Node): { name: string; type: Node }[] {
  const [, options] = argumentsOf(
    router.type === "TSIntersectionType" && router.types[0] ? router.types[0] : router,
  );
  const [record] = options ? argumentsOf(options) : [];
  if (!record) throw new Error("tsc wrote a router without its procedures");
  return membersOf(record);
}

type Published = { names: TypeNames; router: AnyTRPCRouter };

const capitalized = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

function procedureText(path: string, node: Node, { names, router }: Published): string {
  const { type, meta, inputs = [], output } = definitionOf(router, path);
  const [definition] = argumentsOf(node);
  const parts = new Map(definition ? membersOf(definition).map((part) => [part.name, part.type]) : []);
  const [input, answer] = [parts.get("input"), parts.get("output")];
  if (!input || !answer) throw new Error(`tsc wrote ${path} without input or output`);
  const longName = path.split(".").map(capitalized).join("");
  const inputText = names.textOf(input, {
    schema: inputs[0],
    direction: "in",
    inputName: `${longName}Input`,
  });
  const outputText = names.textOf(answer, { schema: output, direction: "out", longName });
  const kind = type === "query" ? "Query" : "Mutation";
  const name = path.slice(path.lastIndexOf(".") + 1);
  const codes = (meta?.errors ?? []).map((code) => `"${code}"`).join(" | ");
  return `${comment(meta?.rest?.summary ?? meta?.summary, meta?.deprecation)}${name}: ${kind}<${inputText}, ${outputText}${codes && `, ${codes}`}>;`;
}

/** Indents by a tab per brace: spaces would take 5 kB more. */
function indented(text: string): string {
  let depth = 0;
  const lines = text.split("\n").map((line) => {
    const plain = line.trim();
    if (/^[}>]/.test(plain)) depth -= 1;
    const indent = "\t".repeat(Math.max(depth, 0));
    if (/[{<]$/.test(plain)) depth += 1;
    return plain === "" ? "" : `${indent}${plain}`;
  });
  return lines.join("\n");
}

/** Names the records in tsc's declarations, including `declare const appRouter`, which becomes `AppRouter`. */
export function withNames(declarations: string, router: AnyTRPCRouter = appRouter): string {
  const { program, errors } = parseSync("api.d.ts", declarations);
  if (errors[0]) throw new Error(`tsc's output cannot be parsed: ${errors[0].message}`);
  const names = new TypeNames(declarations);
  const features = (): string[] => {
    const routers = program.body.flatMap((statement) => {
      const declared = statement.type === "VariableDeclaration" ? statement.declarations[0]?.id : undefined;
      return declared?.typeAnnotation ? [declared.typeAnnotation.typeAnnotation] : [];
    });
    if (!routers[0]) throw new Error("tsc wrote no router");
    // tsc has its own order. The first of equal types gives its name.
    const order = Object.keys(router._def.record);
    const ordered = recordOf(routers[0]).toSorted(
      (one, other) => order.indexOf(one.name) - order.indexOf(other.name),
    );
    return ordered.map(({ name, type }) => {
      const procedures = recordOf(type).map((one) =>
        procedureText(`${name}.${one.name}`, one.type, { names, router }),
      );
      return `${name}: {\n${procedures.join("\n")}\n};`;
    });
  };
  for (const statement of program.body) names.know(statement);
  // The first pass finds the names.
  features();
  const record = features().join("\n");
  let [others, at] = ["", 0];
  for (const statement of program.body) {
    const isWanted = statement.type !== "VariableDeclaration" && statement.type !== "ImportDeclaration";
    if (isWanted) others += `${declarations.slice(at, statement.start)}${names.statementText(statement)}`;
    at = statement.end;
  }
  return indented(
    [
      others,
      ...names.statements,
      builders,
      `export type AppRouter = TRPCBuiltRouter<Root, {\n${record}\n}>;\n`,
    ].join("\n"),
  );
}

/** The common base of all procedures. */
const builders = `import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from "@trpc/server";
type Root = { ctx: {}; meta: {}; errorShape: ErrorShape; transformer: false };
type Query<Input, Output, Code = never> = TRPCQueryProcedure<{
input: Input;
output: Output;
meta: { errors?: readonly Code[] };
errorShape: ErrorShape;
}>;
type Mutation<Input, Output, Code = never> = TRPCMutationProcedure<{
input: Input;
output: Output;
meta: { errors?: readonly Code[] };
errorShape: ErrorShape;
}>;`;
