import type { BeginUpload } from "@caretype/import/upload/schema";

/** A table import of two patients. */
export const smallTable: BeginUpload = {
  format: "table",
  records: "patient",
  files: [{ file: "patients.csv", columns: ["Name", "Sex"] }],
  table: { mapping: { name: "Name", gender: "Sex" } },
};

export const smallPart = {
  file: "patients.csv",
  rows: [
    { line: 2, cells: ["Zelda Quux", "F"] },
    { line: 3, cells: ["Zed Quux", "m"] },
  ],
};
