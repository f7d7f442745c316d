import type { Permission } from "@caretype/api";
import { permissionToMap, type TableField, type TableSettings } from "@caretype/api/import/table/schema";
import { useState } from "react";
import { usePermissions } from "../../session/use-practice.ts";
import type { TableFile } from "../file/protocol.ts";
import { onlyDateFormat, type Records } from "./guess-mapping.ts";
import { guessSettings } from "./guess-settings.ts";
import type { MappingErrors } from "./mapping-errors.ts";

/** Some fields need a permission. */
export function mayMapWith(may: (permission: Permission) => boolean, field: TableField): boolean {
  const permission = permissionToMap(field);
  return permission === undefined || may(permission);
}

export type Chosen = { records: Records; settings: TableSettings };

/** State of the mapping form. */
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
    const format = field === "dateOfBirth" && column ? onlyDateFormat(file, column) : undefined;
    change({
      mapping: column ? { ...others, [field]: column } : others,
      ...(format && { dateFormat: format }),
    });
  };
  const changeRecords = (next: Records) =>
    setChosen({ records: next, settings: guessSettings(next, file, mayMap) });
  return { records, settings, errors, setErrors, mayMap, change, changeField, changeRecords };
}
