import { Stack } from "@mantine/core";
import { IconTableImport } from "@tabler/icons-react";
import { Page } from "../../../kit/page/page.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { Permitted } from "../../../session/route/permitted.tsx";
import { ButtonLink } from "../../../words/format/links.tsx";
import { texts as importTexts } from "../texts.en.ts";
import { ImportList } from "./import-list.tsx";
import { OpenUploads } from "./open-uploads.tsx";

export const ImportsPage = () => (
  <Permitted needs="import:read">
    <Imports />
  </Permitted>
);

/** Finished imports and open uploads of the practice. */
function Imports() {
  const may = usePermissions();
  const actions = may("import:run") ? (
    <ButtonLink to="/imports/new" leftSection={<IconTableImport size={16} aria-hidden />}>
      {importTexts.importFiles}
    </ButtonLink>
  ) : null;
  return (
    <Page title={importTexts.title} actions={actions}>
      <Stack>
        {may("import:run") ? <OpenUploads /> : null}
        <ImportList />
      </Stack>
    </Page>
  );
}
