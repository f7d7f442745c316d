import type { AccountId, PracticeId } from "../../field/ids.ts";

/** An account, and the practice that gets the records of a user. */
export type Owner = { accountId: AccountId; practiceId: PracticeId };
