import { Fragment } from "react";

type NameProps = { children: string };

/**
 * What a person has called themselves, a patient, a practice or anything else, amid other text. Whatever its letters are, it
 * changes the direction of nothing around it.
 */
export const Name = ({ children }: NameProps) => <bdi>{children}</bdi>;

type NameInProps = { text: string; name: string };

/** A text that was made with a name in it. */
export const NameIn = ({ text, name }: NameInProps) =>
  text.split(name).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text stay in their places.
    <Fragment key={index}>
      {index > 0 ? <Name>{name}</Name> : null}
      {part}
    </Fragment>
  ));
