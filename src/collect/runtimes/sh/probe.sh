# Evaluated by the shell that answers the exec, in a subshell. Children are timed in batches: the kernel adds up their
# CPU time exactly, but shows it in ticks of 10 ms.
# ea_e is the path of env. $1 mode, $2 budget (ms), $3 deadline (ms), $4 CPU limit (millicores, 0: none), $5 id, $6 executable, $7 variables
ea_exe=$6
case $6 in
*/busybox*) ea_exe="$6 sh" ;;
esac
# By path: a shell of busybox runs its own true without starting anything.
ea_true=
for ea_v in /bin/true /usr/bin/true; do
  [ -z "$ea_true" ] && [ -x $ea_v ] && ea_true=$ea_v
done

# Also run by a shell without the environment. Prints runs, CPU time and wall time before and after.
ea_batch='read -r ea_a </proc/self/stat; read -r ea_u ea_x </proc/uptime
ea_i=$ea_n; while [ $ea_i -gt 0 ]; do $ea_do || break; ea_i=$((ea_i - 1)); done
read -r ea_b </proc/self/stat; read -r ea_v ea_x </proc/uptime
set -- ${ea_a##*) }; ea_a=$((${12} + ${13} + ${14} + ${15}))
set -- ${ea_b##*) }; ea_b=$((${12} + ${13} + ${14} + ${15} - ea_a))
echo "$ea_i $ea_b $((${ea_v%.*}${ea_v#*.} - ${ea_u%.*}${ea_u#*.}))"'

# $1 key, $2 prefix of the shell that runs the batch, if another; rest the command. Three batches of ten, or single runs
# where one takes long.
ea_repeat() {
  ea_key=$1 ea_in=$2
  shift 2
  ea_do="$*" ea_n=1 ea_left=3 ea_sum=0
  while [ $ea_left -gt 0 ] && [ $((ea_sum * 10)) -lt $((ea_budget / 4)) ]; do
    if [ -n "$ea_in" ]; then
      ea_o=$($ea_in sh -c "ea_n=$ea_n ea_do='$ea_do'; $ea_batch" 2>&1)
    else
      ea_o=$(eval "$ea_batch" 2>&1)
    fi
    case $ea_o in
    *"rgument list too long"*) echo "timing-spawn-error exec: Argument list too long" && return ;;
    "0 "*) ;;
    *) return ;;
    esac
    ea_o=${ea_o#* }
    ea_cpu=${ea_o% *} ea_wall=${ea_o#* }
    ea_sum=$((ea_sum + ea_wall))
    if [ $ea_n = 1 ] && [ $ea_left = 3 ] && [ $ea_cpu -lt 10 ]; then
      ea_n=10
      continue
    fi
    ea_left=$((ea_left - 1))
    ea_wall=$((ea_wall * 100 / ea_n)) ea_cpu=$((ea_cpu * 100 / ea_n))
    echo "timing-$ea_key $((ea_wall / 10)).$((ea_wall % 10)) $((ea_cpu / 10)).$((ea_cpu % 10))"
  done
}

ea_budget=$2
echo "timing-variables $7"
ea_h=$(($7 / 100))
# Fitted: bash 2.5 ns for each pair of variables, dash and busybox 0.16.
[ "$5" = bash ] && ea_k=$((ea_h * ea_h * 25 / 1000)) || ea_k=$((ea_h * ea_h * 16 / 10000))
echo "timing-estimate $ea_k"
ea_c=$4
[ "$ea_c" -gt 0 ] && [ "$ea_c" -lt 1000 ] || ea_c=1000
[ "$1" = full ] && ea_m=$(($3 / 4)) || ea_m=$2
if ! [ -r /proc/self/stat ]; then
  echo "timing-loop-skipped clock"
  exit 0
elif [ "$1" = estimate ]; then
  echo "timing-loop-skipped mode"
elif [ $((ea_k * 1000 / ea_c)) -ge "$ea_m" ]; then
  echo "timing-loop-skipped budget"
else
  ea_repeat loop "" $ea_exe -c :
fi
if [ -n "$ea_true" ]; then
  [ "$1" = estimate ] || ea_repeat spawn-inherited "" $ea_true
  [ "$1" = estimate ] || [ -z "$ea_e" ] || ea_repeat spawn-small "$ea_e -i" $ea_true
fi
