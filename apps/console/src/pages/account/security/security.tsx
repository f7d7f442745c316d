import { Skeleton, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { QueryStates } from "../../../kit/page/query-states.tsx";
import { api } from "../../../session/client/api.ts";
import { AuthenticatorApp } from "./authenticator-app.tsx";
import { ChangePassword } from "./change-password.tsx";
import { Passkeys } from "./passkeys.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { RecoveryCodesDialog } from "./recovery-codes-dialog.tsx";

/** The account's password, second factors and recovery codes. */
export function Security() {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const queries = useQueryClient();
  const status = useQuery(api.secondFactor.status.queryOptions());
  // The first second factor also ends the other sessions.
  const onChanged = async (newCodes?: readonly string[] | null) => {
    if (newCodes) setCodes(newCodes);
    const changed = [api.secondFactor.pathFilter(), api.passkey.pathFilter(), api.session.pathFilter()];
    // The server may have refused the practice for lack of a second factor.
    changed.push(api.practice.pathFilter());
    await Promise.all(changed.map((filter) => queries.invalidateQueries(filter)));
  };
  return (
    <Stack>
      <ChangePassword />
      <QueryStates query={status} skeleton={<Skeleton h={360} />}>
        {(known) => (
          <>
            <AuthenticatorApp confirmedAt={known.totp?.confirmedAt ?? null} onChanged={onChanged} />
            <Passkeys onChanged={onChanged} />
            {known.totp || known.passkeys > 0 ? (
              <RecoveryCodes left={known.recoveryCodesLeft} onChanged={onChanged} />
            ) : null}
          </>
        )}
      </QueryStates>
      {codes ? <RecoveryCodesDialog codes={codes} onSaved={() => setCodes(null)} /> : null}
    </Stack>
  );
}
