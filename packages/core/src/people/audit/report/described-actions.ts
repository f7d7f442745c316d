import type { Descriptions } from "../../../kernel/audit-log/description.ts";

/**
 * Descriptions of procedures and commands, by action. Filled by the router. The console's build writes it out
 * instead.
 */
export const described = new Map<string, Descriptions & { isRead?: boolean }>();
