# Builds a container's root file system inside a mount namespace of its own, then waits until standard input ends.
# $1 an empty folder, $2 the program that is its `node`, $3 where that one is from the first, $4 the image's own files,
# $5 "shell" when it has the tools
set -e
root=$1 program=$2 node=$3 files=$4 tools=$5
mount -t tmpfs -o mode=755 tmpfs "$root"
mkdir -p "$root${node%/*}"
touch "$root$node"
mount --bind "$program" "$root$node"

# Shows a folder of this machine, or copies it when it is a link such as /bin.
show() {
  if [ -L "$1" ]; then
    cp -P "$1" "$root$1"
  elif [ -d "$1" ]; then
    mkdir -p "$root$1"
    mount --rbind "$1" "$root$1"
  fi
}

mkdir -p "$root/usr/local/bin" "$root/proc" "$root/tmp" "$root/run" "$root/root" "$root/var" "$root/app"
chmod 1777 "$root/tmp"
for path in /dev /sys /etc /nix /lib /lib32 /lib64 /libx32 /usr/lib /usr/lib32 /usr/lib64 /usr/libx32; do
  show $path
done
if [ "$tools" = shell ]; then
  for path in /bin /sbin /usr/bin /usr/sbin /usr/share; do show $path; done
fi
cp -R "$files/." "$root/"
# The second one is where distroless images have it.
for path in /usr/local/bin /nodejs/bin; do
  mkdir -p "$root$path"
  touch "$root$path/node"
  mount --bind "$root$node" "$root$path/node"
done
echo ready
read -r _ || true
