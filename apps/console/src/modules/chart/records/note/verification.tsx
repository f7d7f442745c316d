import type { NoteId, RouterOutputs } from "@caretype/client";
import { Alert, List, Text } from "@mantine/core";
import { IconAlertTriangle, IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { api } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { verification as texts } from "./texts.en.ts";

type Checked = RouterOutputs["note"]["verify"];
type Change = Checked["signatures"][number]["changes"][number];

/** Whether a note is unchanged since it was signed. */
export function Verification({ id }: { id: NoteId }) {
  const query = useQuery(api.note.verify.queryOptions({ id }, { staleTime: 0, gcTime: 0 }));
  return (
    <QueryStates query={query} skeleton={<Text size="sm">{commonTexts.loading}</Text>}>
      {(checked) => <Result checked={checked} />}
    </QueryStates>
  );
}

function Result({ checked: { isIntact, signatures } }: { checked: Checked }) {
  const changes = changesIn(signatures);
  return (
    <Alert
      color={isIntact ? "green" : "red"}
      role={isIntact ? "status" : "alert"}
      icon={isIntact ? <IconShieldCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={isIntact ? texts.isIntact : texts.isBroken}
    >
      {changes.length === 0 ? null : (
        <>
          <Text size="sm">{texts.changes}</Text>
          <List size="sm">
            {changes.map((change) => (
              <List.Item key={change.id}>{describe(change)}</List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}

/** Each record once, with the first signature that covers it. */
function changesIn(signatures: Checked["signatures"]): Change[] {
  const all = signatures.flatMap(({ changes }) => changes);
  return [...new Map(all.toReversed().map((change) => [change.id, change])).values()];
}

function describe({ kind, version, currentVersion }: Change): string {
  const name = chartTexts.kinds[kind];
  return currentVersion === null ? texts.erased(name, version) : texts.change(name, version, currentVersion);
}
