import path from "node:path";
import { DomainError, ImportProblems, ImportRefused } from "@caretype/api";
import { StartCodes, type Terminology } from "@caretype/chart/codes/schema";
import { TerminologyId } from "@caretype/core/kernel/field/ids";
import {
  type CodeFile,
  importCodesAs,
  listCodesAs,
  undoCodesAs,
} from "@caretype/import/command/import-codes-as";
import { counted } from "../command/counted.ts";
import { type PrintingCommand, printList, requireId, runAndPrint } from "../command/run-command.ts";
import { sizeOf } from "../import/csv-file.ts";
import { describeGuess, refusalOf } from "../import/describe-summary.ts";
import { shellCommand } from "../log/shell-command.ts";
import { readCodeSystem, readHeading, readValueSet } from "./read-fhir.ts";
import { type Events, type ImportCodesRequest, readTable } from "./read-table.ts";

export type UndoCodesRequest = { id: string; account: string };

type Opened = { terminology: StartCodes; file: CodeFile };

export const runCodesImport: PrintingCommand<ImportCodesRequest> = (request, onDatabase, output) => {
  const { account, dryRun } = request;
  const run = async (took: () => string) => {
    const problems = new ImportProblems([request.file]);
    const opened = await open(request, problems);
    const imported = await onDatabase((database) =>
      importCodesAs(database, { email: account, ...opened, problems, dryRun }),
    );
    const what = `${counted(imported.concepts, "code")} of ${imported.uri}, version ${imported.version}`;
    if (dryRun) return `Dry run: ${what} would be imported, checked in ${took()} s\n`;
    const undo = shellCommand(`codes undo ${imported.id} --account ${account}`);
    return `${what}, imported in ${took()} s\nTo undo it: ${undo}\n`;
  };
  return runAndPrint(output, run, codesRefusalOf);
};

async function open(request: ImportCodesRequest, problems: ImportProblems): Promise<Opened> {
  const { file, system, version, title } = request;
  await sizeOf(file);
  const events: Events = {
    onBytes: () => undefined,
    onProblem: (problem) => problems.addUnreadable({ file, ...problem }),
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
  const concepts = isValueSet ? readValueSet(file, heading, events) : readCodeSystem(file, heading, events);
  return { terminology, file: { concepts, retiresOthers: () => !partial && content === "complete" } };
}

export const runCodesList = printList({
  list: listCodesAs,
  describe,
  none: "No codes have been imported yet.\n",
});

function describe({ id, kind, uri, version, concepts, isComplete, isLatest }: Terminology): string {
  const state = isComplete ? (isLatest ? ", latest" : "") : ", not finished";
  return `${id}  ${kind}  ${uri}  ${version}: ${concepts} codes${state}\n`;
}

export const runCodesUndo: PrintingCommand<UndoCodesRequest> = (
  { id, account: email },
  onDatabase,
  output,
) => {
  const run = async () => {
    const request = { email, id: requireId(TerminologyId, id, "an import of codes") };
    await onDatabase((database) => undoCodesAs(database, request));
    return "The import of codes is undone.\n";
  };
  return runAndPrint(output, run, codesRefusalOf);
};

function codesRefusalOf(error: unknown): string | undefined {
  const isForeseen = error instanceof DomainError && /CODES|^TOO_MANY_UPLOADS$/.test(error.code);
  return isForeseen ? `${error.message}.\n` : refusalOf(error);
}
