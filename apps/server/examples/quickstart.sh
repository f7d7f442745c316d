url="${CARETYPE_URL:-http://127.0.0.1:3000}"
curl -s "$url/health/live" > /dev/null || { echo "The server at $url could not be reached. Start it with: npx -y pnpm@12 start" >&2; exit 1; }

api="${CARETYPE_URL:-http://127.0.0.1:3000}/api"
send() { curl -sS -w "\n" -X "$1" "$api$2" -H "Authorization: Bearer ${token:-}" -H "Content-Type: application/json" ${3:+-d "$3"}; }
field() { sed -E "s/.*\"$1\":\"([^\"]+)\".*/\1/"; }

token=$(send POST /auth/register "{\"email\":\"ada.$(date +%s%N)@example.org\",\"password\":\"nine lives of a lamp\"}" | field access)
patient=$(send POST /patients '{"name":"Jane Roe","gender":"F","age":41}' | field id)
doctor=$(send POST /doctors '{"name":"Sam Okafor","specialization":"CARD"}' | field id)
send POST /mappings "{\"patient\":\"$patient\",\"doctor\":\"$doctor\",\"reason_for_visit\":\"Palpitations\"}"
send POST /mappings "{\"patient\":\"$patient\",\"doctor\":\"$doctor\"}" # 409, "code":"ALREADY_ASSIGNED"
send GET "/patients?limit=10"
