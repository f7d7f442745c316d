import type { PatientId } from "@caretype/client";
import { Alert, Stack, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { ReasonForm } from "../../kit/form/reason-form.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { SmallButton } from "../../kit/section/small-button.tsx";
import { caretype, queryClient } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { useKeyedChange } from "../../session/form/use-keyed-change.ts";
import { withheld as texts } from "./texts.en.ts";

/** Says that restricted records are left out, and opens them with a reason. */
export function Withheld({ patientId }: { patientId: PatientId }) {
  const [isAsked, setAsked] = useState(false);
  const may = usePermissions();
  return (
    <Alert color="gray" icon={<IconLock aria-hidden />} title={texts.title}>
      {isAsked ? (
        <OpenForm patientId={patientId} onCancel={() => setAsked(false)} />
      ) : (
        <Stack align="start">
          <Text size="sm">{texts.about}</Text>
          {may("clinical:restricted") && <SmallButton label={texts.open} onClick={() => setAsked(true)} />}
        </Stack>
      )}
    </Alert>
  );
}

function OpenForm({ patientId, onCancel }: { patientId: PatientId; onCancel: () => void }) {
  const change = useKeyedChange({
    run: (reason: string, call) => {
      const input = { patientId, reason };
      return call([input], (options) => caretype.restriction.open.mutate(input, options));
    },
    onDone: () => notifyDone(texts.isOpen),
    // Each list and chart of the patient has more now.
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <ReasonForm
      about={texts.isTold}
      label={texts.reason}
      submitLabel={texts.open}
      refusal={change.error ? <ErrorNotice error={change.error} /> : null}
      isPending={change.isPending}
      onSubmit={change.mutate}
      onCancel={onCancel}
    />
  );
}
