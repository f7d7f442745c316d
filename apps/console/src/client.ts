import { createClient } from "@caretype/client";
import { chosenPractice } from "./session/chosen-practice.ts";
import { idleHeaders } from "./session/last-activity.ts";
import { watchedFetch } from "./shell/connection/connection.ts";

/**
 * The client without dialogs.
 * Its refresh token is in an HttpOnly cookie, its access token in memory.
 */
export const plainClient = createClient({
  url: "",
  session: "cookie",
  practice: chosenPractice,
  fetch: watchedFetch,
  headers: idleHeaders,
});
