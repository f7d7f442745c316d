import type { AppointmentId } from "@caretype/client";
import { Stack } from "@mantine/core";
import { Suspense, useState } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import type { WaitlistEntry } from "./describe-wish.ts";
import { invalidateWaitlist } from "./use-waitlist-form.ts";
import { WaitlistRow } from "./waitlist-row.tsx";

const AppointmentDialog = lazyPart(() => import("../details/appointment-dialog.tsx"), "AppointmentDialog");

type WaitlistEntriesProps = { entries: readonly WaitlistEntry[]; hasPatients: boolean };

/** Entries of the waitlist. An open offer opens as the appointment that is held. */
export function WaitlistEntries({ entries, hasPatients }: WaitlistEntriesProps) {
  const [opened, setOpened] = useState<AppointmentId | null>(null);
  return (
    <>
      <Stack component="ul" gap={0} m={0} p={0}>
        {entries.map((entry) => (
          <WaitlistRow
            key={entry.id}
            entry={entry}
            hasPatient={hasPatients}
            onOpenOffer={() => setOpened(entry.offer?.appointmentId ?? null)}
          />
        ))}
      </Stack>
      {opened ? (
        <Suspense>
          <AppointmentDialog
            id={opened}
            onClose={() => {
              setOpened(null);
              // Confirming the offer ends the wait.
              void invalidateWaitlist();
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
