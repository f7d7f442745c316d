import { DomainError, type Role, rolePermissions, type Services, UndeclaredCode } from "@caretype/api";
import { asId } from "@caretype/core/kernel/field/ids";
import { createEventCursors } from "@caretype/core/people/event/cursor";
import { openDatabase } from "@caretype/db";

const unknownJob = () => {
  throw new Error("not in the toy");
};

/** Services without a database. `token` is an access token, named after its role. */
export function toyServices(changes: Partial<Services> = {}): Services {
  // Connects at the first statement. No database listens there.
  const unused = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none" });
  const refuse = () => Promise.reject(new Error("not in the toy"));
  return {
    database: { ...unused, transaction: (run) => run(unused.reader), ping: async () => undefined },
    passwords: {
      hash: refuse,
      verify: refuse,
      findWeakness: async () => null,
      isOutdated: () => false,
      waiting: () => 0,
      knowing() {
        return this;
      },
      close: async () => undefined,
    },
    tokens: {
      keyName: "00000000",
      issueAccess: refuse,
      verifyAccess: refuse,
      newRefresh: () => "",
      isRefreshToken: () => false,
      refreshHash: () => Buffer.alloc(0),
      refreshSuccessor: () => "",
      refreshLifetimeSeconds: 1,
      refreshGraceSeconds: 1,
    },
    principals: {
      async authenticate(accessToken) {
        const roles: Record<string, Role> = { token: "owner", viewer: "viewer" };
        const role = roles[accessToken];
        if (!role) throw new DomainError("UNAUTHENTICATED");
        return {
          accountId: asId("account"),
          sessionId: asId("session"),
          practiceId: asId("practice"),
          timeZone: null,
          dialect: null,
          role,
          permissions: rolePermissions[role],
          freshUntil: Number.POSITIVE_INFINITY,
        };
      },
      callerOf: () => null,
      forget: () => undefined,
    },
    sessionLimits: { idleSeconds: 60, maxSeconds: 60 },
    language: "en",
    inLanguageOf() {
      return this;
    },
    limiter: { spend: async () => undefined },
    loginLimits: {
      admit: async () => undefined,
      exemptOwner: async () => undefined,
      hold: async () => undefined,
      judge: async () => true,
      attempt: (_guess, check) => check(),
    },
    audit: {
      record: async () => undefined,
      append: async () => undefined,
      writes: () => ({ isFailing: false, writtenAt: 0, entries: 0, groups: 0 }),
    },
    readiness: { check: async () => undefined },
    changes: { soon: () => undefined },
    eventCursors: createEventCursors("toy"),
    eventsDays: 30,
    mutex: (_key, run) => run(),
    patientGroups: refuse,
    counts: {
      load: refuse,
      unassigned: refuse,
      pairs: refuse,
    },
    longReads: { countCall: () => undefined, run: (_practiceId, read) => read() },
    mailer: { canSend: false, send: async () => null },
    importJobs: { add: refuse, addLost: refuse, isOpen: unknownJob, warmUp: async () => undefined },
    linkTokens: {
      tokenOf: () => "token",
      random: () => "token",
      isToken: () => false,
      hashOf: () => Buffer.alloc(32),
    },
    factorVault: {
      seal: () => Buffer.alloc(0),
      open: () => "",
      recoveryHash: () => Buffer.alloc(32),
      now: Date.now,
    },
    registration: "open",
    staffSecondFactor: "optional",
    secondFactor: { isRequired: false, graceDays: 7 },
    browserLimits: { idleMinutes: { everybody: 30 }, hours: { everybody: 12 } },
    sessionsAtOnce: 20,
    directoryWrites: "anybody",
    sampleData: false,
    dialect: null,
    dialects: {},
    findIds: [],
    appUrl: "https://app.example.org",
    onUndeclaredCode: (path, code) => {
      throw new UndeclaredCode(path, code);
    },
    onCall: undefined,
    traceCall: undefined,
    corsOrigins: [],
    ...changes,
  };
}
