# Which processes are the container's own, and which of them is the application.

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

# All processes, at most 256; the first time also the main one: most CPU time of its own and of its children. An init has
# that of all orphans, ours among them, so it is taken only where there is nothing else.
main=
processes() {
  say "@processes"
  set +f
  set -- /proc/[0-9]*
  set -f
  best=-2 count=0
  for file; do
    file=${file#/proc/}
    if ! process $file; then
      ward $file
      continue
    fi
    say "$short"
    if [ -z "$main" ] || [ -n "$choosing" ]; then
      choosing=y
      case ${head#*\(} in tini | tini-static | dumb-init | docker-init | catatonit | s6-* | runsv* | init) cpu=-1 ;; esac
      if [ $cpu -gt $best ]; then best=$cpu main=$file; fi
    fi
    count=$((count + 1))
    if [ $count = 256 ]; then say "@cut" && break; fi
  done
  choosing=
}
