#!/usr/bin/env bash
# Runs every test of the project and ends with one line: "N passed, N failed".
#
#   ./test.sh [arguments for every `dotnet test`, such as --filter …]
#
# What the tests need from Debian is installed when it is missing. PostgreSQL is one of our own: on 127.0.0.1, at a free
# port, in a folder of its own, stopped and removed at the end. To use another server, set DISPATCH_TEST_POSTGRES.
# With CI=true a skipped test is a failure, unless its reason begins with "SQL Server": that server cannot be installed everywhere.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

work="$PWD/.test"
pg_bin=""
pg_home=""
pg_as=()
pg_pid=""

say() { printf '%s\n' "$*"; }

die() {
  say "test.sh: $*" >&2
  exit 2
}

find_pg_bin() {
  pg_bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
  [[ -n $pg_bin && -x $pg_bin/initdb ]]
}

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# PDFBox's judge of PDF/A-1b, and what it needs beside it.
find_preflight() {
  local name
  for name in preflight pdfbox2 fontbox2 xmpbox commons-logging commons-io jaxb-api jaxb-runtime javax.activation; do
    [[ -e /usr/share/java/$name.jar ]] || return 1
  done
}

find_spy() { find /usr/lib -name pkcs11-spy.so -print -quit 2>/dev/null | grep .; }

missing_packages() {
  [[ -n ${DISPATCH_TEST_POSTGRES:-} ]] || find_pg_bin || echo postgresql
  command -v pdftotext >/dev/null || echo poppler-utils
  command -v tesseract >/dev/null || echo tesseract-ocr
  find /usr/share/tesseract-ocr -name vie.traineddata 2>/dev/null | grep -q . || echo tesseract-ocr-vie
  command -v qpdf >/dev/null || echo qpdf
  command -v mutool >/dev/null || echo mupdf-tools
  command -v zbarimg >/dev/null || echo zbar-tools
  command -v python3 >/dev/null || echo python3
  find_preflight || printf '%s\n' libpdfbox2-java libcommons-logging-java libcommons-io-java libjaxb-java libjaxb-api-java libactivation-java
  command -v openssl >/dev/null || echo openssl
  command -v certutil >/dev/null || echo libnss3-tools
  command -v softhsm2-util >/dev/null || echo softhsm2
  command -v pkcs11-tool >/dev/null || echo opensc
  find_spy >/dev/null || echo opensc-pkcs11
  command -v gs >/dev/null || echo ghostscript
  command -v javac >/dev/null || echo default-jdk-headless
  [[ -e /usr/share/java/bcpkix.jar ]] || echo libbcpkix-java
  find_chromium >/dev/null || echo chromium
  [[ -e /usr/share/zoneinfo/Asia/Ho_Chi_Minh ]] || echo tzdata
}

install_what_is_missing() {
  local packages as=()
  mapfile -t packages < <(missing_packages)
  ((${#packages[@]})) || return 0
  say "Missing from Debian: ${packages[*]}"
  command -v apt-get >/dev/null || die "no apt-get here: install ${packages[*]} in your system's own way and run again."
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die "not root and no sudo: let an administrator run 'apt-get install ${packages[*]}' and run again."
    if [[ -t 0 ]]; then as=(sudo); else as=(sudo -n); fi
  fi
  "${as[@]}" apt-get update || die "apt-get update failed (above). The tests need: ${packages[*]}"
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" \
    || die "apt-get install failed (above). The tests need: ${packages[*]}"
  mapfile -t packages < <(missing_packages)
  ((${#packages[@]} == 0)) || die "installed, and still not found: ${packages[*]}"
}

# PostgreSQL refuses to run as root; root lends it the package's own user and a folder that user can reach.
make_pg_home() {
  local base
  if ((EUID != 0)); then
    mkdir -p "$work/pg"
    pg_home=$(mktemp -d "$work/pg/XXXXXX")
    return
  fi
  id postgres >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin postgres
  pg_as=(setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups)
  mkdir -p "$work/pg"
  for base in "$work/pg" "${TMPDIR:-/tmp}" /tmp; do
    "${pg_as[@]}" test -x "$base" || continue
    pg_home=$(mktemp -d "$base/dispatch-pg.XXXXXX")
    chown postgres: "$pg_home"
    return
  done
  die "found no folder that the user 'postgres' can enter; set TMPDIR to one."
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# In pg_home, because the folder we were called from need not be open to the server's user.
pg() {
  cd "$pg_home"
  exec "${pg_as[@]}" env -u PGDATA -u PGHOST -u PGPORT -u PGOPTIONS "$pg_bin/$1" "${@:2}" </dev/null
}

pg_answers() {
  local waited
  for ((waited = 0; waited < 300; waited++)); do
    kill -0 "$pg_pid" 2>/dev/null || return 1
    if "$pg_bin/pg_isready" -q -h 127.0.0.1 -p "$1" -d postgres && kill -0 "$pg_pid" 2>/dev/null; then return 0; fi
    sleep 0.2
  done
  return 1
}

start_postgres() {
  local password port try
  find_pg_bin || die "no PostgreSQL under /usr/lib/postgresql."
  make_pg_home
  # A password although it listens on loopback only: other users of this machine can reach that too.
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  (umask 077 && printf '%s' "$password" >"$pg_home/password")
  ((EUID != 0)) || chown postgres: "$pg_home/password"
  (pg initdb -D "$pg_home/data" -U dispatch --pwfile="$pg_home/password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8) >"$pg_home.log" 2>&1 || die "initdb failed: $(cat "$pg_home.log")"
  for try in 1 2 3 4 5; do
    port=$(free_port)
    # Durable as an office runs it: what is tested and measured here must not lean on fsync=off.
    pg postgres -D "$pg_home/data" -c listen_addresses=127.0.0.1 -c port="$port" -c unix_socket_directories= \
      -c fsync=on -c synchronous_commit=on -c full_page_writes=on -c max_connections=200 -c timezone=UTC >"$pg_home.log" 2>&1 &
    pg_pid=$!
    if pg_answers "$port"; then
      export DISPATCH_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=dispatch;Password=$password;Database=postgres"
      say "PostgreSQL $("$pg_bin/postgres" --version | awk '{print $3}') on 127.0.0.1:$port in $pg_home"
      return
    fi
    say "PostgreSQL did not start at port $port (try $try): $(tail -n 3 "$pg_home.log")"
    stop_server
  done
  die "PostgreSQL did not start: $(cat "$pg_home.log")"
}

stop_server() {
  [[ -n $pg_pid ]] || return 0
  kill -QUIT "$pg_pid" 2>/dev/null || true
  wait "$pg_pid" 2>/dev/null || true
  pg_pid=""
}

stop_postgres() {
  stop_server
  [[ -z $pg_home ]] || rm -rf "$pg_home" "$pg_home.log"
  pg_home=""
}

# One line per test that neither passed nor failed: name, tab, reason.
skipped_in() {
  awk 'BEGIN { RS = "<UnitTestResult " }
    NR > 1 && substr($0, 1, index($0, ">")) !~ /outcome="(Passed|Failed)"/ {
      name = ""; reason = "no reason given"
      if (match($0, /testName="[^"]*"/)) name = substr($0, RSTART + 10, RLENGTH - 11)
      if (match($0, /<Message>[^<]*/)) reason = substr($0, RSTART + 9, RLENGTH - 9)
      gsub(/[\r\n\t]+/, " ", reason)
      print name "\t" reason
    }' "$1" | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&#x[0-9A-Fa-f]*;/ /g; s/&amp;/\&/g'
}

counter() { grep -o '<Counters [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9'; }

passed=0
failed=0
skipped=0

run_project() {
  local project=$1 name trx ok bad code=0 test reason
  shift
  name=$(basename "$project")
  trx="$work/results/$name.trx"
  say "== $name"
  dotnet test "$project" --no-build --nologo --results-directory "$work/results" --logger "trx;LogFileName=$name.trx" \
    --blame-hang --blame-hang-timeout 15m --blame-hang-dump-type none "$@" </dev/null || code=$?
  if [[ ! -s $trx ]]; then
    say "FAILED $name: left no results (dotnet test ended with $code)."
    failed=$((failed + 1))
    return
  fi
  ok=$(counter passed "$trx")
  bad=$(grep -c '<UnitTestResult .*outcome="Failed"' "$trx" || true)
  passed=$((passed + ok))
  failed=$((failed + bad))
  if ((ok + bad == 0)); then
    say "FAILED $name: no test ran to its end (dotnet test ended with $code)."
    failed=$((failed + 1))
  elif ((code != 0 && bad == 0)); then
    say "FAILED $name: no test failed, but dotnet test ended with $code: the run broke off."
    failed=$((failed + 1))
  fi
  while IFS=$'\t' read -r test reason; do
    if [[ ${CI:-} == true && $reason != "SQL Server"* ]]; then
      say "FAILED $test: skipped, which CI does not take: $reason"
      failed=$((failed + 1))
    else
      say "skipped $test: $reason"
      skipped=$((skipped + 1))
    fi
  done < <(skipped_in "$trx")
}

trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

install_what_is_missing
DISPATCH_TEST_CHROMIUM=${DISPATCH_TEST_CHROMIUM:-$(find_chromium)}
export DISPATCH_TEST_CHROMIUM
rm -rf "$work/results"
mkdir -p "$work/results"

say "== build"
# A plain build, which `dotnet run` makes, leaves the analyzers out (docs/adr/0037). Here they judge.
export RunAnalyzersDuringBuild=true
dotnet build Dispatch.sln --nologo -v q </dev/null || die "the build failed (above)."
[[ -n ${DISPATCH_TEST_POSTGRES:-} ]] || start_postgres

for project in tests/*.Tests; do
  run_project "$project" "$@"
done

summary="$passed passed, $failed failed"
((skipped == 0)) || summary+=", $skipped skipped"
stop_postgres
echo "$summary"
((failed == 0))
