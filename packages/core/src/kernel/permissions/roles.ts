/** The roles that members of a practice have. */
export const roles = ["owner", "clinician", "reception", "viewer"] as const;
export type Role = (typeof roles)[number];

export type PermissionDeclaration = {
  /** What it allows, as shown in docs/use/roles.md. */
  says: string;
  /**
   * The roles that have it. `account`: every signed-in account, also without a practice. `staff`: only staff accounts.
   * `directory`: staff accounts, and the API keys to which they grant it.
   */
  roles: readonly Role[] | "account" | "staff" | "directory";
  /** Whether a staff account has it in no practice, too. Default false. */
  isForStaff?: boolean;
  /** False if no API key can have it. Default true. */
  isGrantable?: boolean;
  /** The permissions whose records an answer or a refusal also shows: an assignment contains its patient and doctor. */
  shows?: readonly string[];
};

export const everyone: readonly Role[] = [...roles];
export const careTeam = ["owner", "clinician", "viewer"] as const;
export const frontDesk = ["owner", "clinician", "reception"] as const;
export const clinicians = ["owner", "clinician"] as const;
export const owners = ["owner"] as const;
