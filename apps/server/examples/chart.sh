api="${CARETYPE_URL:-http://127.0.0.1:3000}/api"
send() { curl -sS -w "\n" -X "$1" "$api$2" -H "Authorization: Bearer ${token:-}" -H "Content-Type: application/json" ${3:+-d "$3"}; }
field() { sed -E "s/.*\"$1\":\"([^\"]+)\".*/\1/"; }

token=$(send POST /auth/register "{\"email\":\"ada.$(date +%s%N)@example.org\",\"password\":\"nine lives of a lamp\"}" | field access)
patient=$(send POST /patients '{"name":"Jane Roe","gender":"F","age":41}' | field id)
encounter=$(send POST /encounters "{\"patient_id\":\"$patient\",\"reason\":{\"text\":\"Cough\"}}" | sed -E 's/^\{"id":"([^"]+)".*/\1/')

of="\"patient_id\":\"$patient\",\"encounter_id\":\"$encounter\""
send POST /allergies/none-known "{\"patient_id\":\"$patient\"}"
send POST /conditions "{$of,\"code\":{\"text\":\"Asthma\"},\"onset\":\"2019-05\"}"
send POST /observations "{$of,\"category\":\"vital-signs\",\"code\":{\"text\":\"Temperature\",\"coding\":{\"system\":\"http://loinc.org\",\"code\":\"8310-5\",\"display\":\"Body temperature\"}},\"value\":{\"kind\":\"quantity\",\"number\":\"38.50\",\"unit\":\"Cel\"}}"
send POST /medications "{$of,\"drug\":{\"text\":\"Salbutamol\"},\"dose\":{\"number\":\"0.1\",\"unit\":\"mg\"}}"
send POST /allergies "{$of,\"substance\":{\"text\":\"Penicillin\"},\"criticality\":\"high\"}" # ends that none is known
send GET "/patients/$patient/chart"
