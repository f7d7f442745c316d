import type { AppointmentId } from "@caretype/client";
import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { focusFirst } from "../../../kit/form/field-nodes.ts";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { api } from "../../../session/client/api.ts";
import { Name } from "../../../words/format/name.tsx";
import type { RefusedMove } from "../move.ts";
import { AppointmentView } from "./appointment-view.tsx";
import { CancelForm } from "./cancel-form.tsx";
import { RescheduleForm } from "./reschedule-form.tsx";
import { texts } from "./texts.en.ts";

type AppointmentDialogProps = {
  id: AppointmentId;
  /** A move that was refused. It is offered to be corrected. */
  refused?: RefusedMove | null;
  onClose: () => void;
};

/** An appointment with what its status allows: steps, rescheduling and cancelling. */
export function AppointmentDialog({ id, refused = null, onClose }: AppointmentDialogProps) {
  const query = useQuery(api.appointment.byId.queryOptions({ id }, { staleTime: 0 }));
  const [asked, ask] = useState<"view" | "reschedule" | "cancel">(refused ? "reschedule" : "view");
  const back = () => {
    const from = asked;
    flushSync(() => ask("view"));
    // Its button was not there meanwhile.
    focusFirst([from]);
  };
  const title = asked === "view" ? <Name>{query.data?.patientName ?? ""}</Name> : texts.steps[asked];
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      <QueryStates query={query} skeleton={<DialogSkeleton />}>
        {(appointment) => {
          if (asked === "reschedule")
            return (
              <RescheduleForm appointment={appointment} refused={refused} onDone={onClose} onCancel={back} />
            );
          if (asked === "cancel")
            return <CancelForm appointment={appointment} onDone={onClose} onCancel={back} />;
          return <AppointmentView appointment={appointment} onAsk={ask} onDone={onClose} />;
        }}
      </QueryStates>
    </Dialog>
  );
}

const DialogSkeleton = () => (
  <Stack gap="sm">
    <Skeleton h={20} w={220} />
    <Skeleton h={160} />
  </Stack>
);
