import type { Descriptions } from "../../../kernel/audit-log/description.ts";

/** What procedures and commands do, by action. The router fills it. The console's build writes it out instead. */
export const described = new Map<string, Descriptions & { isRead?: boolean }>();
