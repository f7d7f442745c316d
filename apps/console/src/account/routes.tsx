import { createRoute, type ParsedLocation, redirect } from "@tanstack/react-router";
import { resumeSession } from "../session/session.ts";
import { lazyPage } from "../shell/connection/load-code.ts";
import { rootRoute } from "../shell/route/root-route.tsx";
import { signedInRoute } from "../shell/route/signed-in-route.tsx";
import { signedOutRoute } from "../shell/route/signed-out-route.tsx";
import { captureLinkToken } from "./link/link-token.ts";

/** Whether the form begins with sample data chosen. */
const readRegisterSearch = ({ sample }: Record<string, unknown>): { sample?: true } =>
  sample === true ? { sample } : {};

/** Redirects to the dashboard if somebody is signed in. */
async function unlessSignedIn({ location: { state } }: { location: ParsedLocation }): Promise<void> {
  // Another account is signed in: do not continue as that one without asking.
  if (state.signedOut === "replaced") return;
  if (await resumeSession().catch(() => false)) throw redirect({ to: "/", replace: true });
}

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/welcome",
  beforeLoad: unlessSignedIn,
  component: lazyPage(() => import("./welcome/welcome-page.tsx"), "WelcomePage"),
});

const signInRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/sign-in",
  beforeLoad: unlessSignedIn,
  component: lazyPage(() => import("./sign-in/sign-in-page.tsx"), "SignInPage"),
});

const registerRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/register",
  validateSearch: readRegisterSearch,
  beforeLoad: unlessSignedIn,
  component: lazyPage(() => import("./sign-in/register-page.tsx"), "RegisterPage"),
});

const forgotPasswordRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/forgot-password",
  component: lazyPage(() => import("./sign-in/forgot-password-page.tsx"), "ForgotPasswordPage"),
});

const signOutRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/sign-out",
  component: lazyPage(() => import("./sign-in/sign-out-page.tsx"), "SignOutPage"),
});

// The targets of mailed links.

const captureToken = ({ location }: { location: ParsedLocation }) => captureLinkToken(location);

const confirmRegistrationRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/confirm-registration",
  beforeLoad: captureToken,
  component: lazyPage(() => import("./link/confirm-registration-page.tsx"), "ConfirmRegistrationPage"),
});

const verifyEmailRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/verify-email",
  beforeLoad: captureToken,
  component: lazyPage(() => import("./link/verify-email-page.tsx"), "VerifyEmailPage"),
});

const resetPasswordRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/reset-password",
  beforeLoad: captureToken,
  component: lazyPage(() => import("./link/reset-password-page.tsx"), "ResetPasswordPage"),
});

const confirmEmailRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/confirm-email",
  beforeLoad: captureToken,
  component: lazyPage(() => import("./link/confirm-email-page.tsx"), "ConfirmEmailPage"),
});

const unlockRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/unlock",
  beforeLoad: captureToken,
  component: lazyPage(() => import("./link/unlock-page.tsx"), "UnlockPage"),
});

const acceptInvitationRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/accept-invitation",
  beforeLoad: captureToken,
  component: lazyPage(() => import("./link/accept-invitation-page.tsx"), "AcceptInvitationPage"),
});

/** The page of a patient, who has no account. */
const appointmentLinkRoute = createRoute({
  getParentRoute: () => signedOutRoute,
  path: "/appointment",
  beforeLoad: captureToken,
  component: lazyPage(() => import("../appointment/link/appointment-link-page.tsx"), "AppointmentLinkPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/account",
  component: lazyPage(() => import("./account-page.tsx"), "AccountPage"),
});

const profileRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/",
  component: lazyPage(() => import("./profile/profile.tsx"), "Profile"),
});

const securityRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/security",
  component: lazyPage(() => import("./security/security.tsx"), "Security"),
});

const sessionsRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/sessions",
  component: lazyPage(() => import("./profile/sessions.tsx"), "Sessions"),
});

const practicesRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/practices",
  component: lazyPage(() => import("./profile/practices.tsx"), "Practices"),
});

const displayRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: "/display",
  component: lazyPage(() => import("./display/display.tsx"), "Display"),
});

/** Pages with a layout of their own. */
export const bareRoutes = [welcomeRoute] as const;

export const signedOutRoutes = [
  signInRoute,
  registerRoute,
  forgotPasswordRoute,
  signOutRoute,
  confirmRegistrationRoute,
  verifyEmailRoute,
  resetPasswordRoute,
  confirmEmailRoute,
  unlockRoute,
  acceptInvitationRoute,
  appointmentLinkRoute,
] as const;

export const accountRoutes = [
  accountRoute.addChildren([profileRoute, securityRoute, sessionsRoute, practicesRoute, displayRoute]),
] as const;
