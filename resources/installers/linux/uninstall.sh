#!/bin/sh
# Removes what install.sh installed. TikTrack's data stays in its data folder.
set -eu

share="${XDG_DATA_HOME:-$HOME/.local/share}"
rm -f "$HOME/.local/bin/tiktrack" "$share/applications/tiktrack.desktop"
rm -f "$share/icons/hicolor/256x256/apps/tiktrack.png"
login="${XDG_CONFIG_HOME:-$HOME/.config}/autostart/tiktrack.desktop"
if grep -qsF "$HOME/.local/opt/tiktrack" "$login"; then rm -f "$login"; fi
rm -rf "$HOME/.local/opt/tiktrack"
echo "TikTrack is removed. Its data is still in $share/TikTrack."
