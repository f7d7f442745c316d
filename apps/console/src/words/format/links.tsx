import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type Props<Own> = Own & Omit<ComponentPropsWithRef<"a">, keyof Own>;

/** A name can be one word that is wider than the screen. */
const anywhere = { overflowWrap: "anywhere" } as const;

const PlainAnchor = ({ style, ...props }: Props<AnchorProps>) => (
  <Anchor {...props} style={[anywhere, style]} />
);
const PlainButton = (props: Props<ButtonProps>) => <Button component="a" {...props} />;

/**
 * A typed link within the console.
 * `component={Link}` would not check its parameters.
 *
 * @example
 * <AnchorLink to="/doctors/$id" params={{ id }}>{name}</AnchorLink>
 */
export const AnchorLink = createLink(PlainAnchor);

/** A typed link that looks like a button. */
export const ButtonLink = createLink(PlainButton);
