import { Fragment, type ReactNode } from "react";

type NameProps = { children: string };

/** A name entered by a user, within other text. Isolated, so that right-to-left letters do not reorder the text. */
export const Name = ({ children }: NameProps) => <bdi>{children}</bdi>;

type NameInProps = { text: string; name: string };

/** A text with an isolated name. */
export const NameIn = ({ text, name }: NameInProps) =>
  text.split(name).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the order of the parts is fixed.
    <Fragment key={index}>
      {index > 0 ? <Name>{name}</Name> : null}
      {part}
    </Fragment>
  ));

const whole = { display: "inline-block" } as const;

type FactListProps = { facts: readonly ReactNode[]; separator?: string };

/** Facts in a line, each isolated and unbroken if it fits, followed by the separator. Empty facts are omitted. */
export const FactList = ({ facts, separator = " · " }: FactListProps) =>
  facts.filter(Boolean).map((fact, index, all) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the facts are in a fixed order
    <Fragment key={index}>
      {index > 0 ? " " : null}
      <span style={whole}>
        <bdi>{fact}</bdi>
        {index < all.length - 1 ? separator.trimEnd() : null}
      </span>
    </Fragment>
  ));
