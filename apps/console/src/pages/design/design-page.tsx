import { Box } from "@mantine/core";
import { useState } from "react";
import { Mark } from "../../kit/brand/mark.tsx";
import { Wordmark } from "../../kit/brand/wordmark.tsx";
import { BackLink } from "../../kit/page/back-link.tsx";
import { Page } from "../../kit/page/page.tsx";
import { PageTabs } from "../../kit/page/page-tabs.tsx";
import { RecordTabs } from "../../kit/page/record-tabs.tsx";
import { Section, Surface } from "../../kit/section/section.tsx";
import { ColorSchemeChoice } from "../../kit/theme/color-scheme-choice.tsx";
import { Buttons, Fields, Messages } from "./controls.tsx";
import classes from "./design.module.css";
import { Palette, Surfaces, TypeScale } from "./foundations.tsx";
import { States, Tables } from "./states.tsx";

/** The theme and every shared component, to look at and to test. */
export const DesignPage = () => (
  <main className={classes.page}>
    <Page
      title="Design"
      subtitle="The theme and the shared components. In development only."
      back={<BackLink to="/">Back to a list</BackLink>}
      actions={
        <Box w="16rem">
          <ColorSchemeChoice />
        </Box>
      }
    >
      <div className={classes.grid}>
        <Section title="Mark and wordmark">
          <div className={classes.line}>
            <Mark size={48} />
            <Mark />
            <Mark size={16} />
            <Wordmark />
          </div>
        </Section>
        <Section title="Surfaces" about="They rise in three steps: the page, panels, and what opens above.">
          <Surfaces />
        </Section>
        <Section title="Type" about="Titles weigh 600, labels and names 500, text 400. Figures are tabular.">
          <TypeScale />
        </Section>
        <Section title="Colours" about="Named by their meaning. Shade 8 is filled, in the dark scheme 7.">
          <Palette />
        </Section>
        <Section title="Buttons">
          <Buttons />
        </Section>
        <Section title="Fields">
          <Fields />
        </Section>
        <Section title="Messages and badges">
          <Messages />
        </Section>
        <Section title="Tabs" about="Pages of their own, and parts of a page.">
          <PageTabs label="Pages" tabs={pages} />
          <Tabs />
        </Section>
        <Section title="Table">
          <Tables />
        </Section>
        <Section title="States" about="Empty, loading, and failed.">
          <States />
        </Section>
      </div>
      <Surface>A surface without a heading, such as around a form. It is as wide as its page.</Surface>
    </Page>
  </main>
);

const pages = [
  { to: "/members", label: "Members" },
  { to: "/members/roles", label: "Roles" },
] as const;

function Tabs() {
  const [open, setOpen] = useState<"overview" | "timeline">("overview");
  return (
    <RecordTabs
      label="Parts"
      open={open}
      onOpen={setOpen}
      tabs={[
        { name: "overview", label: "Overview", panel: "The first panel" },
        { name: "timeline", label: "Timeline", panel: "The second panel" },
      ]}
    />
  );
}
