import type { AccountId, PracticeId } from "../../../../kernel/field/ids.ts";

/** An account, and the practice that gets the records of a user. */
export type Owner = { accountId: AccountId; practiceId: PracticeId };
