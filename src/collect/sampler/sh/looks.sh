# The main process in full, and the short looks at it and at new processes, some times a second.

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
