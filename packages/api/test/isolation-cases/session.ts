type Ids = { sessionId: string; apiKeyId: string };

const nothing = () => ({});
const anyVersion = { expectedVersion: "any" };

/** Rows of what is about sessions and API keys. */
export const sessionRows = {
  "session.current": { input: nothing, foreign: "unseen" },
  "session.list": { input: nothing, foreign: "unseen" },
  "session.end": { input: ({ sessionId }: Ids) => ({ id: sessionId }), foreign: "SESSION_NOT_FOUND" },
  "session.endOthers": { input: nothing, foreign: "unseen" },
  "apiKey.list": { input: nothing, foreign: "unseen" },
  "apiKey.create": {
    input: () => ({ name: "Taken Over", permissions: ["patient:read"] }),
    foreign: "unseen",
  },
  "apiKey.update": {
    input: ({ apiKeyId }: Ids) => ({ id: apiKeyId, name: "Taken Over", ...anyVersion }),
    foreign: "API_KEY_NOT_FOUND",
  },
  "apiKey.rotate": {
    input: ({ apiKeyId }: Ids) => ({ id: apiKeyId, ...anyVersion }),
    foreign: "API_KEY_NOT_FOUND",
  },
  "apiKey.revoke": { input: ({ apiKeyId }: Ids) => ({ id: apiKeyId }), foreign: "API_KEY_NOT_FOUND" },
} as const;
