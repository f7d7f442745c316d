import type { Permission } from "@caretype/api";
import type { Appointment, Doctor, DoctorId, Patient, PatientId, Practice } from "@caretype/client";
import type { NativeSelectProps } from "@mantine/core";
import type { IconUsers } from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import type { navigation } from "../../words/frame/texts.en.ts";

/** The routes of each module. A manifest adds its own, which gives links their types. */
// biome-ignore lint/suspicious/noEmptyInterface: the manifests fill it.
export interface ModuleRoutes {}

/** Where a page is named: with what people work with, in a group of settings, or in the palette, to add something. */
export type EntryPlace = "work" | keyof typeof navigation.groups | "additions";

/** A page to which the navigation and the palette lead. The palette has further ones: `modules/<name>/parts/palette.ts`. */
export type Entry = {
  to: LinkProps["to"];
  label: string;
  /** What people may type instead of the label. */
  words?: string;
  /** Settings have none in the navigation. */
  icon?: typeof IconUsers;
  /** Without the permission, it is hidden. */
  needs?: Permission;
  /** The place among those of all modules, from the top. */
  order: number;
  /** Whether people may choose that the console opens on it. */
  canStart?: boolean;
  /** The second key of its shortcut, after `goKey`. */
  key?: string;
  /** For what adds something: the pages on which `addKey` leads here. */
  addsOn?: readonly string[];
};

/** What is set on a page of settings, at a glance, by its path: `modules/<name>/parts/settings.tsx`. */
export type SettingFacts = Readonly<Record<string, ComponentType>>;

/** The tabs of a patient's page, by their names in addresses. A module adds its own. */
export interface PatientTabs {
  /** What was changed. */
  timeline: true;
  access: true;
  duplicates: true;
}
export type PatientTab = keyof PatientTabs;

type TabPart = {
  name: PatientTab;
  label: string;
  needs: Permission;
  /** The place among the tabs, from the start. The first that the reader may open is shown. */
  order: number;
  /** Other addresses at which it is open. */
  also?: readonly PatientTab[];
  Panel: ComponentType<{ patient: Patient; tab: PatientTab }>;
};

/** The places of pages where modules add parts, and what each part gets. */
export type Places = {
  /** Above each page. */
  banner: object;
  /** Beside the name of a patient or doctor. */
  badge: { id: PatientId | DoctorId };
  /** On the start page of a practice without patients. */
  emptyPractice: object;
  /** Below the API keys. */
  apiKeys: { practice: Practice };
  /** Chooses whose answers REST gives. `unset`: whose, if nothing is chosen. */
  dialectPicker: NativeSelectProps & { unset: string };
  /** Finds the doctor whom a member is. */
  doctorPicker: {
    chosen: Pick<Doctor, "id" | "name"> | null;
    onChoose: (doctor: Doctor | null) => void;
    error?: ReactNode;
    description?: ReactNode;
    isRequired?: boolean;
  };
};

export type Part<Props> = {
  Part: ComponentType<Props>;
  /** Without the permission, it is left out. */
  needs?: Permission;
  /** Default: 0. */
  order?: number;
};

type VisitStepProps = {
  onDone?: () => void;
  onError?: (error: unknown, appointment: Appointment) => void;
};

/** What another module does first with a patient who waits, such as to call them in. */
export type UseVisitStep = (props: VisitStepProps) => {
  /** Null for those who may not, and before the patient is here. */
  labelsFor: (appointment: Appointment) => { label: string; of: (patientName: string) => string } | null;
  mutate: (appointment: Appointment) => void;
  isPending: boolean;
  error: unknown;
};

/** What a module adds to pages that do not know it. It is found by its file, `modules/<name>/manifest.ts`. */
export type Manifest = {
  entries?: { [In in EntryPlace]?: readonly Entry[] };
  parts?: { [Place in keyof Places]?: readonly Part<Places[Place]>[] };
  patientTabs?: readonly TabPart[];
  /** Tells which patients and doctors are invented. */
  useIsInvented?: () => (id: PatientId | DoctorId) => boolean;
};
