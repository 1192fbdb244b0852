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

own=
if [ "$shared" = y ]; then read -r own </proc/$$/cgroup; fi
ours() {
  [ -n "$own" ] || return 0
  other=
  read -r other </proc/$1/cgroup || return 1
  case $other in
  */..*) return 1 ;;
  "$own"*) return 0 ;;
  esac
  return 1
}

# Sets fields of process $1; false for those that are gone, other containers', ours, or an audit's. exec gives each
# command a session of its own; an audit is known by its loader.
audits=
process() {
  stat=
  read -r stat </proc/$1/stat || return 1
  fields "$stat"
  if [ -n "$grouped" ]; then [ "$session" != $$ ] || return 1; else
    [ $1 != $$ ] && [ "$parent" != $$ ] || return 1
  fi
  case " $audits " in *" $session "*) return 1 ;; esac
  if [ $1 = "$session" ] && [ $1 != 1 ]; then
    line=
    read -r line </proc/$1/cmdline
    case $line$head in
    *'read -r ea_s'* | *'const fs=require('*'b=Buffer.alloc('* | *'(runc:['*)
      audits="$audits $1"
      return 1
      ;;
    esac
  fi
  ours $1
}

# Notes a look-up of ours, with the time.
wards=
ward() {
  if [ "$parent" = $names ]; then wards="$wards $1:$now"; fi
}

# All processes, at most 256; the first time also the main one: most CPU time of its own and of its children.
main=
processes() {
  say "@processes"
  set +f
  set -- /proc/[0-9]*
  set -f
  best=-1 count=0
  for file; do
    file=${file#/proc/}
    if ! process $file; then
      ward $file
      continue
    fi
    say "$short"
    if [ -z "$main" ] || [ -n "$choosing" ]; then
      choosing=y
      if [ $cpu -gt $best ]; then best=$cpu main=$file; fi
    fi
    count=$((count + 1))
    if [ $count = 256 ]; then say "@cut" && break; fi
  done
  choosing=
}

# Files as they are, 64 KB of each at most, under their names. One head is cheaper than to read byte by byte, as shells
# do, and numbers in /proc/sys are there for the first read(2) only. The last file is for head, which names no single one.
bounded=
[ -z "$(head -c 1 /proc/uptime)" ] || bounded=y
show() {
  if [ -n "$bounded" ]; then
    head -c 65536 "$@" /proc/uptime
    forks=$((forks + 1))
    say
    return
  fi
  for file; do
    say "==> $file <=="
    n=256
    while { read -r line || [ -n "$line" ]; } && [ $n -gt 0 ]; do
      say "$line"
      n=$((n - 1))
    done <$file
  done
}
# $1 file, then the first words of the lines that are wanted.
pick() {
  say "==> $1 <=="
  file=$1
  shift
  wanted=" $* "
  while read -r key line; do
    case $wanted in *" $key "*) say "$key $line" ;; esac
  done <$file
}
# Leaves the files that can be read in $found.
find() {
  found=
  for file; do [ ! -r $file ] || found="$found $file"; done
}

group=/sys/fs/cgroup version= stats= usage= memory=$group/memory
for file in $group/cpu $group/cpu,cpuacct; do
  if [ -z "$version" ] && [ -r $file/cpu.stat ]; then version=1 stats=$file/cpu.stat quota=$file; fi
done
for file in $group/cpuacct $group/cpu,cpuacct; do
  if [ -z "$usage" ] && [ -r $file/cpuacct.usage ]; then version=1 usage=$file/cpuacct.usage; fi
done
if [ -z "$version" ] && [ -r $group/cgroup.controllers ]; then version=2 stats=$group/cpu.stat; fi

tick() {
  say "@tick $up"
  last_tick=$now
  [ -z "$stats" ] || pick $stats usage_usec nr_periods nr_throttled throttled_time throttled_usec
  [ -n "$usage" ] || return
  say "==> $usage <=="
  read -r line <$usage && say "$line"
}

find /proc/net/tcp /proc/net/tcp6
tables=$found
sockets() {
  say "@sockets $up"
  last_sockets=$now
  show $tables
}

# What counts, of the host, the network and the group.
find /proc/loadavg /proc/meminfo /proc/vmstat /proc/pressure/cpu /proc/pressure/memory /proc/pressure/io \
  /proc/diskstats /proc/net/snmp /proc/net/netstat /proc/net/dev
counting=$found
case $version in
1) find $memory/memory.usage_in_bytes $memory/memory.failcnt $memory/memory.oom_control $memory/memory.stat ;;
2)
  find $group/memory.current $group/memory.events $group/memory.stat $group/cpu.pressure $group/memory.pressure \
    $group/io.pressure
  ;;
*) found= ;;
esac
counting="$counting$found"
counters() {
  cpus=0
  say "==> /proc/stat <=="
  while read -r line; do
    case $line in
    'cpu '*) say "$line" ;;
    cpu*) cpus=$((cpus + 1)) ;;
    *) break ;;
    esac
  done </proc/stat
  say "@cpus $cpus"
  show $counting
}

# What does not change in a window.
settings() {
  find /proc/sys/kernel/osrelease /proc/sys/kernel/pid_max /proc/sys/kernel/threads-max /proc/sys/fs/file-nr \
    /proc/sys/net/core/somaxconn /proc/sys/net/ipv4/tcp_mem /proc/sys/net/netfilter/nf_conntrack_count \
    /proc/sys/net/netfilter/nf_conntrack_max /proc/net/sockstat /etc/resolv.conf /proc/$$/stat /proc/$$/statm
  set -- $found
  say "@version $version"
  case $version in
  1)
    find $quota/cpu.cfs_quota_us $quota/cpu.cfs_period_us $memory/memory.limit_in_bytes $group/pids/pids.current \
      $group/pids/pids.max
    ;;
  2) find $group/cpu.max $group/memory.max $group/pids.current $group/pids.max ;;
  *) found= ;;
  esac
  show "$@" $found
  set +f
  set -- /sys/block/*
  set -f
  x=
  for file; do x="$x ${file##*/}"; done
  say "@blocks$x"
}

# Threads of the main process, at most 256, and what else only it is asked.
threads() {
  [ -n "$main" ] || return
  find /proc/$main/status /proc/$main/schedstat
  [ -z "$found" ] || show $found
  say "@threads"
  set +f
  set -- /proc/$main/task/[0-9]*
  set -f
  count=0
  for file; do
    stat= line=
    read -r stat <$file/stat || continue
    read -r line <$file/schedstat
    fields "$stat"
    say "$head) $state $ticks $line"
    count=$((count + 1))
    [ $count -lt 256 ] || break
  done
}
about() {
  if [ "$shared" != y ]; then pick /proc/1/status Name: SigBlk: SigIgn: SigCgt:; fi
  [ -n "$main" ] || return
  find /proc/$main/limits
  [ -z "$found" ] || show $found
  # argv[0] only, and of that the first word: titles that programs give themselves hold their arguments.
  line=$(tr '\n\t\000' '  \n' </proc/$main/cmdline | head -n 1)
  say "@argv0 ${line%% *}"
  line=$(readlink /proc/$main/exe)
  say "@exe $line"
  set +f
  set -- /proc/$main/fd/*
  set -f
  [ ! -r /proc/$main/fd/0 ] && [ $# = 1 ] || say "@fds $#"
}

# A look: state and CPU ticks of the main thread, last PID that was given, our forks, audits that run, where the main
# thread waits, system call and its first argument, and the processes that came in the window and still are.
last= kids= news=0
look() {
  before=$last state=- ticks='- -' wait= call= arg=
  read -r x x x x last </proc/loadavg
  if [ -n "$main" ]; then
    stat=
    read -r stat </proc/$main/task/$main/stat && fields "$stat"
    read -r wait </proc/$main/wchan
    read -r call arg x </proc/$main/syscall
  fi
  if [ -n "$before" ] && [ $((before + napping)) != "$last" ]; then
    look_state=$state look_ticks=$ticks
    newcomers
    state=$look_state ticks=$look_ticks
  fi
  living=
  for pid in $wards; do
    [ -e /proc/${pid%:*} ] || continue
    since ${pid#*:} $now
    if [ $gone -ge 200 ]; then kill -9 ${pid%:*}; else living="$living $pid"; fi
  done
  wards=$living living=
  for pid in $kids; do [ ! -e /proc/$pid ] || living="$living $pid"; done
  kids=$living living=
  for pid in $audits; do [ ! -e /proc/$pid ] || living="$living $pid"; done
  audits=$living
  set -- $audits
  say "@l $up $state $ticks $last $forks $# ${wait:--} ${call:--} ${arg:--}$kids"
}
# PIDs are given in turn: the new ones lie behind the last, or, when they start over, before it.
newcomers() {
  set +f
  set -- /proc/[0-9]*
  set -f
  # On a host with thousands of processes a look at their numbers alone would cost too much.
  [ $# -lt 512 ] || return
  for pid; do
    pid=${pid#/proc/}
    if [ $pid -gt $before ]; then [ $last -lt $before ] || [ $pid -le $last ]; else
      [ $last -lt $before ] && [ $pid -le $last ]
    fi || continue
    if ! process $pid; then
      ward $pid
      continue
    fi
    news=$((news + 1))
    [ $news -lt 2000 ] || continue
    say "@n $short"
    kids="$kids $pid"
  done
}

# Runs a command and times it; $code is its exit code, 137 when it was ended. What takes too long is ended by the loop
# of looks: a guard here would need processes, and a signal that reaches a new subshell early is lost.
timed() {
  begun=$up began=$now
  "$@" >/dev/null </dev/null &
  job=$!
  wait $job
  code=$?
  clock
  since $began $now
  say "
!f $begun 1"
}

# The jobs answer in lines of their own, each with an empty one before it, as it may stand in the middle of a table.
lookups() {
  trap 'trap "" TERM; kill $job; wait; exit' TERM
  domain=cluster.local
  while read -r key line; do
    [ "$key" = search ] || continue
    for key in $line; do
      case $key in svc.?*) domain=${key#svc.} && break ;; esac
    done
  done </etc/resolv.conf
  tool=
  for tool in getent nslookup none; do command -v $tool >/dev/null && break; done
  for round in 1 2 3; do
    for name in kubernetes.default.svc kubernetes.default.svc.$domain.; do
      left 220 || return
      case $tool in
      getent) timed getent ahosts $name ;;
      # busybox's knows no search domains, so only the whole name says something.
      nslookup)
        case $name in *.) timed nslookup $name ;; *) continue ;; esac
        ;;
      *) return ;;
      esac
      say "
!d $tool $name $gone $code"
    done
    [ $round = 3 ] || { nap 49 && nap 49; }
  done
}
# Whether more than $1 hundredths of a second are left.
left() {
  clock
  since $start $now
  rest=$((window - 10 - gone))
  [ $rest -gt $1 ]
}

# Bytes that the memory limit leaves are at least 80 MB: starting a runtime must not end the application.
roomy() {
  limit= used=0 cached=0
  for file in $memory/memory.limit_in_bytes $group/memory.max; do [ ! -r $file ] || read -r limit <$file; done
  case $limit in '' | max | ??????????????*) return 0 ;; esac
  for file in $memory/memory.usage_in_bytes $group/memory.current; do [ ! -r $file ] || read -r used <$file; done
  for file in $memory/memory.stat $group/memory.stat; do
    [ -r $file ] || continue
    while read -r key line; do
      case $key in total_inactive_file) cached=$line ;; inactive_file) [ -n "$quota" ] || cached=$line ;; esac
    done <$file
  done
  [ $((${limit%?????} - used / 100000 + cached / 100000)) -gt 800 ]
}

unanswered() {
  clock
  since $began $now
  say "
!w $number $begun $gone 137"
}
urls() {
  trap 'trap "" TERM; kill $job; wait; [ -z "$asked" ] || unanswered; exit' TERM
  asked=
  tool=none
  for tool in curl node python3 wget none; do
    command -v $tool >/dev/null || continue
    case $tool in node | python3) roomy || continue ;; esac
    break
  done
  say "
!u $tool"
  left 0 || return
  case $tool in
  curl)
    line=$(curl -q -V)
    line=${line%%Release*}
    say "
!v ${line%%
*}"
    ;;
  node | python3)
    if [ $tool = node ]; then set -- -e "$(printf %b "$node")"; else set -- -I -c "$(printf %b "$python")"; fi
    $tool "$@" $rest $up $requests $urls </dev/null &
    job=$!
    wait $job
    return
    ;;
  none) return ;;
  esac
  round=0 begin=$now room=$rest
  while [ $round -lt $requests ]; do
    number=0
    for url in $urls; do
      left 5 || return
      # Spread over the window, so that a stall in it is not missed; late ones catch up.
      since $begin $now
      ahead=$((room * 8 / 10 * round / requests - gone))
      while [ $ahead -gt 2 ]; do
        [ $ahead -lt 49 ] || ahead=49
        nap $ahead
        say "
!f $up $napping"
        left 5 || return
        since $begin $now
        ahead=$((room * 8 / 10 * round / requests - gone))
      done
      case $tool in
      curl)
        case $rest in ?) time=0.0$rest ;; ??) time=0.$rest ;; *) time=${rest%??}.${rest#"${rest%??}"} ;; esac
        curl -q -g -s -o /dev/null --proto =http,https --max-time $time -w "
!r $number $up %{http_code} %{time_total} %{time_namelookup} %{time_connect} %{time_appconnect} %{time_starttransfer}
" --url "$url" </dev/null &
        job=$!
        wait $job
        code=$?
        say "
!f $up 1"
        say "
!x $number $code"
        ;;
      wget)
        asked=y
        timed wget -q -O /dev/null "$url"
        asked=
        say "
!w $number $begun $gone $code"
        ;;
      esac
      number=$((number + 1))
    done
    round=$((round + 1))
  done
}

# The first reading: what moves first.
clock
if [ $pause = none ]; then window=0; fi
settings
{
  lookups
  wait
} &
names=$!
jobs=$names
forks=$((forks + 1))
if [ -n "$urls" ]; then
  {
    urls
    wait
  } &
  jobs="$jobs $!"
  forks=$((forks + 1))
fi
# Only now: what is timed should not wait for the CPU longer than the application's own calls.
renice -n 5 -p $$ >/dev/null || renice 5 $$ >/dev/null
forks=$((forks + 1))

# Ends what hangs: TERM asks for the last reading at once, for an overloaded host is worth an answer that comes late.
# The sleep is ended and waited for too: a process 1 that reaps no strangers would keep it for ever.
ender=
left 0
case $pause in
sleep | usleep | seconds)
  (
    trap 'kill $!; wait; exit' TERM
    sleep $((rest / 100 + 2)) &
    wait $! || exit
    kill $jobs $$
    sleep 15 &
    wait $! && kill -9 $$
  ) </dev/null >/dev/null &
  ender=$!
  forks=$((forks + 2))
  ;;
esac
finish() {
  trap '' TERM HUP INT PIPE
  kill $jobs $ender
  wait
}
late=
trap 'late=y' TERM
trap 'finish; exit 1' HUP INT PIPE

# What comes before this PID is seen by the first list, what comes after it by the looks.
read -r x x x x last </proc/loadavg
clock
say "@first $up"
tick
processes
[ -z "$main" ] || say "@main $main"
counters
threads
sockets
every=$((window / 6))
[ $every -ge 100 ] || every=100
end=$((window - 5))
while [ -z "$late" ] && clock && since $start $now && [ $gone -lt $end ]; do
  look
  since $last_tick $now
  if [ $gone -ge 100 ]; then tick; fi
  since $last_sockets $now
  if [ $gone -ge $every ]; then sockets; fi
  since $start $now
  gone=$((end - gone))
  [ $gone -le 20 ] || gone=20
  [ $gone -ge 1 ] || break
  nap $gone
  forks=$((forks + napping))
done
clock
look
say "@last $up"
tick
counters
threads
processes
sockets
about
clock
say "@ended $up"
finish
read -r stat </proc/$$/stat
fields "$stat"
say "@cost $((cpu * 10)) $forks"
say "@end"
