import type { DatabaseHandle } from "@caretype/db";
import { createPasswords } from "./account/passwords.ts";
import { createPrincipals } from "./account/principals.ts";
import { createTokens } from "./account/tokens.ts";
import { createAuditLog, noAuditLog } from "./audit/audit-log.ts";
import { keepAuditPartitions } from "./audit/partitions.ts";
import { keepAuditSealed, type SealListeners } from "./audit/seal/keep-sealed.ts";
import type { Services } from "./context.ts";
import { keepKeysYoung } from "./idempotency/keeper.ts";
import { createKeyTurns } from "./idempotency/key-turns.ts";
import { createRateLimiter } from "./rate-limit.ts";

export type ServiceSettings = {
  /** 32 bytes at least. A new one ends every session. */
  secretKey: string;
  accessTokenMinutes: number;
  refreshTokenDays: number;
  registration: Services["registration"];
  /** Points a minute; 0: no limit. */
  rateLimits: { accountPoints: number; addressPoints: number };
  /** Threads that hash passwords. Default: one fewer than there are cores. */
  passwordWorkers?: number;
  /** How many passwords may wait for a thread. Default 64. */
  passwordQueue?: number;
  /** A power of two. Default 12; tests use 4. */
  bcryptCost?: number;
  /** How long after its use a refresh token still answers with its successor. Default 10. */
  refreshGraceSeconds?: number;
  /** How old the state of a session may be that a call relies on. Default 5,000. */
  sessionRecheckMilliseconds?: number;
  /** Left out, as everywhere but in a benchmark of what the audit costs. No setting of the environment leads here. */
  audit?: "off, to measure its cost";
  /** Hears of work in the background that failed and will be tried again. */
  onBackgroundFailure?: (error: unknown) => void;
  /** Hears of each seal of the audit, so that its hash is somewhere else than in the database, too. */
  onAuditSealed?: SealListeners["onSealed"];
  /** Hears every minute in which entries are more than five minutes old and not sealed, and who holds that up. */
  onAuditSealLag?: SealListeners["onLag"];
};

/** All that procedures work with, but the database, which stays its maker's to close. */
export async function createServices({
  database,
  settings,
}: {
  database: DatabaseHandle;
  settings: ServiceSettings;
}): Promise<Services & { close(): Promise<void> }> {
  const tokens = await createTokens(settings);
  const passwords = createPasswords({
    cost: settings.bcryptCost ?? 12,
    workers: settings.passwordWorkers,
    queue: settings.passwordQueue,
  });
  const recheckMilliseconds = settings.sessionRecheckMilliseconds;
  const onFailure = settings.onBackgroundFailure ?? (() => undefined);
  const keepers: { stop(): void | Promise<void> }[] = [
    keepAuditPartitions(database, onFailure),
    keepKeysYoung(database, onFailure),
  ];
  if (settings.audit === undefined)
    keepers.push(
      keepAuditSealed(database, {
        onSealed: settings.onAuditSealed ?? (() => undefined),
        onLag: settings.onAuditSealLag ?? (() => undefined),
        onFailure,
      }),
    );
  return {
    database,
    passwords,
    tokens,
    principals: createPrincipals({ database, tokens, recheckMilliseconds }),
    limiter: createRateLimiter(settings.rateLimits),
    audit: settings.audit === undefined ? createAuditLog(database) : noAuditLog,
    turns: createKeyTurns(),
    registration: settings.registration,
    close: async () => {
      await Promise.all(keepers.map((keeper) => keeper.stop()));
      await passwords.close();
    },
  };
}
