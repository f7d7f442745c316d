import { layoutOf } from "@caretype/api/import/column-layout";
import { syntheaColumns, syntheaFiles } from "@caretype/api/import/synthea-columns";
import type { TableFile } from "../file/protocol.ts";
import { texts as importChooseTexts } from "./texts.en.ts";

const { faults } = importChooseTexts;

const known = (file: string) => syntheaFiles.find((name) => name === file.toLowerCase());

/** Messages for files that have Synthea's names, but not its columns. */
export function syntheaFaults(files: readonly TableFile[]): string[] {
  return files.flatMap(({ file, columns }) => {
    const name = known(file);
    if (!name) return [];
    const { missing, twice } = layoutOf<string>(columns, syntheaColumns[name]);
    return [
      ...(missing.length > 0 ? [faults.lacksColumns(file, missing.join(", "))] : []),
      ...(twice.length > 0 ? [faults.hasTwice(file, twice.join(", "))] : []),
    ];
  });
}

/** A message if the file is one of a Synthea export; otherwise null. */
export function loneSyntheaFault({ file, columns }: TableFile): string | null {
  const name = known(file);
  if (!name || layoutOf<string>(columns, syntheaColumns[name]).missing.length > 0) return null;
  return faults.loneSynthea(name);
}
