# Tables of the kernel: what the host, the cgroup and the network tell.

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

find /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6
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
    /proc/sys/net/core/somaxconn /proc/sys/net/ipv4/tcp_mem /proc/sys/net/ipv4/ip_local_port_range \
    /proc/sys/net/netfilter/nf_conntrack_count /proc/sys/net/netfilter/nf_conntrack_max /proc/net/sockstat /etc/resolv.conf /proc/$$/stat /proc/$$/statm
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
