# Functions shared by the scripts of this folder, which source it. Each script prints its result to standard output as
# Markdown and messages to standard error. toolkit-bench/performance puts the results into docs/performance.md.
# shellcheck shell=bash disable=SC2034

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
shared=${WV_SHARED:-$home/../shared}
python=/usr/bin/python3
wv=${WV:-$home/wv}

say() { echo "$*" >&2; }

# Ends the script unless Python has these modules.
need_python() {
  "$python" -c "import $(IFS=,; echo "$*")" 2>/dev/null || { say "needs $python with $*"; exit 1; }
}

# Ends the script unless these files of the shared folder exist.
need_shared() {
  local file
  for file; do [ -r "$shared/$file" ] || { say "no $shared/$file; set WV_SHARED"; exit 1; }; done
}

# Creates $work, a folder that is deleted at the end. $1 is a part of its name, $2 the folder in which it is created.
make_work() {
  work=$(mktemp -d "${2:-${TMPDIR:-/tmp}}/$1.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  "$wv" --version >/dev/null # builds it if necessary
}

# Sets JAVA_HOME to a JDK 25 or later.
find_java() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if grep -Eqs '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$candidate/release"; then export JAVA_HOME=$candidate; return; fi
  done
  say "needs a JDK 25; set JAVA_HOME"
  exit 1
}

# Builds the Java programs of this folder and sets $bench, the command that starts one of them.
build_bench() {
  find_java
  mvn -q -B -f "$home/pom.xml" -pl toolkit-bench -am -DskipTests -Dspotless.check.skip=true package >&2
  bench=("$JAVA_HOME/bin/java" --add-modules=jdk.incubator.vector -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0 -Xmx2g
    -XX:MaxDirectMemorySize=1t --enable-native-access=ALL-UNNAMED
    -cp "$home/toolkit-bench/target/classes:$home/toolkit-bench/target/lib/*")
}

# Runs a command and returns its status; sets $seconds (wall time of the process) and $peak (RssAnon in MiB, sampled ten times per second).
measured() {
  local begin end pid sampler samples status=0
  samples=$work/anonymous
  begin=$(date +%s.%N)
  "$@" &
  pid=$!
  # Seldom, because each sample starts two processes, which slows down threads that wait for each other.
  while awk '/^RssAnon/ {print int($2 / 1024)}' "/proc/$pid/status" 2>/dev/null; do sleep 0.1; done >"$samples" &
  sampler=$!
  wait "$pid" || status=$?
  end=$(date +%s.%N)
  kill "$sampler" 2>/dev/null || true
  wait "$sampler" 2>/dev/null || true
  peak=$(sort -n "$samples" | tail -n 1)
  peak=${peak:-0}
  seconds=$(awk -v b="$begin" -v e="$end" 'BEGIN {printf "%.2f", e - b}')
  return "$status"
}

# Median of the numbers in standard input, one a line.
median() { sort -n | awk '{a[NR] = $1} END {print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2}'; }

# Column $2 of file $1: its median.
column() { cut -d' ' -f"$2" "$1" | median; }

# Quotient of two numbers, with three decimals.
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.3f", a / b}'; }

# A row of a Markdown table.
row() { local cell line='|'; for cell; do line+=" $cell |"; done; echo "$line"; }

# The head of a Markdown table.
head_row() { local cell line='|'; row "$@"; for cell; do line+=' --- |'; done; echo "$line"; }

# Scores a file in word2vec's binary format by the independent judge: analogies in %, similarity, and analogies of the
# semantic and syntactic sections.
judge() {
  "$python" "$shared/bench/judge_vectors.py" --binary "$1" | awk '$1 == "analogies" {a = $2} $1 == "similarity_mean" {s = $2}
    $1 == "analogies_semantic" {m = $2} $1 == "analogies_syntactic" {y = $2} END {print a, s, m, y}'
}

# Scores a model of wv in the same way.
judge_model() {
  "$wv" convert "$1" -o "$work/judged.bin" --to word2vec-binary --force 2>/dev/null
  judge "$work/judged.bin"
}
