# Runs in a second shell without the container's environment, so with any names it likes. Answers on 4, reads the
# expected lines from 3, and prints what to time (id, CPU limit, variables, executable) for the first shell.
# $1 the first shell, then the first shell's own arguments
exec 2>/dev/null
set -f
parent=$1 size=$2 packing=$3 lines=$4 mode=$5 milli=$7 main=$8
renice -n 19 -p $parent $$ >&2

say() { printf '%s\n' "$*" >&4; }

# One line of /proc/PID/cgroup tells containers apart where they share process ids.
own=
read -r own </proc/$parent/cgroup
ours() {
  other=
  read -r other </proc/$1/cgroup || return 1
  case $other in
  */..*) return 1 ;;
  "$own"*) return 0 ;;
  esac
  return 1
}
set +f
if [ -n "$own" ] && { [ "$main" = 0 ] || ! ours $main; }; then
  main=0
  for pid in /proc/[0-9]*; do
    pid=${pid#/proc/}
    [ $pid -lt $parent ] && ours $pid || continue
    [ $main -ne 0 ] && [ $main -lt $pid ] || main=$pid
  done
fi
set -f

stack=$(ulimit -s)
[ "$stack" = unlimited ] || stack=$((stack * 1024))
while read -r a b c value rest; do
  [ "$a $b $c" = "Max stack size" ] && stack=$value && break
done </proc/$parent/limits
say stack $stack

group=/sys/fs/cgroup quota= period=
for cpu in $group/cpu $group/cpu,cpuacct; do
  [ -r $cpu/cpu.cfs_quota_us ] || continue
  read -r quota <$cpu/cpu.cfs_quota_us
  read -r period <$cpu/cpu.cfs_period_us
  say cgroup-version 1
  break
done
if [ -z "$quota" ] && [ -r $group/cgroup.controllers ]; then
  read -r quota period <$group/cpu.max
  say cgroup-version 2
fi
case $quota in
max | -1) say cgroup-quota none ;;
?*)
  say cgroup-quota $quota $period
  milli=$((quota / (${period:-100000} / 1000)))
  ;;
esac

# Megabytes left under the container's memory limit, files that can be dropped counted as left; empty: no limit.
megabytes() {
  value=
  read -r value <$1
  [ -n "$value" ] && [ "$value" != max ] && [ ${#value} -lt 15 ] || return 1
  case $value in
  ???????*) value=${value%??????} ;;
  *) value=0 ;;
  esac
}
left=
for files in memory/memory.limit_in_bytes:memory/memory.usage_in_bytes:memory/memory.stat:total_inactive_file \
  memory.max:memory.current:memory.stat:inactive_file; do
  limit=${files%%:*} files=${files#*:}
  megabytes $group/$limit || continue
  left=$value
  megabytes $group/${files%%:*} && left=$((left - value))
  files=${files#*:}
  while read -r key value; do
    [ "$key" = "${files#*:}" ] || continue
    case $value in ???????*) left=$((left + ${value%??????})) ;; esac
    break
  done <$group/${files%%:*}
done

# A string a line, line breaks in values as \001. Where there is no /proc the first shell hands its variables over.
mine() {
  if [ -r /proc/$parent/environ ]; then
    tr '\n\000' '\001\n' </proc/$parent/environ
  else
    tr '\n\000' '\001\n' <&5 | grep -v -e '^_=' -e '^PWD=' -e '^OLDPWD=' -e '^SHLVL='
  fi
}
unpack() {
  if [ $packing = gzip ]; then gzip -dc; else cat; fi
}
count=0
if command -v awk >/dev/null; then
  # Most lines are as expected, and cost one look-up: some awks take 5 us for each.
  count=$({
    [ $lines = 0 ] || head -c $size <&3 | unpack
    echo
    mine
  } | awk -v lines=$lines '
    !own && $0 == "" { own = 1; next }
    !own { want[$0] = ++got; next }
    { bytes += length($0) + 1 }
    $0 in want { if (!(want[$0] in hit)) hits++; hit[want[$0]]; count++; next }
    {
      at = index($0, "=")
      if (!at) next
      count++
      name = substr($0, 1, at - 1)
      if (!(name in size)) size[name] = length($0) - at
    }
    function add(outcome) {
      if (outcome == last) { run++; return }
      if (run) runs = runs " " last run
      last = outcome
      run = 1
    }
    END {
      print count + 0
      wire = "cat >&4"
      print "exec-count " count + 0 | wire
      print "exec-bytes " bytes + 0 | wire
      if (got == lines) {
        if (hits == lines) runs = lines + 0 ? " s" lines : ""
        else {
          for (line in want) {
            name = substr(line, 1, index(line, "=") - 1)
            if (want[line] in hit) there[name]
            else miss[want[line]] = name
          }
          for (i = 1; i <= lines; i++) {
            if (!(i in miss)) add("s")
            else if ((miss[i] in size) || (miss[i] in there)) { add("d"); wanted[miss[i]] }
            else add("a")
          }
          runs = runs " " last run
        }
        print "exec-predicted" runs | wire
      }
      for (name in size) {
        if (name in wanted) continue
        if (++others > 50000) { print "exec-truncated" | wire; break }
        print "exec-other " size[name] " " name | wire
      }
      close(wire)
    }')
elif [ -r /proc/$parent/environ ]; then
  count=$(tr -dc '\000' </proc/$parent/environ | wc -c)
  [ -n "$count" ] && say exec-count $count && say exec-bytes $(wc -c </proc/$parent/environ)
  count=${count:-0}
  mine | cut -d= -f1 | head -n 2000 | while IFS= read -r name; do say exec-other - "$name"; done
  [ $count -le 2000 ] || say exec-truncated
fi

# The main process's environment at its start. A title that it gave itself is written over it: a string without =.
if [ $main = 0 ] || ! [ -e /proc/$main/environ ]; then
  say main-unknown absent
elif ! true </proc/$main/environ; then
  say main-unknown denied
elif cmp -s /proc/$parent/environ /proc/$main/environ; then
  say main-same
elif command -v awk >/dev/null; then
  {
    mine
    echo
    tr '\n\000' '\001\n' </proc/$main/environ
  } | awk '
    !main && $0 == "" { main = 1; next }
    { at = index($0, "="); name = substr($0, 1, at - 1) }
    !main { has[name]; next }
    { bytes += length($0) + 1 }
    $0 == "" { next }
    !at || (!count && index(name, " ")) { clobbered = 1; next }
    {
      count++
      first[name]
      if (!(name in has) && adds < 200) { adds++; print "main-added " name }
    }
    END {
      print "main-count " count + 0
      print "main-bytes " bytes + 0
      if (clobbered || (!count && bytes > 1)) print "main-clobbered"
      else for (name in has) if (!(name in first) && removes < 200) { removes++; print "main-removed " name }
    }' >&4
else
  say main-unknown no-tools
fi

# argv[0] only, and of that the first word: titles that programs give themselves hold their arguments.
title=
if [ $main != 0 ]; then
  title=$(tr '\n\t\000' '  \n' </proc/$main/cmdline | head -n 1)
  title=${title%% *}
  [ -z "$title" ] || say main "$title"
fi

# Older processes than this one; the younger are the probe's own.
main_id= language_id= shell_id= seen= many=0
set +f
list=$(ls -l /proc/[0-9]*/exe)
set -f
IFS='
'
for line in $list; do
  unset IFS
  line=${line#*/proc/}
  pid=${line%%/*}
  [ $pid -lt $parent ] || [ $pid = $main ] || continue
  [ -n "$own" ] && ours $pid || continue
  exe=
  case $line in *' -> '*) exe=${line#* -> } exe=${exe% (deleted)} ;; esac
  if [ -z "$exe" ] && [ $pid = $main ]; then exe=$title; fi
  [ -n "$exe" ] || read -r exe </proc/$pid/comm || continue
  case "$seen" in
  *"|$exe|"*) ;;
  *)
    many=$((many + 1))
    if [ $many -le 32 ]; then say executable "$exe" && seen="$seen|$exe|"; fi
    ;;
  esac
  recognise "${exe##*/}"
  if [ $pid = $main ]; then main_id=$id main_kind=$kind main_exe=$exe main_start=$start
  elif [ -z "$id" ]; then :
  elif [ $kind = language ] && [ -z "$language_id" ]; then language_id=$id language_exe=$exe language_start=$start language_pid=$pid
  elif [ $kind = shell ] && [ -z "$shell_id" ]; then shell_id=$id shell_exe=$exe shell_pid=$pid
  fi
done
unset IFS

# The main process decides; behind an init or a shell, what runs under it.
id= exe= start=y of=$main
if [ -n "$main_id" ] && [ $main_kind = language ]; then id=$main_id exe=$main_exe start=$main_start
elif [ -n "$language_id" ]; then id=$language_id exe=$language_exe start=$language_start of=$language_pid
elif [ -n "$main_id" ]; then id=$main_id exe=$main_exe
elif [ $many = 0 ]; then
  for name in $commands; do
    exe=$(command -v $name) && recognise $name && break
  done
else
  case ${title##*/} in
  tini | tini-static | dumb-init | docker-init | catatonit | s6-svscan | runsvdir | init) id=$shell_id exe=$shell_exe of=$shell_pid ;;
  esac
fi
if [ -n "$id" ] && { [ -z "$start" ] || ! [ -x "$exe" ]; }; then
  about $id
  for name in $names; do exe=$(command -v $name) && break; done
fi

# When the application began, in ticks since the host's start, where it is not the first process.
started() {
  stat=
  read -r stat </proc/$1/stat
  set -- ${stat##*) }
  ticks=${20}
}
if [ $main != 0 ] && [ $of != $main ]; then
  started $main
  first=$ticks
  started $of
  [ -z "$first" ] || [ -z "$ticks" ] || say app-after $((ticks - first))
fi

musl= glibc=
set +f
for file in /lib/ld-musl-*; do [ ! -e "$file" ] || musl=y; done
for file in /lib*/ld-linux* /lib/*/ld-linux* /lib*/ld64*; do [ ! -e "$file" ] || glibc=y; done
set -f
if [ -n "$musl$glibc" ] && [ "$musl" = "$glibc" ] && [ $of != 0 ]; then
  case $(grep -e ld-musl -e 'libc[.-]' /proc/$of/maps) in
  *ld-musl*) glibc= ;;
  *libc*) musl= ;;
  esac
fi
case $musl-$glibc in
y-) say libc musl ;;
-y) say libc glibc ;;
esac

[ $mode != off ] || exit 0
if [ -z "$id" ]; then
  say timing-unknown no-runtime
  exit 0
fi
if [ -z "$exe" ]; then
  say timing-unknown not-startable $id
  exit 0
fi
about $id
if [ -n "$left" ] && [ $left -lt $need ]; then
  say timing-unknown low-memory $left $need $id
  exit 0
fi
echo "$id $milli $count $exe"
