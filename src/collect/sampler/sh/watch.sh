# The window itself: a first reading, looks, a last reading.

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
