import { type ReactNode, type Ref, useId } from "react";
import classes from "./section.module.css";

type SectionProps = {
  title: ReactNode;
  /** Makes the heading focusable, for actions that remove their own button. */
  headingRef?: Ref<HTMLHeadingElement>;
  about?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
};

/** The console's panel: a surface with heading, description, actions and content. */
export function Section({ title, headingRef, about, actions, children }: SectionProps) {
  const titleId = useId();
  return (
    <section className={classes.panel} data-panel aria-labelledby={titleId}>
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title} ref={headingRef} tabIndex={headingRef ? -1 : undefined}>
          {title}
        </h2>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
      {about ? <p className={classes.about}>{about}</p> : null}
      {children}
    </section>
  );
}

/** A panel without a heading, such as around a page's only form. */
export const Surface = ({ children }: { children: ReactNode }) => (
  <div className={classes.panel} data-panel>
    {children}
  </div>
);
