import { callIdOf, isMutation } from "./ledger.ts";
import type { Round } from "./round.ts";

const counter = () => new Map<string, number>();
const count = (counts: Map<string, number>, names: Iterable<string>) => {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** Fewer prove little. A busy machine does everything less often. */
const enough = 5;

export class Tally {
  readonly faults = counter();
  /** By action. */
  readonly acknowledged = counter();
  /** By error code. */
  readonly refused = counter();
  unanswered = 0;
  /** Unanswered calls that took effect. */
  appliedUnanswered = 0;
  /** Answers replayed for a retry. */
  replays = 0;
  snapshots = 0;
  verifiedAudits = 0;
  readonly problems: string[] = [];

  get faultCount(): number {
    return [...this.faults.values()].reduce((sum, each) => sum + each, 0);
  }

  /** Adds a round, also an unfinished one. */
  add({ ledger, faults, entries, snapshots, isAuditVerified, problems }: Round): void {
    const calls = [...ledger.calls.values()];
    count(this.faults, faults);
    for (const { outcome, action } of calls) {
      if (outcome === "ok") count(this.acknowledged, [action]);
      else if (outcome === "open" || outcome === "unknown") this.unanswered++;
      else count(this.refused, [outcome]);
    }
    const done = entries.filter(({ action, outcome }) => isMutation(action) && outcome === "ok");
    this.appliedUnanswered += done.filter(
      ({ requestId }) => ledger.calls.get(callIdOf(requestId))?.outcome === "unknown",
    ).length;
    this.replays += done.filter(({ isReplay }) => isReplay).length;
    this.snapshots += snapshots;
    this.verifiedAudits += Number(isAuditVerified);
    this.problems.push(...problems);
  }

  /** Returns actions too rare for a meaningful result. A run with few faults always has gaps. */
  gaps(): string[] {
    const types = ["patient", "doctor", "assignment"];
    const actions = types.flatMap((type) =>
      ["create", "update", "remove", "restore", "byId"].map((verb) => `${type}.${verb}`),
    );
    actions.push("appointment.book", "appointment.cancel", "appointment.byId");
    actions.push("noteDraft.create", "noteDraft.sign", "note.amend");
    const rare = actions.filter((action) => (this.acknowledged.get(action) ?? 0) < enough);
    return [
      ...rare.map((action) => `${action} was acknowledged ${this.acknowledged.get(action) ?? 0} times`),
      ...(this.appliedUnanswered >= enough
        ? []
        : [`${this.appliedUnanswered} calls took effect without an answer`]),
      ...(this.replays >= enough ? [] : [`${this.replays} answers were replayed`]),
    ];
  }
}
