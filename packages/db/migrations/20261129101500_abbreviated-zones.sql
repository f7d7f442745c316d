-- PostgreSQL takes these for abbreviations without summer time. They are links to places.
UPDATE "practice" SET "time_zone" = CASE upper("time_zone") WHEN 'EET' THEN 'Europe/Athens' WHEN 'WET' THEN 'Europe/Lisbon' ELSE 'Europe/Brussels' END
WHERE upper("time_zone") IN ('CET', 'EET', 'MET', 'WET');
