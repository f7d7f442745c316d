import { procedures } from "@caretype/test-api/procedures";
import { expect, it } from "vitest";
import { isTechnicalCall } from "./describe-actions.ts";

const technical = new Set(procedures.filter(isTechnicalCall).map(({ path }) => path));

it("follows from the declaration of a call", () => {
  const changes = ["patient.update", "doctor.create", "member.updateRole", "apiKey.create", "import.run"];
  const ofPatients = [
    "patient.list",
    "patient.byId",
    "assignment.history",
    "staff.patient",
    "import.progress",
  ];
  const memberships = ["account.register", "invitation.accept", "member.leave"];
  expect([...changes, ...ofPatients, ...memberships].filter((path) => technical.has(path))).toEqual([]);
  const lookUps = ["doctor.list", "member.names", "statistics.today", "practice.mine"];
  const ofSessions = ["account.login", "account.refresh", "account.logout", "session.list", "passkey.rename"];
  const ofAudit = ["audit.list", "audit.accessReport", "audit.recordNames"];
  const others = [...lookUps, ...ofSessions, ...ofAudit];
  expect(others.filter((path) => !technical.has(path))).toEqual([]);
});

it("never includes a change of a patient's record", () => {
  const ofPatients = procedures.filter(({ type, meta }) => type === "mutation" && meta.describes?.patient);
  expect(ofPatients.length).toBeGreaterThan(10);
  expect(ofPatients.filter(isTechnicalCall).map(({ path }) => path)).toEqual([]);
});
