import type { Permission } from "@caretype/api";
import {
  clinicalTables,
  permissionToMap,
  type TableField,
  type TableSettings,
} from "@caretype/import/source/table/schema";
import { useState } from "react";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import type { TableFile } from "../file/protocol.ts";
import { dateField, type Mapping, onlyDateFormat, type Records } from "./guess-mapping.ts";
import { guessSettings } from "./guess-settings.ts";
import type { MappingErrors } from "./mapping-errors.ts";

export function mayMapWith(may: (permission: Permission) => boolean, field: TableField): boolean {
  const permission = permissionToMap(field);
  return permission === undefined || may(permission);
}

export const recordsToImport = (may: (permission: Permission) => boolean): Records[] => [
  "patient",
  "doctor",
  ...(may("appointment:create") ? (["appointment"] as const) : []),
  ...(may("clinical:write") ? clinicalTables : []),
];

export type Chosen = { records: Records; settings: TableSettings };

export function useMapping(file: Pick<TableFile, "columns" | "samples">, initial: Chosen) {
  const may = usePermissions();
  const [{ records, settings }, setChosen] = useState(initial);
  const [errors, setErrors] = useState<MappingErrors>({});
  const mayMap = (field: TableField) => mayMapWith(may, field);
  const change = (changes: Partial<TableSettings>) => {
    setErrors({});
    setChosen({ records, settings: { ...settings, ...changes } });
  };
  const changeField = (field: TableField, column: string) => {
    const { [field]: _, ...others } = settings.mapping;
    const mapping: Mapping = column ? { ...others, [field]: column } : others;
    const format = column && dateField({ [field]: column }) && onlyDateFormat(file, mapping);
    change({
      mapping,
      ...(format && { dateFormat: format }),
      // Meanings of another column's codes.
      ...(field === "gender" && { genders: undefined }),
    });
  };
  const changeRecords = (next: Records) =>
    setChosen({ records: next, settings: guessSettings(next, file, mayMap) });
  const kinds = recordsToImport(may);
  return { records, settings, errors, setErrors, mayMap, kinds, change, changeField, changeRecords };
}
