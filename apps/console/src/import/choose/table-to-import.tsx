import type { TableField, TableSettings } from "@caretype/api/import/table/schema";
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { usePermissions } from "../../session/use-practice.ts";
import type { TableFile } from "../file/protocol.ts";
import { counted } from "../upload/labels.ts";
import { FilePreview } from "./file-preview.tsx";
import { guessMapping, guessRecords, onlyDateFormat, type Records } from "./guess-mapping.ts";
import { rememberedSettings } from "./last-settings.ts";
import { MappingForm } from "./mapping-form.tsx";
import { mayMapWith } from "./use-mapping.ts";

type TableToImportProps = {
  file: TableFile;
  onSend: (records: Records, table: TableSettings) => void;
  other: ReactNode;
};

/** Previews a table and maps its columns. */
export function TableToImport({ file, onSend, other }: TableToImportProps) {
  const may = usePermissions();
  const initial = rememberedSettings(file.columns) ?? guess(file, (field) => mayMapWith(may, field));
  return (
    <Stack>
      <Text>
        <strong style={{ overflowWrap: "anywhere" }}>{file.file}</strong>,{" "}
        {counted(file.rows, ["row", "rows"])}. Choose what each column contains. Columns that you do not
        choose are ignored.
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
