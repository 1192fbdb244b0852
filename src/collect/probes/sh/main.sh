# Runs in the shell that exec started, with the container's whole environment. What costs a copy of it (an external
# command) runs once or not at all. Nothing is exported and no assignment stands before a command: bash would rebuild
# its export list, 0.7 s of CPU at 16,000 variables. Names start with ea_ to hit none of the container's own.
# $1 bytes, $2 packing, $3 number of the expected lines; $4 mode; $5 budget, ms;
# $6 CPU limit of the pod spec, millicores, 0: none; $7 main process, 0: unknown
# ea_d seconds for the timing, ea_x seconds until nobody waits any more: both from now on
unset IFS
# Nobody listens any more, or somebody ends this shell: what it started ends first and is waited for, as a process 1 that
# reaps no strangers would keep it as zombies for ever.
ea_pid= ea_w=
ea_gone() {
  trap '' HUP INT TERM PIPE
  if [ -n "$ea_pid" ]; then kill "-$ea_sig" "$ea_pid"; fi
  kill $ea_w
  wait
  exit 1
}
trap 'ea_gone 2>/dev/null' HUP INT TERM PIPE
echo "via sh"
ea_u=
read -r ea_u ea_v 2>/dev/null </proc/uptime
echo "uptime-before $ea_u"
ea_u=${ea_u%%.*}
ea_until=$((${ea_u:-0} + ea_x))

# The command name in /proc/PID/stat is in parentheses and may hold anything. A tick is 10 ms.
ea_ticks() {
  set -- ${1##*) }
  ea_own=$(((${12:-0} + ${13:-0}) * 10))
  ea_all=$((ea_own + (${14:-0} + ${15:-0}) * 10))
}

ea_throttled() {
  for ea_f in cpu/cpu.stat cpu,cpuacct/cpu.stat cpu.stat; do
    ea_f=/sys/fs/cgroup/$ea_f
    [ -r "$ea_f" ] || continue
    ea_a= ea_b= ea_c=
    while read -r ea_k ea_v; do
      case $ea_k in
      nr_periods) ea_a=$ea_v ;;
      nr_throttled) ea_b=$ea_v ;;
      throttled_time) ea_c="$ea_v ns" ;;
      throttled_usec) ea_c="$ea_v us" ;;
      esac
    done <"$ea_f"
    [ -z "$ea_c" ] || echo "cgroup-$1 $ea_a $ea_b $ea_c"
    return
  done
}

if [ -n "$ea_s" ]; then
  ea_ticks "$ea_s"
  echo "start-cpu $ea_own"
fi
ea_throttled before
# When memory runs out, these processes go and not the application's. Lowering a right needs none.
{ echo 1000 >/proc/$$/oom_score_adj; } 2>/dev/null
ulimit -t $((ea_d + 10 + ea_x)) 2>/dev/null

# The other programs, one a line: name, space, text with \n and \\ for printf %b.
IFS=
while read -r ea_l && [ "$ea_l" != . ]; do
  eval "ea_t_${ea_l%% *}=\${ea_l#* }"
done
unset IFS

# The inventory runs without the environment, so that its tools start fast and count bytes. Standard input of it is
# its program, 3 the expected lines, 4 the answer, 5 the environment where there is no /proc.
# env is called by its path: as an applet inside its own shell, busybox's env puts every variable one by one, which is
# quadratic: 0.9 s of CPU at 16,000.
# https://git.busybox.net/busybox/tree/shell/ash.c (tryexec: clearenv, putenv)
ea_e=
for ea_f in /usr/bin/env /bin/env; do
  if [ -x "$ea_f" ]; then ea_e=$ea_f && break; fi
done
[ -n "$ea_e" ] || ea_e=$(command -v env)
ea_inventory() {
  printf %b "$ea_t_inventory" | if [ -n "$ea_e" ]; then
    "$ea_e" -i LC_ALL=C PATH="$PATH" sh -s $$ "$@" 3<&3 4>&4 5<&5
  else
    sh -s $$ "$@" 3<&3 4>&4 5<&5
  fi
}
{
  if [ -r /proc/$$/environ ]; then
    ea_r=$(ea_inventory "$@" 5</dev/null)
  else
    ea_r=$({ "$ea_e" -0 2>/dev/null || "$ea_e" | tr '\n' '\000'; } | { ea_inventory "$@" 5<&0; })
  fi
} 3<&0 4>&1 || exit

# The JDK wants a source that it can seek in: a file that has lost its name before anyone reads it.
ea_source() {
  for ea_f in /dev/shm /tmp; do
    ea_f=$ea_f/envaudit-$$.java
    (set -C && umask 077 && printf %b "$ea_p" >"$ea_f") 2>/dev/null || continue
    exec 8<"$ea_f"
    rm -f "$ea_f"
    return
  done
}

if [ -n "$ea_e" ]; then
  # The documented command, `env | wc -l`.
  ea_v=$("$ea_e" | "$ea_e" -i PATH="$PATH" wc -l)
  [ -z "$ea_v" ] || echo "env-wc-l" $ea_v
fi
if [ -n "$ea_r" ]; then
  ea_l=${ea_r#* }
  ea_m=${ea_l#* }
  # $8 id, $9 CPU limit in force, ${10} variables, ${11} executable
  set -- "$@" "${ea_r%% *}" "${ea_l%% *}" "${ea_m%% *}" "${ea_m#* }"
  echo "timing-runtime $8"
  ea_about "$8"
  eval "ea_p=\$ea_t_$8"
  # Not before all that is started here is known by its number: what nobody ends is waited for without an end.
  ea_g=
  trap 'ea_g=1' HUP INT TERM PIPE
  if [ "$ea_kind" = shell ]; then
    ea_p=$(printf %b "$ea_p")
    ea_sig=TERM
    (
      trap 'exit 143' TERM
      set -- "$4" "$5" "$((ea_d * 1000))" "$9" "$8" "${11}" "${10}"
      eval "$ea_p"
    ) 2>/dev/null &
  else
    # What an agent or a debugger would hook into is emptied, by env because prefix assignments are slow in bash.
    ea_a=
    for ea_k in $ea_clear; do
      eval "ea_v=\$$ea_k"
      [ -z "$ea_v" ] || ea_a="$ea_a $ea_k="
    done
    [ -z "$ea_a" ] || ea_a="${ea_e:-env}$ea_a"
    ea_sig=KILL
    exec 8</dev/null
    case $ea_flags in *fd/8) ea_source ;; esac
    printf %b "$ea_p" | 8<&8 $ea_a "${11}" $ea_flags "$4" "$5" "$((ea_d * 1000))" "$9" 2>/dev/null &
  fi
  ea_pid=$!

  # Ends the timed program when the deadline is near. The sleep is ended and waited for too: a process 1 that reaps
  # no strangers, as Node does not, would keep it as a zombie for ever.
  ea_n=$ea_d
  if [ -n "$ea_u" ]; then
    read -r ea_v ea_x </proc/uptime
    ea_n=$((ea_d + ea_u - ${ea_v%%.*}))
  fi
  [ "$ea_n" -gt 0 ] || ea_n=1
  (
    trap 'kill $! 2>/dev/null; wait; exit' TERM
    sleep "$ea_n" &
    # Two commands: mksh runs a trap before the next command, and not at all when the subshell ends with wait.
    wait $!
    ea_x=$?
    # Only a sleep that slept: an image may have none.
    if [ "$ea_x" = 0 ]; then kill "-$ea_sig" "$ea_pid"; fi
  ) </dev/null >/dev/null 2>&1 &
  ea_w=$!
  # Who asks keeps standard input open as long as he waits.
  exec 9<&0
  (
    while read -r ea_x; do :; done
    kill $$
  ) <&9 >/dev/null 2>&1 &
  ea_w="$ea_w $!"
  exec 9<&-
  trap 'ea_gone 2>/dev/null' HUP INT TERM PIPE
  [ -z "$ea_g" ] || ea_gone 2>/dev/null
  wait "$ea_pid"
  ea_x=$?
  kill $ea_w 2>/dev/null
  wait
  ea_pid= ea_w=
  echo
  echo "timing-exit $ea_x"
fi
ea_throttled after
if [ -n "$ea_s" ]; then
  read -r ea_s </proc/$$/stat
  ea_ticks "$ea_s"
  echo "total-cpu $ea_all"
fi
if [ -n "$ea_u" ]; then
  read -r ea_u ea_x </proc/uptime
  echo "uptime-after $ea_u"
fi
echo end
[ -n "$ea_t_sampler" ] || exit 0
# The same process goes on as the sampler, in a shell without the container's environment, in which starting a command
# costs little. It gets what programs need to find their libraries and to trust certificates as the application does.
trap - HUP INT TERM PIPE
set -f
set -- LC_ALL=C PATH="$PATH" ${LD_LIBRARY_PATH:+"LD_LIBRARY_PATH=$LD_LIBRARY_PATH"} \
  ${SSL_CERT_FILE:+"SSL_CERT_FILE=$SSL_CERT_FILE"} ${SSL_CERT_DIR:+"SSL_CERT_DIR=$SSL_CERT_DIR"} \
  sh -c "$(printf %b "$ea_t_sampler")" envaudit $ea_until $ea_t_order "$ea_t_requestnode" "$ea_t_requestpython" $ea_t_urls
if [ -n "$ea_e" ]; then exec "$ea_e" -i "$@"; else exec env -i "$@"; fi
