import type { Condition, Patient } from "@caretype/client";
import { Badge, Button, Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { api, caretype } from "../api.ts";
import { ErrorDialog } from "../clinical/error-dialog.tsx";
import { RestrictButton } from "../restriction/restrict-button.tsx";
import { Readers, RestrictedBadge } from "../restriction/restricted.tsx";
import { usePermissions } from "../session/use-practice.ts";
import { lazyPart } from "../shell/connection/load-code.ts";
import { nextPage } from "../shell/section/next-page.ts";
import { PagedList } from "../shell/section/paged-list.tsx";
import { Row } from "../shell/section/row.tsx";
import { Section } from "../shell/section/section.tsx";
import { FactLine } from "../shell/text/fact-line.ts";
import { Name } from "../shell/text/name.tsx";
import { chartTexts } from "../texts/chart.ts";
import { commonTexts } from "../texts/common.ts";
import { problemsTexts as texts } from "../texts/problems.ts";
import { recordListTexts } from "../texts/record-list.ts";

const NewProblem = lazyPart(() => import("./new-problem.tsx"), "NewProblem");
const EditProblem = lazyPart(() => import("./edit-problem.tsx"), "EditProblem");

const pageSize = 50;

/** What is asked for. A record is found by its id, so that a dialog has its newest version. */
type Asked = { what: "add" } | { what: "edit" | "resolve" | "error"; id: Condition["id"] };

/** The statuses of what a patient has now. */
const isCurrent = ({ clinicalStatus, verificationStatus }: Condition) =>
  ["active", "recurrence", "relapse"].includes(clinicalStatus) && verificationStatus !== "refuted";

const currentFirst = (items: Condition[]) => [
  ...items.filter(isCurrent),
  ...items.filter((each) => !isCurrent(each)),
];

/** A patient's problems and diagnoses, those that the patient has now first. */
export function Problems({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const mayWrite = may("clinical:write");
  const query = useInfiniteQuery(
    api.condition.list.infiniteQueryOptions(
      { patientId: patient.id, limit: pageSize },
      { ...nextPage, staleTime: 0 },
    ),
  );
  const [asked, ask] = useState<Asked | null>(null);
  return (
    <Section
      title={chartTexts.problems}
      actions={
        mayWrite ? (
          <Button variant="default" size="xs" onClick={() => ask({ what: "add" })}>
            {texts.add}
          </Button>
        ) : null
      }
    >
      <PagedList query={query} skeletonHeight={80} empty={chartTexts.noProblems} order={currentFirst}>
        {(problem) => (
          <Row
            key={problem.id}
            title={<Name>{problem.code.text}</Name>}
            badge={<Badges problem={problem} />}
            facts={
              <>
                <Facts problem={problem} />
                <Readers record={problem} />
              </>
            }
            actions={
              <>
                {mayWrite ? <RowActions problem={problem} onAsk={ask} /> : null}
                <RestrictButton record={problem} label={problem.code.text} />
              </>
            }
          />
        )}
      </PagedList>
      <Suspense>
        <AskedDialog
          asked={asked}
          patient={patient}
          items={query.data?.pages.flatMap(({ items }) => items) ?? []}
          onClose={() => ask(null)}
        />
      </Suspense>
    </Section>
  );
}

type RowActionsProps = { problem: Condition; onAsk: (asked: Asked) => void };

function RowActions({ problem, onAsk }: RowActionsProps) {
  const { id, code } = problem;
  return (
    <Group gap="xs">
      {isCurrent(problem) ? (
        <Button
          variant="default"
          size="xs"
          aria-label={texts.resolveOf(code.text)}
          onClick={() => onAsk({ what: "resolve", id })}
        >
          {texts.resolve}
        </Button>
      ) : null}
      <Button
        variant="default"
        size="xs"
        aria-label={recordListTexts.editOf(code.text)}
        onClick={() => onAsk({ what: "edit", id })}
      >
        {commonTexts.edit}
      </Button>
      <Button
        variant="default"
        size="xs"
        aria-label={recordListTexts.inErrorOf(code.text)}
        onClick={() => onAsk({ what: "error", id })}
      >
        {recordListTexts.inError}
      </Button>
    </Group>
  );
}

/** What is not as usual, in words. */
const Badges = ({ problem }: { problem: Condition }) => {
  const { clinicalStatus, verificationStatus, category } = problem;
  return (
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
      {category === "problem-list-item" ? null : (
        <Badge variant="light" color="gray">
          {texts.categories[category]}
        </Badge>
      )}
      <RestrictedBadge record={problem} />
    </>
  );
};

const Facts = ({ problem: { onset, abatement, severity, note } }: { problem: Condition }) => (
  <FactLine
    facts={[
      onset && chartTexts.since(onset),
      abatement && texts.until(abatement),
      severity && recordListTexts.severities[severity],
      note,
    ]}
  />
);

type AskedDialogProps = {
  asked: Asked | null;
  patient: Patient;
  items: readonly Condition[];
  onClose: () => void;
};

function AskedDialog({ asked, patient, items, onClose }: AskedDialogProps) {
  if (asked === null) return null;
  if (asked.what === "add") return <NewProblem patient={patient} onClose={onClose} />;
  const problem = items.find(({ id }) => id === asked.id);
  if (!problem) return null;
  const { id, version: expectedVersion, code } = problem;
  if (asked.what === "error") {
    return (
      <ErrorDialog
        title={<Name>{recordListTexts.inErrorOf(code.text)}</Name>}
        done={texts.isInError(code.text)}
        run={(reason, call) => {
          const input = { id, expectedVersion, reason };
          return call(input, (options) => caretype.condition.enterInError.mutate(input, options));
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <EditProblem
      patient={patient}
      problem={problem}
      isResolving={asked.what === "resolve"}
      onClose={onClose}
    />
  );
}
