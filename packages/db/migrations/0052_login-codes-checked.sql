ALTER TABLE "one_time_token" VALIDATE CONSTRAINT "one_time_token_purpose_check";
