import { lazyExtra } from "../../../kit/connection/load-code.ts";
import type { EntryPages } from "../../../session/route/entry-paths.ts";

export const pages: EntryPages = {
  "/welcome": lazyExtra(() => import("../pages/account/welcome/welcome-page.tsx"), "WelcomePage"),
  "/register": lazyExtra(() => import("../pages/account/sign-in/register-page.tsx"), "RegisterPage"),
  "/forgot-password": lazyExtra(
    () => import("../pages/account/sign-in/forgot-password-page.tsx"),
    "ForgotPasswordPage",
  ),
  "/confirm-registration": lazyExtra(
    () => import("../pages/account/link/password-pages.tsx"),
    "ConfirmRegistrationPage",
  ),
  "/verify-email": lazyExtra(() => import("../pages/account/link/click-pages.tsx"), "VerifyEmailPage"),
  "/reset-password": lazyExtra(() => import("../pages/account/link/password-pages.tsx"), "ResetPasswordPage"),
  "/confirm-email": lazyExtra(() => import("../pages/account/link/click-pages.tsx"), "ConfirmEmailPage"),
  "/unlock": lazyExtra(() => import("../pages/account/link/click-pages.tsx"), "UnlockPage"),
  "/accept-invitation": lazyExtra(
    () => import("../pages/account/link/accept-invitation-page.tsx"),
    "AcceptInvitationPage",
  ),
};
