ALTER TABLE "observation" VALIDATE CONSTRAINT "observation_codes_check";
