import { Box, Stack } from "@mantine/core";
import { IconTableImport } from "@tabler/icons-react";
import { Page } from "../../../kit/page/page.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { Permitted } from "../../../session/route/permitted.tsx";
import { ButtonLink } from "../../../words/format/links.tsx";
import { texts } from "../texts.en.ts";
import { FieldRules } from "./field-rules.tsx";
import { TerminologyList } from "./terminology-list.tsx";

export const CodesPage = () => (
  <Permitted needs="clinical:read">
    <Codes />
  </Permitted>
);

/** The practice's code systems and value sets, and what fields offer of them. */
function Codes() {
  const may = usePermissions();
  const actions = may("import:run") ? (
    <ButtonLink to="/codes/new" leftSection={<IconTableImport size={16} aria-hidden />}>
      {texts.importCodes}
    </ButtonLink>
  ) : null;
  return (
    <Page title={texts.title} actions={actions}>
      <Box maw="var(--width-reading)">
        <Stack>
          <TerminologyList />
          <FieldRules />
        </Stack>
      </Box>
    </Page>
  );
}
