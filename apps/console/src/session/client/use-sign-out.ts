import { useNavigate } from "@tanstack/react-router";

/** Returns a function that opens the sign-out page, which asks about unsaved input. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: "/sign-out", state: { isAsked: true } });
}
