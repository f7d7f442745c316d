import type { ComponentProps } from "react";
import { goTo } from "./navigation.ts";

type AppLinkProps = Omit<ComponentProps<"a">, "href" | "onClick"> & { to: string };

/** A link to a page of the console, whichever router shows it. Links within the console are `AnchorLink`, which are typed. */
export const AppLink = ({ to, ...props }: AppLinkProps) => (
  <a
    {...props}
    href={to}
    onClick={(event) => {
      // Other clicks open a tab or a window.
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      goTo(to);
    }}
  >
    {props.children}
  </a>
);
