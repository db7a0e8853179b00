#!/bin/sh
# Installs TikTrack for the current user; no root rights needed.
# ~/.local/opt/tiktrack/uninstall.sh removes it again but keeps its data.
set -eu

here=$(dirname "$(readlink -f "$0")")
target="$HOME/.local/opt/tiktrack"
share="${XDG_DATA_HOME:-$HOME/.local/share}"

echo "Checking that everything TikTrack needs is on this computer…"
if ! "$here/tiktrack" self-test; then
    echo "Something is missing (see FAIL above), and nothing was changed." >&2
    echo "On Debian and Ubuntu this usually helps: sudo apt install libegl1 libgl1 libatomic1 fontconfig" >&2
    exit 1
fi

rm -rf "$target.new"
mkdir -p "$target.new" "$HOME/.local/bin" "$share/applications" "$share/icons/hicolor/256x256/apps"
cp -a "$here/." "$target.new"
rm -rf "$target"
mv "$target.new" "$target"
ln -sf "$target/tiktrack" "$HOME/.local/bin/tiktrack"
cp "$target/_internal/resources/app/tiktrack-256.png" "$share/icons/hicolor/256x256/apps/tiktrack.png"
sed "s|^Exec=.*|Exec=\"$target/tiktrack\"|" "$target/tiktrack.desktop" > "$share/applications/tiktrack.desktop"

echo "TikTrack is installed: look for it among your applications, or run ~/.local/bin/tiktrack."
