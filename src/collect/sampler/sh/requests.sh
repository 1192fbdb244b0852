# Timed look-ups and requests, beside the looks.

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
