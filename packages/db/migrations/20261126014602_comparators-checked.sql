ALTER TABLE "observation" VALIDATE CONSTRAINT "observation_comparator_check";
