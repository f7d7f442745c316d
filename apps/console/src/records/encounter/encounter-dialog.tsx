import type { EncounterId } from "@caretype/client";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { focusFirst } from "../../kit/form/field-nodes.ts";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { api } from "../../session/client/api.ts";
import { Name } from "../../words/format/name.tsx";
import { RestrictionForm } from "../restriction/restriction-form.tsx";
import type { AskedStep } from "./asked-step.ts";
import { EditEncounter } from "./edit-encounter.tsx";
import { EncounterView } from "./encounter-view.tsx";
import { EndForm } from "./end-form.tsx";
import { LockForm } from "./lock-form.tsx";
import { recordOf } from "./record-of.ts";
import { texts } from "./texts.en.ts";

type EncounterDialogProps = { id: EncounterId; onClose: () => void };

/** An encounter with what its status and the reader's role allow. */
export function EncounterDialog({ id, onClose }: EncounterDialogProps) {
  const query = useQuery(api.encounter.byId.queryOptions({ id }, { staleTime: 0 }));
  const [asked, ask] = useState<AskedStep | null>(null);
  const back = () => {
    const from = asked;
    flushSync(() => ask(null));
    // Its button was not there meanwhile.
    if (from) focusFirst([from]);
  };
  const title = asked ? texts.steps[asked] : <Name>{query.data?.patientName ?? ""}</Name>;
  return (
    <Dialog onClose={onClose} title={title} size="lg" closeOnClickOutside={asked === null}>
      <QueryStates query={query} skeleton={<Skeleton h={180} />}>
        {(encounter) => {
          const form = { encounter, onDone: onClose, onCancel: back };
          if (asked === "edit") return <EditEncounter {...form} />;
          if (asked === "lock") return <LockForm {...form} />;
          if (asked === "restrict")
            return <RestrictionForm record={recordOf(encounter)} onDone={onClose} onCancel={back} />;
          if (asked) return <EndForm {...form} step={asked} />;
          return <EncounterView encounter={encounter} onAsk={ask} onDone={onClose} />;
        }}
      </QueryStates>
    </Dialog>
  );
}
