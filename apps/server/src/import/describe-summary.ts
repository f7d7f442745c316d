import {
  type DuplicatePair,
  type ImportBatch,
  type ImportProblems,
  ImportRefused,
  type ImportSummary,
  type ListedProblem,
} from "@caretype/api";
import { counted } from "../command/counted.ts";
import { shellCommand } from "../log/shell-command.ts";

export function describeDuplicates({ importId, duplicates }: ImportSummary, account: string) {
  const { patients, first } = duplicates;
  if (patients === 0) return "";
  const command = shellCommand(`import duplicates ${importId} --account ${account}`);
  const all = importId === null ? "" : ` (list all: ${command})`;
  return `${patients} of the patients are possible duplicates of earlier ones${all}:\n${first.map(describeDuplicate).join("")}`;
}

/** Letters outside ASCII may be wrong. */
export const describeGuess = (encoding: string) =>
  `The file was read as ${encoding}. If letters are wrong, name their encoding with --encoding\n`;

/** Prints the command that undoes the import, if there is anything to undo. */
export const describeBatch = ({ importId }: ImportSummary, account: string) =>
  importId === null ? "" : `To undo it: ${shellCommand(`import undo ${importId} --account ${account}`)}\n`;

/** A line for each kind, each unit that is not written as in UCUM, and each warning. */
export const describeRecords = (summary: ImportSummary, unit: Counted = "row") =>
  describeKinds(summary, unit) + describeUnits(summary, unit) + describeWarnings(summary);

/** The unit of count: columns with vital signs have several values per row. */
type Counted = "row" | "value";

const describeUnits = ({ units }: ImportSummary, of: Counted) =>
  units
    .map(({ written, unit, rows }) => {
      const reading = unit === null ? "is not a known unit" : `was read as ${unit}`;
      return `${JSON.stringify(written)} ${reading} (${counted(rows, of)})\n`;
    })
    .join("");

const describeWarnings = ({ warnings: { total, first } }: ImportSummary) =>
  total === 0
    ? ""
    : `${first.map((each) => `${describeProblem(each)}\n`).join("")}${counted(total, "warning")}\n`;

/** The numbers in brackets add up to the rows of a kind. Rows that are left out are no values. */
const describeKinds = ({ clinicalRecords }: ImportSummary, of: Counted) =>
  clinicalRecords
    .map(({ kind, rows, imported, present, joined, repeated, refused }) => {
      const counts = [`${imported} imported`, `${present} already existed`];
      if (repeated > 0) counts.push(`${repeated} repeat another ${of}`);
      if (joined > 0) counts.push(`${joined} are part of another ${of}'s record`);
      if (refused > 0 && of === "row") counts.push(`${refused} left out`);
      return `${pluralOf(kind)}: ${of === "row" ? rows : rows - refused} ${of}s (${counts.join(", ")})\n`;
    })
    .join("");

/** Prints ids only: patients' names do not belong on a terminal. */
export const describeDuplicate = ({ newId, thereId, score, reasons }: DuplicatePair): string =>
  `${newId} may be ${thereId}: ${reasons.join(", ")} (${score})\n`;

const plurals: Partial<Record<RecordKind, string>> = { allergy: "allergies", draft: "drafts of notes" };

type RecordKind = ImportBatch["clinicalRecords"][number]["kind"];

export const pluralOf = (kind: RecordKind): string => plurals[kind] ?? `${kind}s`;

/**
 * Returns the first problems of a refused import, by line and column, and their number. Undefined for other errors.
 */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof ImportRefused)) return undefined;
  const { message, problems } = error;
  if (!problems) return `${message} Nothing was imported.\n`;
  return `${describeProblems(problems)}${message} ${counted(problems.total, "problem")}; nothing was imported.\n`;
}

/** The most rows that an import leaves out. With more, review the whole file. */
export const maxSkipped = 100_000;

export const describeSkipped = (problems: ImportProblems, row: string): string =>
  problems.rowCount > 0 ? `${describeProblems(problems)}${counted(problems.rowCount, row)} left out\n` : "";

/** Returns the first problems, one per line. */
function describeProblems(problems: ImportProblems): string {
  const first = problems.first();
  const more = problems.total - first.length;
  const lines = [...first.map(describeProblem), ...(more > 0 ? [`… and ${more} more`] : [])];
  return lines.map((line) => `${line}\n`).join("");
}

function describeProblem({ file, line, column, message }: ListedProblem) {
  const place = line === null ? file : `${file}:${line}`;
  return column === null ? `${place}: ${message}` : `${place} ${column}: ${message}`;
}
