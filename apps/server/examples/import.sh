api="${CARETYPE_URL:-http://127.0.0.1:3000}/api"
send() { curl -sS -w "\n" -X "$1" "$api$2" -H "Authorization: Bearer ${token:-}" -H "Content-Type: application/json" ${3:+-d "$3"}; }
field() { sed -E "s/.*\"$1\":\"([^\"]+)\".*/\1/"; }

token=$(send POST /auth/register "{\"email\":\"ada.$(date +%s%N)@example.org\",\"password\":\"nine lives of a lamp\"}" | field access)
upload=$(send POST /import-uploads '{
  "format": "table", "records": "patient",
  "files": [{ "file": "patients.csv", "columns": ["No", "Name", "Sex", "Born"] }],
  "table": {
    "mapping": { "name": "Name", "gender": "Sex", "date_of_birth": "Born" }, "date_format": "DD.MM.YYYY",
    "identifier": { "column": "No", "system": "old-practice" }
  }
}' | sed -E 's/^\{"id":"([^"]+)".*/\1/')

# The rows of the file, with the line that each begins in; the header is line 1.
send POST "/import-uploads/$upload/parts" '{
  "file": "patients.csv",
  "rows": [
    { "line": 2, "cells": ["17", "Jane Roe", "F", "3.2.1984"] },
    { "line": 3, "cells": ["18", "John Doe", "M", ""] }
  ]
}'
ended() { until state=$(send GET "/import-uploads/$upload") && echo "$state" | grep -q '"progress":null'; do sleep 1; done; echo "$state"; }
send POST "/import-uploads/$upload/check" '{"rows":2}' && ended # "state":"checked", what is wrong, and what it would make
send POST "/import-uploads/$upload/run" '{"rows":2}' && ended   # "state":"done"
send GET /imports                                               # the import, which can be undone
