import { stat } from "node:fs/promises";
import path from "node:path";
import {
  ImportProblems,
  ImportRefused,
  isClinicalFile,
  optionalSyntheaFiles,
  type SyntheaFile,
  type SyntheaRow,
  type SyntheaSource,
  syntheaColumns,
  syntheaFiles,
} from "@caretype/api";
import { readCsv } from "./csv-file.ts";

export type SyntheaFolder = SyntheaSource & { problems: ImportProblems; totalBytes: number };

/**
 * Opens the CSV files of an export.
 * `clinicalRecords`: false leaves out the files with clinical records.
 * @throws {ImportRefused} if the folder or one of its files is missing.
 */
export async function openSyntheaFolder(
  folder: string,
  onBytes: (count: number) => void,
  { clinicalRecords = true, maxRows = 0 }: { clinicalRecords?: boolean; maxRows?: number } = {},
): Promise<SyntheaFolder> {
  const problems = new ImportProblems(syntheaFiles, { maxRows });
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new ImportRefused(`The folder ${folder} does not exist.`);
  }
  const sizes = new Map<SyntheaFile, number>();
  for (const file of syntheaFiles) {
    if (isClinicalFile(file) && !clinicalRecords) continue;
    const found = await stat(path.join(folder, file)).catch(() => undefined);
    if (found?.isFile()) sizes.set(file, found.size);
    else if (!optionalSyntheaFiles.includes(file))
      problems.addOfFolder({ file, message: "The file is missing" });
  }
  if (problems.total > 0) throw new ImportRefused(`${folder} is not a CSV export of Synthea.`, { problems });

  async function* rows<File extends SyntheaFile>(file: File): AsyncGenerator<SyntheaRow<File>[]> {
    if (!sizes.has(file)) return;
    yield* readCsv(path.join(folder, file), syntheaColumns[file], {
      onBytes,
      onProblem: (problem) => problems.addOfFolder({ file, ...problem }),
    });
  }
  const totalBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { files: [...sizes.keys()], rows, problems, totalBytes };
}
