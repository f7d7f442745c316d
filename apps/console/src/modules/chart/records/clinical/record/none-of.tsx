import type { StatementCode } from "@caretype/chart/clinical/statements";
import type { Patient, RouterOutputs } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { ConfirmDialog } from "../../../../../kit/section/confirm-dialog.tsx";
import { TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { useNames } from "../../../../people/records/care-team/use-names.ts";
import { PatientLine } from "../../../../people/records/patient/patient-line.tsx";
import { texts } from "../chart/texts.en.ts";
import { useChartChange } from "../use-chart-change.ts";

type Statement = RouterOutputs["chart"]["recordNoneKnown"];

/** What is absent, who stated it, and when. */
export function NoneOfText({ statement: { statement, statedAt, createdBy } }: { statement: Statement }) {
  const { dayAndTime } = usePracticeTime();
  const { nameOf } = useNames([createdBy]);
  return (
    <Text span inherit>
      {texts.noneOfBy(texts.noneOf[statement], dayAndTime(statedAt), nameOf(createdBy))}
    </Text>
  );
}

type NoneOfProps = { patient: Patient; statement: StatementCode; empty: string };

/** Replaces an empty list: a "none" statement, or the button to record one. */
export function NoneOf({ patient, statement, empty }: NoneOfProps) {
  const mayWrite = usePermissions()("clinical:write");
  const { data } = useQuery(api.chart.summary.queryOptions({ patientId: patient.id }, { staleTime: 0 }));
  const [isAsked, ask] = useState(false);
  const stated = data?.noneOf.find((each) => each.statement === statement);
  if (stated) return <NoneOfText statement={stated} />;
  return (
    <>
      {empty}{" "}
      {mayWrite && data ? (
        <TextButton
          label={texts.recordNone}
          name={`${texts.recordNone}: ${texts.noneOf[statement]}`}
          size="compact-xs"
          onClick={() => ask(true)}
        />
      ) : null}
      {isAsked ? <NoneOfDialog patient={patient} statement={statement} onClose={() => ask(false)} /> : null}
    </>
  );
}

type NoneOfDialogProps = Omit<NoneOfProps, "empty"> & { onClose: () => void };

function NoneOfDialog({ patient, statement, onClose }: NoneOfDialogProps) {
  const what = texts.noneOf[statement];
  const change = useChartChange({
    run: (_: null, call) => call({ patientId: patient.id, statement }, caretype.chart.recordNoneKnown.mutate),
    onDone: () => notifyDone(texts.isNoted(what)),
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      label={texts.recordNone}
      question={`${what}?`}
      consequence={
        <Stack>
          {texts.endsNone}
          <PatientLine id={patient.id} />
        </Stack>
      }
      isFinal={false}
      onConfirm={() => change.mutateAsync(null)}
    />
  );
}
