import type { Allergy, Patient } from "@caretype/client";
import { Badge, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, Suspense, useState } from "react";
import { api, caretype } from "../api.ts";
import { allergyText } from "../chart/allergy-text.ts";
import { NoneKnown } from "../chart/none-known.tsx";
import { ErrorDialog } from "../clinical/error-dialog.tsx";
import { usePermissions } from "../session/use-practice.ts";
import { lazyPart } from "../shell/connection/load-code.ts";
import { QueryStates } from "../shell/page/query-states.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { FactLine } from "../shell/text/fact-line.ts";
import { Name } from "../shell/text/name.tsx";
import { allergiesTexts as texts } from "../texts/allergies.ts";
import { chartTexts } from "../texts/chart.ts";
import { commonTexts } from "../texts/common.ts";
import { recordListTexts } from "../texts/record-list.ts";

const NewAllergy = lazyPart(() => import("./new-allergy.tsx"), "NewAllergy");
const EditAllergy = lazyPart(() => import("./edit-allergy.tsx"), "EditAllergy");
const NoneKnownDialog = lazyPart(() => import("./none-known-dialog.tsx"), "NoneKnownDialog");

/** What is asked for. A record is found by its id, so that a dialog has its newest version. */
type Asked = { what: "add" } | { what: "none" } | { what: "edit" | "error"; id: Allergy["id"] };

const isActive = ({ clinicalStatus, verificationStatus }: Allergy) =>
  clinicalStatus === "active" && verificationStatus !== "refuted";

/** A patient's allergies: never asked, none known, or a list with the active ones first. */
export function Allergies({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const mayWrite = may("clinical:write");
  const query = useQuery(
    api.allergy.list.queryOptions({ patientId: patient.id, limit: 200 }, { staleTime: 0 }),
  );
  const [asked, ask] = useState<Asked | null>(null);
  const items = query.data?.items.filter(({ isNoneKnown }) => !isNoneKnown) ?? [];
  const mayBeNone =
    query.data !== undefined && !items.some(({ clinicalStatus }) => clinicalStatus === "active");
  return (
    <Section
      title={chartTexts.allergies}
      actions={
        mayWrite ? (
          <>
            {mayBeNone ? (
              <Button variant="default" size="xs" onClick={() => ask({ what: "none" })}>
                {texts.noneKnown}
              </Button>
            ) : null}
            <Button variant="default" size="xs" onClick={() => ask({ what: "add" })}>
              {texts.add}
            </Button>
          </>
        ) : null
      }
    >
      <QueryStates query={query} skeleton={<Skeleton h={80} />}>
        {({ known, noneKnown, nextCursor }) => (
          <Stack gap="xs">
            {known === "never-asked" ? <Text size="sm">{chartTexts.neverAsked}</Text> : null}
            {known === "none-known" ? (
              <Group justify="space-between">
                <Text component="div" size="sm">
                  <NoneKnown statement={noneKnown} />
                </Text>
                {mayWrite && noneKnown ? <ErrorButton allergy={noneKnown} onAsk={ask} /> : null}
              </Group>
            ) : null}
            <AllergyRows items={items} onAsk={mayWrite ? ask : null} />
            {nextCursor === null ? null : <Text size="sm">{recordListTexts.thereAreMore}</Text>}
          </Stack>
        )}
      </QueryStates>
      <Suspense>
        <AskedDialog
          asked={asked}
          patient={patient}
          items={query.data?.items ?? []}
          onClose={() => ask(null)}
        />
      </Suspense>
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
          badge={<Badges allergy={allergy} />}
          facts={<Facts allergy={allergy} />}
          actions={onAsk ? <RowActions allergy={allergy} onAsk={onAsk} /> : null}
        />
      ))}
    </Stack>
  );
}

type RowActionsProps = { allergy: Allergy; onAsk: (asked: Asked) => void };

const RowActions = ({ allergy, onAsk }: RowActionsProps) => (
  <Group gap="xs">
    <Button
      variant="default"
      size="xs"
      aria-label={recordListTexts.editOf(allergy.substance.text)}
      onClick={() => onAsk({ what: "edit", id: allergy.id })}
    >
      {commonTexts.edit}
    </Button>
    <ErrorButton allergy={allergy} onAsk={onAsk} />
  </Group>
);

const ErrorButton = ({ allergy, onAsk }: RowActionsProps) => (
  <Button
    variant="default"
    size="xs"
    aria-label={recordListTexts.inErrorOf(allergyName(allergy))}
    onClick={() => onAsk({ what: "error", id: allergy.id })}
  >
    {recordListTexts.inError}
  </Button>
);

/** The substance of the statement that none is known is in English. */
const allergyName = ({ isNoneKnown, substance }: Allergy) =>
  isNoneKnown ? chartTexts.noneKnown : substance.text;

/** What is not as usual, in words. */
const Badges = ({ allergy: { clinicalStatus, verificationStatus } }: { allergy: Allergy }) => (
  <>
    {clinicalStatus === "active" ? null : (
      <Badge variant="light" color="gray">
        {texts.statuses[clinicalStatus]}
      </Badge>
    )}
    {verificationStatus === "confirmed" ? null : (
      <Badge variant="light" color="gray">
        {recordListTexts.verifications[verificationStatus]}
      </Badge>
    )}
  </>
);

const Facts = ({ allergy }: { allergy: Allergy }) => (
  <FactLine
    facts={[
      allergy.reactions.length === 0 ? null : <Reactions key="reactions" reactions={allergy.reactions} />,
      allergy.category && texts.categories[allergy.category],
      allergy.onset && chartTexts.since(allergy.onset),
      allergy.note,
    ]}
  />
);

/** `Rash (mild), Swelling`. */
const Reactions = ({ reactions }: Pick<Allergy, "reactions">) =>
  reactions.map(({ manifestation: { text }, severity }, index) => (
    <Fragment key={`${text} ${severity}`}>
      {index === 0 ? null : ", "}
      <Name>{text}</Name>
      {severity === null ? null : ` (${recordListTexts.severities[severity]})`}
    </Fragment>
  ));

type AskedDialogProps = {
  asked: Asked | null;
  patient: Patient;
  items: readonly Allergy[];
  onClose: () => void;
};

function AskedDialog({ asked, patient, items, onClose }: AskedDialogProps) {
  if (asked === null) return null;
  if (asked.what === "add") return <NewAllergy patient={patient} onClose={onClose} />;
  if (asked.what === "none") return <NoneKnownDialog patient={patient} onClose={onClose} />;
  const allergy = items.find(({ id }) => id === asked.id);
  if (!allergy) return null;
  if (asked.what === "edit") return <EditAllergy patient={patient} allergy={allergy} onClose={onClose} />;
  const { id, version: expectedVersion } = allergy;
  return (
    <ErrorDialog
      title={<Name>{recordListTexts.inErrorOf(allergyName(allergy))}</Name>}
      done={allergy.isNoneKnown ? recordListTexts.isInError : texts.isInError(allergy.substance.text)}
      run={(reason, call) => {
        const input = { id, expectedVersion, reason };
        return call(input, (options) => caretype.allergy.enterInError.mutate(input, options));
      }}
      onClose={onClose}
    />
  );
}
