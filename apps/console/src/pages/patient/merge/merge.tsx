import type { Patient } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { factsFor } from "../page/patient-facts.ts";
import { KeptChoice } from "./kept-choice.tsx";
import { MergeFields } from "./merge-fields.tsx";
import { suggestKept } from "./merge-preview.ts";
import { MergeTeam } from "./merge-team.tsx";
import { texts as mergeTexts } from "./texts.en.ts";
import { useMerge } from "./use-merge.ts";
import { useMergeChoices } from "./use-merge-choices.ts";

type MergeProps = { patient: Patient; other: Patient };

/** Merges two patients. Suggests the more complete or older one to keep. */
export function Merge({ patient, other }: MergeProps) {
  const facts = factsFor(usePermissions());
  const [suggestion] = useState(() => suggestKept(facts, [patient, other]));
  const [keptId, setKeptId] = useState(suggestion.id);
  const [kept, merged] = keptId === patient.id ? [patient, other] : [other, patient];
  const choices = useMergeChoices(facts, { kept, merged });
  const { merge, isPending, error, isStale } = useMerge();
  return (
    <Page title={mergeTexts.title}>
      <Stack maw={900}>
        <Text>{mergeTexts.intro}</Text>
        <KeptChoice
          patients={[patient, other]}
          keptId={keptId}
          onChoose={setKeptId}
          facts={facts}
          suggestion={suggestion}
        />
        <MergeFields pair={{ kept, merged }} facts={facts} choices={choices} />
        <MergeTeam kept={kept} merged={merged} />
        {isStale ? (
          <Text role="alert" fw={600}>
            {mergeTexts.isStale}
          </Text>
        ) : null}
        {error && !isStale ? <ErrorNotice error={error} /> : null}
        <Group>
          <Button onClick={() => merge({ kept, merged }, choices.take)} loading={isPending}>
            {mergeTexts.submit}
          </Button>
          <AnchorLink to="/patients/$id" params={{ id: patient.id }} search={{ tab: "duplicates" }}>
            {commonTexts.cancel}
          </AnchorLink>
        </Group>
      </Stack>
    </Page>
  );
}
