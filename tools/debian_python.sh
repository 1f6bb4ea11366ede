#!/bin/sh
# Installs the Python of a Debian release into a folder, and makes .venv-VERSION with newsfeed from it:
#   tools/debian_python.sh sid /var/tmp/debian-sid
# It is for versions that this machine does not have, and needs root and debootstrap. `make determinism` finds the environment.
# Before you delete the folder, unmount the four folders in it: `mount | grep debian-sid` names them.
set -eu
[ $# = 2 ] || { sed -n '2,5s/^# *//p' "$0"; exit 2; }
release=$1
folder=$2
root=$(cd "$(dirname "$0")/.." && pwd)

[ -x "$folder/usr/bin/python3" ] || debootstrap --variant=minbase --include=python3-venv,ca-certificates "$release" "$folder"
cp /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/"
for path in "$root" /tmp /proc /dev; do
  mkdir -p "$folder$path"
  mountpoint -q "$folder$path" || mount --bind "$path" "$folder$path"
done

version=$(chroot "$folder" python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
venv="$root/.venv-$version"
chroot "$folder" python3 -m venv --clear "$venv"
chroot "$folder" "$venv/bin/python" -m pip install --quiet --editable "$root[cli,html]"

# The programs of the environment find their libraries in the folder only.
rm "$venv/bin/python"
cat >"$venv/bin/python" <<END
#!/bin/sh
exec chroot "$folder" /usr/bin/env -C "\$PWD" "$venv/bin/python3" "\$@"
END
chmod +x "$venv/bin/python"
"$venv/bin/python" --version
