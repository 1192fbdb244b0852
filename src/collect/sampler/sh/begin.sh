# Runs in a shell without the container's environment, so with any names it likes. Prints kernel text, lightly reduced;
# ../README.md has the format. What runs often is made of builtins only.
# $1 window, centiseconds; $2 y: processes of other containers can be seen; $3 requests for each URL
exec 2>/dev/null
set -f
window=$1 shared=$2 requests=$3

# One write for each line, so that lines of several processes do not mix. mksh has no printf of its own; dash's echo
# would turn the \n that the kernel writes for a line break in a name into one.
if [ -n "$KSH_VERSION" ]; then
  say() { print -r -- "$*"; }
else
  say() { printf '%s\n' "$*"; }
fi

# Hundredths of a second, the last eight digits behind a 1: shells that count with 32 bits must be able to.
digits() {
  now=$1
  while [ ${#now} -lt 8 ]; do now=0$now; done
  while [ ${#now} -gt 8 ]; do now=${now#?}; done
  now=1$now
}
clock() {
  up=
  read -r up x </proc/uptime
  digits "${up%%.*}${up#*.}"
}
since() {
  gone=$(($2 - $1))
  [ $gone -gt -50000000 ] || gone=$((gone + 100000000))
}

# A line of /proc/PID/stat as fields. The name is in parentheses and may hold anything but a line break.
fields() {
  head=${1%") "*}
  set -- ${1##*) }
  state=$1 parent=$2 session=$4 cpu=$((${12:-0} + ${13:-0} + ${14:-0} + ${15:-0})) ticks="${12} ${13}" started=${20}
  short="$head) $1 $2 $4 $8 ${10} ${12} ${13} ${14} ${15} ${18} ${20}"
}

say "envaudit-sample 1"
say "@via sh"
clock
if [ -z "$up" ]; then
  say "@unknown no-proc"
  say "@end"
  exit
fi
stat=
read -r stat </proc/$$/stat
fields "$stat"
digits "$started"
start=$now
grouped=
[ "$session" != $$ ] || grouped=y
clock
say "@began $up"
# With a large environment and a small CPU limit the container runtime alone may need more than the window, and an audit
# at the same time even longer: then the window counts from here.
since $start $now
[ $gone -le $((window / 4)) ] || window=$((gone + window))

node= python= urls=
while read -r line && [ "$line" != . ]; do
  case $line in
  'node '*) node=${line#* } ;;
  'python '*) python=${line#* } ;;
  'url '*) urls="$urls ${line#* }" ;;
  esac
done
forks=0

# When memory runs out, these processes go and not the application's. Lowering a right needs none.
{ echo 1000 >/proc/$$/oom_score_adj; }
ulimit -t $((window / 100 + 20))

# The first way to wait that waits. $1 hundredths of a second, below 100
nap() {
  case $1 in
  ?) x=0.0$1 ;;
  *) x=0.$1 ;;
  esac
  case $pause in
  sleep) sleep $x ;;
  busybox) busybox sleep $x ;;
  usleep) usleep ${1}0000 ;;
  seconds) sleep 1 ;;
  read) read -r -t $x x ;;
  esac
}
for pause in sleep usleep busybox read seconds none; do
  clock
  from=$now
  nap 3
  clock
  since $from $now
  [ $gone -lt 2 ] || break
done
say "@pause $pause"
napping=1
[ $pause != read ] || napping=0
