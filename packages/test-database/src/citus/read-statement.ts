import { hasColumn } from "@caretype/db/citus";
import { EqualColumns } from "./equal-columns.ts";
import { type Fields, fieldsOf, isFields, listOf, namesIn, textOf } from "./syntax-tree.ts";

/** A table in a statement. `source` is unique in it. */
export type Source = { source: string; table: string; isWritten: boolean };

/** Rows that a statement locks. The sources are also those that it only reads. */
export type Lock = { sources: Source[]; isJoin: boolean };

type Item = { alias: string; source: string; table?: string };
type Level = { items: Item[]; outer: Level | undefined; queries: ReadonlyMap<string, string> };
/** What a query returns: its columns in order, by name, and what `*` stands for. */
type Outputs = { list: string[]; names: Map<string, string>; stars: Item[] };

/** Reads which tables a statement uses, by which values they are found, and what it locks. */
export class StatementReader {
  readonly sources: Source[] = [];
  readonly locks: Lock[] = [];
  /** The tables whose rows get the time in `ON CONFLICT DO UPDATE`. */
  readonly timed: Source[] = [];
  readonly equal = new EqualColumns();
  readonly #outputs = new Map<string, Outputs[]>();
  #count = 0;

  read(statement: unknown) {
    this.#query(statement, { items: [], outer: undefined, queries: new Map() });
  }

  /** Returns what the query's rows contain. */
  #query(node: unknown, outer: Level): Outputs[] {
    const [[kind = "", fields] = []] = isFields(node) ? Object.entries(node) : [];
    if (!isFields(fields)) return [];
    const queries = this.#common(fields.withClause, outer);
    const level: Level = { items: [], outer: { ...outer, queries }, queries };
    if (kind === "SelectStmt") return this.#select(fields, level);
    if (["InsertStmt", "UpdateStmt", "DeleteStmt"].includes(kind)) return this.#change(kind, fields, level);
    this.#walk(fields, level);
    return [];
  }

  /** Reads WITH queries. Each may name itself and those before it. */
  #common(clause: unknown, outer: Level): Map<string, string> {
    const queries = new Map(outer.queries);
    if (!isFields(clause)) return queries;
    for (const each of listOf(clause.ctes)) {
      const query = fieldsOf(each, "CommonTableExpr");
      const source = this.#newSource(textOf(query?.ctename));
      queries.set(textOf(query?.ctename), source);
      this.#derive(source, this.#query(query?.ctequery, { ...outer, queries }), query?.aliascolnames);
    }
    return queries;
  }

  #select(fields: Fields, level: Level): Outputs[] {
    if (isFields(fields.larg) && isFields(fields.rarg)) {
      const branch = (side: unknown) => this.#query({ SelectStmt: side }, level);
      const both = [...branch(fields.larg), ...branch(fields.rarg)];
      this.#walk([fields.sortClause, fields.limitCount], level);
      return both;
    }
    const rows = listOf(fields.valuesLists).map((row) => this.#valuesRow(row, level));
    if (rows.length > 0) return rows;
    const before = this.sources.length;
    for (const item of listOf(fields.fromClause)) this.#from(item, level);
    this.#conditions(fields.whereClause, level);
    this.#walk(
      [fields.targetList, fields.groupClause, fields.havingClause, fields.sortClause, fields.limitCount],
      level,
    );
    this.#lock(fields.lockingClause, level, this.sources.slice(before));
    return [this.#outputsOf(fields.targetList, level)];
  }

  #lock(clause: unknown, level: Level, under: Source[]) {
    if (listOf(clause).length === 0) return;
    this.locks.push({ sources: under, isJoin: level.items.length > 1 || under.length > 1 });
  }

  #change(kind: string, fields: Fields, level: Level): Outputs[] {
    const written = this.#table(isFields(fields.relation) ? fields.relation : undefined, level, true);
    for (const item of [...listOf(fields.fromClause), ...listOf(fields.usingClause)]) this.#from(item, level);
    if (kind === "InsertStmt") this.#insert(fields, written.source, level);
    if (hasTime(fields.onConflictClause))
      this.timed.push(...this.sources.filter(({ source }) => source === written.source));
    this.#conditions(fields.whereClause, level);
    this.#walk([kind === "UpdateStmt" ? fields.targetList : [], fields.onConflictClause], level);
    const { returningClause } = fields;
    const returned = isFields(returningClause) ? returningClause.exprs : fields.returningList;
    this.#walk(returned, level);
    return [this.#outputsOf(returned, level)];
  }

  #insert(fields: Fields, source: string, level: Level) {
    const columns = listOf(fields.cols).map((each) => textOf(fieldsOf(each, "ResTarget")?.name));
    const rows =
      fields.selectStmt === undefined ? [] : this.#query(fields.selectStmt, { ...level, items: [] });
    for (const column of columns) {
      const at = columns.indexOf(column);
      const parts = rows.map(({ list, stars }) => {
        return list[at] ?? (stars[0] === undefined ? this.#unknown() : this.#columnOf(stars[0], column));
      });
      this.equal.oneOf(`${source}.${column}`, parts.length === 0 ? [this.#unknown()] : parts);
    }
  }

  /** Adds a part of FROM to the level, and the conditions of its joins. */
  #from(node: unknown, level: Level) {
    const join = fieldsOf(node, "JoinExpr");
    if (join) {
      this.#join(join, level);
      return;
    }
    if (fieldsOf(node, "RangeVar")) {
      this.#table(fieldsOf(node, "RangeVar"), level, false);
      return;
    }
    const subquery = fieldsOf(node, "RangeSubselect");
    const alias = aliasOf(subquery ?? fieldsOf(node, "RangeFunction"));
    const source = this.#newSource(alias.name);
    // Sees the items before it, if it is lateral.
    if (subquery) {
      const columns = isFields(subquery.alias) ? subquery.alias.colnames : undefined;
      this.#derive(source, this.#query(subquery.subquery, { ...level, outer: level }), columns);
    } else this.#walk(node, level);
    level.items.push({ alias: alias.name, source });
  }

  #join(join: Fields, level: Level) {
    const before = level.items.length;
    this.#from(join.larg, level);
    const middle = level.items.length;
    this.#from(join.rarg, level);
    const [left, right] = [level.items.slice(before, middle), level.items.slice(middle)];
    for (const column of namesIn(join.usingClause))
      for (const one of left)
        for (const other of right)
          this.equal.equate(this.#columnOf(one, column), this.#columnOf(other, column));
    this.#conditions(join.quals, level);
  }

  #table(fields: Fields | undefined, level: Level, isWritten: boolean): Item {
    const name = textOf(fields?.relname);
    const alias = aliasOf(fields).name || name;
    const query = fields?.schemaname === undefined && !isWritten ? level.queries.get(name) : undefined;
    if (query !== undefined) {
      const item = { alias, source: query };
      level.items.push(item);
      return item;
    }
    const source = this.#newSource(alias);
    const table = fields?.schemaname === undefined ? name : `${textOf(fields.schemaname)}.${name}`;
    this.sources.push({ source, table, isWritten });
    const item = { alias, source, table };
    level.items.push(item);
    return item;
  }

  /** Conditions that hold for all rows: those joined by AND. */
  #conditions(node: unknown, level: Level) {
    const all = fieldsOf(node, "BoolExpr");
    if (all?.boolop === "AND_EXPR") {
      for (const each of listOf(all.args)) this.#conditions(each, level);
      return;
    }
    const comparison = fieldsOf(node, "A_Expr");
    if (comparison?.kind === "AEXPR_OP" && namesIn(comparison.name)[0] === "=")
      this.#equality(comparison.lexpr, comparison.rexpr, level);
    this.#walk(node, level);
  }

  #equality(one: unknown, other: unknown, level: Level) {
    const [left, right] = [fieldsOf(one, "RowExpr"), fieldsOf(other, "RowExpr")];
    if (left && right) {
      const rights = listOf(right.args);
      for (const [at, each] of listOf(left.args).entries()) this.#equality(each, rights[at], level);
      return;
    }
    const [first, second] = [this.#expression(one, level), this.#expression(other, level)];
    if (first !== undefined && second !== undefined) this.equal.equate(first, second);
  }

  /** Returns the column or the value that an expression is. Undefined if it is computed from columns. */
  #expression(node: unknown, level: Level): string | undefined {
    const cast = fieldsOf(node, "TypeCast");
    if (cast) return this.#expression(cast.arg, level);
    const parameter = fieldsOf(node, "ParamRef");
    if (parameter) return `$${String(parameter.number)}`;
    const constant = fieldsOf(node, "A_Const");
    if (constant) return `'${JSON.stringify(constant.sval ?? constant.ival)}`;
    const column = fieldsOf(node, "ColumnRef");
    if (column) return this.#column(namesIn(column.fields), level);
    return undefined;
  }

  #column(parts: string[], level: Level): string | undefined {
    const name = parts.at(-1) ?? "";
    const alias = parts.length > 1 ? parts.at(-2) : undefined;
    for (let at: Level | undefined = level; at !== undefined; at = at.outer) {
      const found = alias
        ? at.items.find((item) => item.alias === alias)
        : at.items.find((item) => this.#has(item, name));
      if (found) return this.#columnOf(found, name);
    }
    return undefined;
  }

  #has({ source, table }: Item, name: string) {
    if (table !== undefined) return hasColumn(table, name);
    return this.#outputs.get(source)?.some(({ names, stars }) => names.has(name) || stars.length > 0);
  }

  #columnOf({ source }: Item, name: string): string {
    const outputs = this.#outputs.get(source) ?? [];
    const parts = outputs.map(
      ({ names, stars }) =>
        names.get(name) ?? (stars[0] && this.#columnOf(stars[0], name)) ?? this.#unknown(),
    );
    if (parts.length > 0) this.equal.oneOf(`${source}.${name}`, parts);
    return `${source}.${name}`;
  }

  #outputsOf(targets: unknown, level: Level): Outputs {
    const outputs: Outputs = { list: [], names: new Map(), stars: [] };
    for (const [at, each] of listOf(targets).entries()) {
      const target = fieldsOf(each, "ResTarget");
      const column = fieldsOf(target?.val, "ColumnRef");
      const parts = namesIn(column?.fields);
      if (parts.at(-1) === "*") {
        outputs.stars.push(...level.items.filter(({ alias }) => parts.length === 1 || alias === parts[0]));
        continue;
      }
      const part = this.#expression(target?.val, level) ?? this.#unknown();
      outputs.list.push(part);
      outputs.names.set(textOf(target?.name) || parts.at(-1) || `column${at + 1}`, part);
    }
    return outputs;
  }

  #valuesRow(row: unknown, level: Level): Outputs {
    const cells = listOf(isFields(row) ? fieldsOf(row, "List")?.items : row);
    this.#walk(cells, level);
    const list = cells.map((cell) => this.#expression(cell, level) ?? this.#unknown());
    const names = new Map(list.map((part, at) => [`column${at + 1}`, part]));
    return { list, names, stars: [] };
  }

  #derive(source: string, outputs: Outputs[], columns: unknown) {
    const renamed = namesIn(columns);
    this.#outputs.set(
      source,
      outputs.map((each) => ({
        ...each,
        names: new Map([
          ...each.names,
          ...renamed.map((name, at) => [name, each.list[at] ?? this.#unknown()] as const),
        ]),
      })),
    );
  }

  /** Reads the queries inside of expressions. */
  #walk(node: unknown, level: Level) {
    if (Array.isArray(node)) {
      for (const each of node) this.#walk(each, level);
      return;
    }
    if (!isFields(node)) return;
    for (const [kind, value] of Object.entries(node)) {
      if (kind.endsWith("Stmt")) this.#query({ [kind]: value }, { ...level, outer: level });
      else if (kind === "RangeVar" && isFields(value)) this.#table(value, level, false);
      else this.#walk(value, level);
    }
  }

  #newSource = (name: string) => `${name}#${++this.#count}`;
  #unknown = () => `?#${++this.#count}`;
}

const aliasOf = (fields: Fields | undefined) => ({
  name: textOf(isFields(fields?.alias) ? fields.alias.aliasname : undefined),
});

/** Whether an expression depends on when, or how often, it is computed. */
function hasTime(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(hasTime);
  if (!isFields(node)) return false;
  const name = namesIn(fieldsOf(node, "FuncCall")?.funcname).at(-1) ?? "";
  return timeFunctions.includes(name) || "SQLValueFunction" in node || Object.values(node).some(hasTime);
}

const timeFunctions = [
  "clock_timestamp",
  "gen_random_uuid",
  "now",
  "random",
  "statement_timestamp",
  "uuidv7",
];
