import { noSubjects, protectedProcedure, publicProcedure } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { LoggedIn } from "../account/schema.ts";
import { createLoginCode, logInWithCode } from "./login-code.ts";
import { CreateLoginCode, LogInWithCode, LoginCode } from "./proof-schema.ts";

/** Procedures with which a browser signs in a program on the same computer, as `caretype login` does. */
export const codeProcedures = {
  // Not keyed, because the code is a secret and works once.
  createLoginCode: protectedProcedure("account:self", {
    describes: "Created a code that signs in a program",
    requireRecentAuth: true,
    keyed: false,
  })
    .meta(
      rest("POST /auth/login-codes", "Create a code that signs in a program", {
        status: 201,
        description:
          "For a page that asks the user first. The code works once, for a minute, and only with the secret of the program that asked.",
      }),
    )
    .meta(noSubjects("every entry already names the caller's account and session"))
    .input(CreateLoginCode)
    .output(LoginCode)
    .mutation(({ ctx, input }) => createLoginCode(ctx, input)),

  logInWithCode: publicProcedure({
    describes: "Signed in with a code from the browser",
    errors: ["INVALID_LOGIN_CODE", "EMAIL_NOT_VERIFIED"],
    cost: 2,
    checksSecret: true,
  })
    .meta(
      rest("POST /auth/login/code", "Sign in a program with a code from the browser", {
        description:
          "The session's authentication is as recent as that of the session that created the code. A code that was sent with a wrong `codeVerifier` no longer works.",
      }),
    )
    .meta({ handlesTokens: true })
    .input(LogInWithCode)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => logInWithCode(ctx, input)),
};
