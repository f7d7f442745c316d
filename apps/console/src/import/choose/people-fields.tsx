import { TextInput } from "@mantine/core";
import { Section } from "../../shell/section/section.tsx";
import { importChooseTexts } from "../../texts/import-choose.ts";
import classes from "./mapping-form.module.css";

const { people: texts, identifier } = importChooseTexts;

type PeopleFieldsProps = {
  system: string | undefined;
  error: string | undefined;
  onChange: (system: string) => void;
};

/** How the rows of appointments name patients and doctors. */
export const PeopleFields = ({ system = "", error, onChange }: PeopleFieldsProps) => (
  <Section title={texts.title} about={texts.about}>
    <div className={classes.fields}>
      <TextInput
        name="peopleSystem"
        label={texts.system}
        placeholder={identifier.systemExample}
        error={error}
        value={system}
        onChange={({ currentTarget: { value } }) => onChange(value)}
      />
    </div>
  </Section>
);
