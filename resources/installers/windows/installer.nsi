; The installer for Windows: per user, without elevation; replaces an older version.
; makensis -DVERSION=0.1.0 -DSOURCE=..\..\..\dist\tiktrack -DOUTPUT=...\TikTrack-setup.exe installer.nsi

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
!include "MUI2.nsh"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\TikTrack"

Name "TikTrack ${VERSION}"
OutFile "${OUTPUT}"
; Fixed, and for TikTrack only: both an update and the uninstaller remove the whole folder
InstallDir "$LOCALAPPDATA\Programs\TikTrack"

!define MUI_ICON "..\..\app\tiktrack.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\tiktrack-gui.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!macro StopIfRunning
  ; A running program can't be deleted
  ClearErrors
  Delete "$INSTDIR\tiktrack-gui.exe"
  IfErrors 0 +3
    MessageBox MB_OK|MB_ICONEXCLAMATION "TikTrack is still running. Quit it from its tray icon, then try again."
    Abort
!macroend

Section "TikTrack"
  !insertmacro StopIfRunning
  RMDir /r "$INSTDIR"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  CreateShortcut "$SMPROGRAMS\TikTrack.lnk" "$INSTDIR\tiktrack-gui.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "TikTrack"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\tiktrack-gui.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
SectionEnd

Section "Uninstall"
  !insertmacro StopIfRunning
  RMDir /r "$INSTDIR"
  Delete "$SMPROGRAMS\TikTrack.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "TikTrack"
SectionEnd
