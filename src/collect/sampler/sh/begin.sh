# Runs in a shell without the container's environment, so with any names it likes. Prints kernel text, lightly reduced;
# ../README.md has the format. What runs often is made of builtins only.
# $1 uptime, s, at which nobody waits any more; $2 the window at least and $3 at most, centiseconds; $4 looks and $5 periods
# of a CPU limit that are wanted; $6 y: processes of other containers can be seen; $7 requests for each URL; $8 and $9
# programs that make them, for printf %b; the rest URLs
# Standard error stays open: where one of the outputs ends, containerd ends standard input, too.
# https://github.com/containerd/containerd/blob/v1.6.20/pkg/cri/io/exec_io.go
exec 7>&2 2>/dev/null
set -f
until=${1}00 window=$2 most=$3 enough_looks=$4 enough_periods=$5 shared=$6 requests=$7 node=$8 python=$9
shift 9
urls=$*

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
say "@began $up"
# CPU time of ours so far, in ticks; this process made the audit, too.
spent() {
  stat=
  read -r stat </proc/$$/stat
  fields "$stat"
  spent=$cpu
}
spent
spent_begin=$spent
grouped=
[ "$session" != $$ ] || grouped=y
forks=0

# When memory runs out, these processes go and not the application's. Lowering a right needs none.
{ echo 1000 >/proc/$$/oom_score_adj; }
ulimit -t $((spent / 100 + most / 100 + 20))

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
