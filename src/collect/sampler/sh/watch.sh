# The window itself: a first reading, looks, a last reading.

# What the container's CPU limit did so far.
quota() {
  periods=0 throttled=0
  [ -n "$stats" ] || return
  while read -r key line; do
    case $key in
    nr_periods) periods=$line ;;
    nr_throttled) throttled=$line ;;
    esac
  done <$stats
}
# What the audit made the container owe is paid when a period of its limit passes in which it is not held back. One that
# always is gets a second.
settle() {
  quota
  [ $throttled != 0 ] && [ $pause != none ] || return
  clock
  from=$now gone=0
  while [ $gone -lt 100 ]; do
    owed=$throttled
    nap 10
    forks=$((forks + napping))
    quota
    [ $throttled -gt $owed ] || return
    clock
    since $from $now
  done
}
# Whether to look on: until the window is over, and then as long as it has shown too little to judge by.
more() {
  [ $gone -ge $end ] || return 0
  [ $gone -lt $((most - 5)) ] || return
  if [ $looked -lt $enough_looks ]; then few=looks; else
    quota
    few=periods
    [ $throttled -gt $throttled_first ] && [ $((periods - periods_first)) -lt $enough_periods ] || return
  fi
  [ -n "$longer" ] || say "@longer $few"
  longer=$few
}

# The first reading: what moves first.
settings
settle
clock
start=$now
digits "$until"
since $start $now
[ $gone -ge $most ] || most=$gone
if [ $pause = none ]; then most=0; fi
[ $window -le $most ] || window=$most
now=$start
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
case $pause in
sleep | usleep | seconds)
  (
    trap 'kill $!; wait; exit' TERM
    sleep $((most / 100 + 2)) &
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
# Who asks keeps standard input open as long as he waits.
exec 9<&0
(
  while read -r x; do :; done
  kill -HUP $$
) <&9 >/dev/null &
jobs="$jobs $!"
exec 9<&-
forks=$((forks + 1))

# What comes before this PID is seen by the first list, what comes after it by the looks.
read -r x x x x last </proc/loadavg
quota
periods_first=$periods throttled_first=$throttled looked=0 longer=
spent
spent_first=$spent
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
while [ -z "$late" ] && clock && since $start $now && more; do
  look
  looked=$((looked + 1))
  since $last_tick $now
  if [ $gone -ge 100 ]; then tick; fi
  since $last_sockets $now
  if [ $gone -ge $every ]; then sockets; fi
  since $start $now
  more || break
  gone=$((end - gone))
  [ $gone -ge 1 ] && [ $gone -le 20 ] || gone=20
  nap $gone
  forks=$((forks + napping))
done
clock
look
say "@last $up"
tick
spent
in_window=$((spent - spent_first))
counters
threads
processes
sockets
about
clock
say "@ended $up"
spent
jobs_from=$spent
finish
# The jobs' time is told when they are waited for.
spent
say "@cost $(((spent - spent_begin) * 10)) $forks $(((in_window + spent - jobs_from) * 10))"
say "@end"
