import { stat } from "node:fs/promises";
import path from "node:path";
import { DomainError, ImportProblems, ImportRefused } from "@caretype/api";
import { type CodeFile, importCodesAs, listCodesAs, undoCodesAs } from "@caretype/api/codes/import";
import { StartCodes, type Terminology } from "@caretype/api/codes/schema";
import { TerminologyId } from "@caretype/api/field/ids";
import type { DatabaseHandle } from "@caretype/db";
import { withDatabase } from "../command/command-database.ts";
import { counted } from "../command/counted.ts";
import { shellCommand } from "../command/shell-command.ts";
import type { CommandOutput } from "../import/batch-commands.ts";
import { describeGuess, describeRefusal } from "../import/describe-summary.ts";
import type { Settings } from "../settings/settings.ts";
import { readCodeSystem, readHeading, readValueSet } from "./read-fhir.ts";
import { type Events, readTable } from "./read-table.ts";
import type {
  CodesCommands,
  ImportCodesRequest,
  ListCodesRequest,
  UndoCodesRequest,
} from "./register-codes-command.ts";

/** Runs a function on the migrated database. */
type OnDatabase = <T>(run: (database: DatabaseHandle) => Promise<T>) => Promise<T>;

const standard: CommandOutput = { out: process.stdout, errors: process.stderr };

export function codesCommands(settings: Settings): CodesCommands {
  const onDatabase: OnDatabase = (run) => withDatabase(settings, run);
  return {
    import: (request) => runCodesImport(request, onDatabase, standard),
    list: (request) => runCodesList(request, onDatabase, standard),
    undo: (request) => runCodesUndo(request, onDatabase, standard),
  };
}

/** What is imported, and its file. */
type Opened = { terminology: StartCodes; file: CodeFile };

export function runCodesImport(
  request: ImportCodesRequest,
  onDatabase: OnDatabase,
  output: CommandOutput,
): Promise<0 | 1> {
  const startedAt = performance.now();
  const { account, dryRun } = request;
  return runAndPrint(output, async () => {
    const problems = new ImportProblems([request.file]);
    const opened = await open(request, problems);
    const made = await onDatabase((database) =>
      importCodesAs(database, { email: account, ...opened, problems, dryRun }),
    );
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const what = `${counted(made.concepts, "code")} of ${made.uri}, version ${made.version}`;
    if (dryRun) return `Dry run: ${what} would be imported, checked in ${seconds} s\n`;
    const undo = shellCommand(`codes undo ${made.id} --account ${account}`);
    return `${what}, imported in ${seconds} s\nTo undo it: ${undo}\n`;
  });
}

async function open(request: ImportCodesRequest, problems: ImportProblems): Promise<Opened> {
  const { file, system, version, title } = request;
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new ImportRefused(`The file ${file} does not exist.`);
  const events: Events = {
    onBytes: () => undefined,
    onProblem: (problem) => problems.addOfFolder({ file, ...problem }),
    onGuess: (encoding) => void process.stderr.write(describeGuess(encoding)),
  };
  if (path.extname(file).toLowerCase() === ".json") return openResource(request, problems, events);
  const kind = request.valueSet ? "value-set" : "code-system";
  return {
    terminology: terminologyOf({ system, version, title, kind }),
    file: { concepts: readTable(request, events), retiresOthers: () => !request.partial },
  };
}

type Named = Record<"system" | "version" | "title", string | undefined> & { kind: StartCodes["kind"] };

function terminologyOf({ system, version, title, kind }: Named): StartCodes {
  if (system === undefined) throw new ImportRefused("--system is missing.");
  if (version === undefined) throw new ImportRefused("--version is missing.");
  const parsed = StartCodes.safeParse({ kind, uri: system, version, title });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const option = issue?.path[0] === "uri" ? "system" : String(issue?.path[0]);
  throw new ImportRefused(`--${option}: ${issue?.message}.`);
}

async function openResource(
  request: ImportCodesRequest,
  problems: ImportProblems,
  events: Events,
): Promise<Opened> {
  const { file, system, version, title, partial } = request;
  const heading = await readHeading(file, events);
  if (problems.total > 0) throw new ImportRefused("The codes cannot be imported.", { problems });
  const { resourceType, url, content = "complete" } = heading;
  if (resourceType !== "CodeSystem" && resourceType !== "ValueSet")
    throw new ImportRefused(`${file} is neither a CodeSystem nor a ValueSet of FHIR.`);
  if (system !== undefined && url !== undefined && system !== url)
    throw new ImportRefused(`${file} is of ${url}, and --system says ${system}.`);
  const isValueSet = resourceType === "ValueSet";
  if (!isValueSet && (content === "not-present" || content === "supplement"))
    throw new ImportRefused(`${file} has no codes of its own: its content is ${content}.`);
  const terminology = terminologyOf({
    kind: isValueSet ? "value-set" : "code-system",
    system: system ?? url,
    version: version ?? heading.version,
    title: title ?? heading.title ?? heading.name,
  });
  const concepts = isValueSet ? readValueSet(file, heading, events) : readCodeSystem(file, events);
  return { terminology, file: { concepts, retiresOthers: () => !partial && content === "complete" } };
}

export function runCodesList(
  { account, limit }: ListCodesRequest,
  onDatabase: OnDatabase,
  output: CommandOutput,
): Promise<0 | 1> {
  return runAndPrint(output, async () => {
    const count = Number(limit);
    if (!Number.isInteger(count) || count < 1 || count > 200)
      throw new ImportRefused("--limit must be a whole number from 1 to 200.");
    const { items, nextCursor } = await onDatabase((database) =>
      listCodesAs(database, { email: account, limit: count }),
    );
    const more = nextCursor === null ? "" : "… and older ones: see --limit\n";
    return items.length === 0 ? "No codes have been imported yet.\n" : items.map(describe).join("") + more;
  });
}

function describe({ id, kind, uri, version, concepts, isComplete, isLatest }: Terminology): string {
  const state = isComplete ? (isLatest ? ", latest" : "") : ", not finished";
  return `${id}  ${kind}  ${uri}  ${version}: ${concepts} codes${state}\n`;
}

export function runCodesUndo(
  { id, account }: UndoCodesRequest,
  onDatabase: OnDatabase,
  output: CommandOutput,
): Promise<0 | 1> {
  return runAndPrint(output, async () => {
    const parsed = TerminologyId.safeParse(id);
    if (!parsed.success)
      throw new ImportRefused(`${JSON.stringify(id.slice(0, 40))} is not the id of an import of codes.`);
    await onDatabase((database) => undoCodesAs(database, { email: account, id: parsed.data }));
    return "The import of codes is undone.\n";
  });
}

/** Prints the result to standard output, or why it was refused to standard error. */
async function runAndPrint({ out, errors }: CommandOutput, run: () => Promise<string>): Promise<0 | 1> {
  try {
    out.write(await run());
    return 0;
  } catch (error) {
    if (error instanceof ImportRefused) errors.write(describeRefusal(error));
    else if (error instanceof DomainError && isForeseen(error)) errors.write(`${error.message}.\n`);
    else throw error;
    return 1;
  }
}

const isForeseen = ({ code }: DomainError) => code.includes("CODES") || code === "TOO_MANY_UPLOADS";
