#!/bin/sh
# Removes what install.sh installed. TikTrack's data stays in its data folder.
set -eu

share="${XDG_DATA_HOME:-$HOME/.local/share}"
rm -f "$HOME/.local/bin/tiktrack" "$share/applications/tiktrack.desktop"
rm -f "$share/icons/hicolor/256x256/apps/tiktrack.png"
rm -rf "$HOME/.local/opt/tiktrack"
echo "TikTrack is removed. Its data is still in $share/TikTrack."
