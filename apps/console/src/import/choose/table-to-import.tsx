import type { TableField, TableSettings } from "@caretype/api/import/table/schema";
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { usePermissions } from "../../session/use-practice.ts";
import type { TableFile } from "../file/protocol.ts";
import { counted } from "../upload/labels.ts";
import { FilePreview } from "./file-preview.tsx";
import { guessMapping, guessRecords, onlyDateFormat, type Records } from "./guess-mapping.ts";
import { settingsFor } from "./last-settings.ts";
import { MappingForm } from "./mapping-form.tsx";
import { mayMapWith } from "./use-mapping.ts";

type TableToImportProps = {
  file: TableFile;
  onSend: (records: Records, table: TableSettings) => void;
  other: ReactNode;
};

/** A table's first rows, and which of its columns are what. */
export function TableToImport({ file, onSend, other }: TableToImportProps) {
  const may = usePermissions();
  const initial = settingsFor(file.columns) ?? guess(file, (field) => mayMapWith(may, field));
  return (
    <Stack maw={980}>
      <Text>
        <strong style={{ overflowWrap: "anywhere" }}>{file.file}</strong>,{" "}
        {counted(file.rows, ["row", "rows"])}. Say what its columns are; those that are not named are left
        alone.
      </Text>
      <FilePreview file={file} />
      <MappingForm
        file={file}
        initial={initial}
        isPending={false}
        submitLabel="Check"
        about={other}
        onSubmit={({ records, settings }) => onSend(records, settings)}
      />
    </Stack>
  );
}

function guess(
  file: TableFile,
  mayMap: (field: TableField) => boolean,
): { records: Records; settings: TableSettings } {
  const records = guessRecords(file.columns);
  const mapping = guessMapping(records, file.columns, mayMap);
  const dateFormat = mapping.dateOfBirth ? onlyDateFormat(file, mapping.dateOfBirth) : undefined;
  return { records, settings: { mapping, ...(dateFormat && { dateFormat }) } };
}
