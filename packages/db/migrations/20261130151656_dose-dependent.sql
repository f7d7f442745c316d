-- A table in use: the next migration checks its rows, without keeping others from it.
ALTER TABLE "observation" DROP CONSTRAINT "observation_codes_check";--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_codes_check" CHECK ("observation"."category" in ('vital-signs', 'laboratory', 'survey', 'social-history', 'exam', 'imaging', 'procedure', 'therapy', 'activity')
        and "observation"."status" in ('preliminary', 'final', 'amended')
        and "observation"."interpretation" in ('normal', 'abnormal', 'low', 'high', 'critical-low', 'critical-high', 'susceptible', 'susceptible-dose-dependent', 'intermediate', 'resistant')) NOT VALID;
