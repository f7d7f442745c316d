import type { Allergy, Patient } from "@caretype/client";
import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { TextButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { FactList, Name, NameIn } from "../../../../words/format/name.tsx";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { NoneOfText } from "../clinical/record/none-of.tsx";
import type { Asked as AskedRecord, FactsOf } from "../clinical/record/record-kind.ts";
import { AddButton, Badges, CorrectionButtons, RecordActions } from "../clinical/record/record-section.tsx";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import { NoneKnown } from "./none-known.tsx";
import { reactionsOf, reactionText } from "./reactions.ts";
import { texts } from "./texts.en.ts";

const AllergyDialogs = lazyPart(() => import("./allergy-dialogs.tsx"), "AllergyDialogs");
const NoneKnownDialog = lazyPart(() => import("./none-known-dialog.tsx"), "NoneKnownDialog");

type Asked = AskedRecord | { what: "none" };

const isActive = ({ clinicalStatus, verificationStatus }: Allergy) =>
  clinicalStatus === "active" && verificationStatus !== "refuted";

/** A patient's allergies: unknown, none known, or a list with the active ones first. */
export function Allergies({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const mayWrite = may("clinical:write");
  const query = useQuery(
    api.allergy.list.queryOptions({ patientId: patient.id, limit: 200 }, { staleTime: 0 }),
  );
  const [asked, ask] = useState<Asked | null>(null);
  const close = () => ask(null);
  const items = query.data?.items.filter(({ isNoneKnown }) => !isNoneKnown) ?? [];
  const mayBeNone =
    query.data !== undefined && !items.some(({ clinicalStatus }) => clinicalStatus === "active");
  return (
    <Section
      title={chartTexts.allergies}
      actions={
        mayWrite ? (
          <>
            <TextButton label={texts.noneKnown} size="compact-xs" onClick={() => ask({ what: "none" })} />
            <AddButton label={texts.add} onClick={() => ask({ what: "add" })} />
          </>
        ) : null
      }
    >
      <QueryStates query={query} skeleton={<Skeleton h={80} />}>
        {({ known, noneKnown, noneOf, nextCursor }) => (
          <Stack gap="xs">
            {known === "none-known" ? (
              <ul style={{ margin: 0, padding: 0 }}>
                <Row
                  title={<NoneKnown statement={noneKnown} />}
                  facts={null}
                  actions={
                    mayWrite && noneKnown ? (
                      <CorrectionButtons id={noneKnown.id} name={chartTexts.noneKnown} onAsk={ask} />
                    ) : null
                  }
                />
              </ul>
            ) : null}
            {noneOf.map((each) => (
              <NoneOfText key={each.id} statement={each} />
            ))}
            <AllergyRows items={items} onAsk={mayWrite ? ask : null} />
            {nextCursor === null ? null : <Text size="sm">{recordListTexts.thereAreMore}</Text>}
          </Stack>
        )}
      </QueryStates>
      {asked === null ? null : asked.what === "none" ? (
        <NoneKnownDialog patient={patient} isOfAll={mayBeNone} onClose={close} />
      ) : (
        <AllergyDialogs asked={asked} patient={patient} items={query.data?.items ?? []} onClose={close} />
      )}
    </Section>
  );
}

type AllergyRowsProps = { items: readonly Allergy[]; onAsk: ((asked: Asked) => void) | null };

function AllergyRows({ items, onAsk }: AllergyRowsProps) {
  if (items.length === 0) return null;
  const sorted = [...items.filter(isActive), ...items.filter((each) => !isActive(each))];
  return (
    <Stack component="ul" gap={0} m={0} p={0}>
      {sorted.map((allergy) => (
        <Row
          key={allergy.id}
          title={<Name>{allergyText(allergy)}</Name>}
          badge={<Badges texts={badgesOf(allergy)} />}
          facts={<FactList facts={Object.values(factsOf(allergy))} />}
          actions={
            onAsk ? <RecordActions id={allergy.id} name={allergy.substance.text} onAsk={onAsk} /> : null
          }
        />
      ))}
    </Stack>
  );
}

const badgesOf = ({ clinicalStatus, verificationStatus }: Allergy) => [
  clinicalStatus !== "active" && texts.statuses[clinicalStatus],
  verificationStatus !== "confirmed" && recordListTexts.verifications[verificationStatus],
];

type Shown = FactsOf<"allergy", "substance" | "criticality" | "clinicalStatus" | "verificationStatus">;

const factsOf = (allergy: Allergy): Shown => ({
  reactions: allergy.reactions.length > 0 && (
    <FactList
      separator=", "
      facts={reactionsOf(allergy).map((reaction) => (
        <NameIn key={reaction.text} text={reactionText(reaction)} name={reaction.text} />
      ))}
    />
  ),
  category: allergy.category && texts.categories[allergy.category],
  onset: allergy.onset && chartTexts.since(allergy.onset),
  note: allergy.note,
});

/** The substance, with its criticality if high. */
export const allergyText = ({ substance, criticality }: Allergy): string =>
  criticality === "high" ? `${substance.text} (${chartTexts.highCriticality})` : substance.text;
