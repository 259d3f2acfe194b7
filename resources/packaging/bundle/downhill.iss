; Makes the installer for Windows of a bundle: `ISCC resources\packaging\bundle\downhill.iss`, with
; Inno Setup 6, after the bundle has been made in downhill-bundle. It installs for the user alone.

[Setup]
AppName=Downhill
AppVersion=0.1.0
AppId=Downhill
DefaultDirName={autopf}\Downhill
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
DisableProgramGroupPage=yes
ChangesAssociations=yes
UninstallDisplayIcon={app}\downhill.exe
SetupIconFile=..\icons\downhill.ico
OutputDir=..\..\..
OutputBaseFilename=downhill-setup

[Files]
Source: "..\..\..\downhill-bundle\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\Downhill"; Filename: "{app}\downhill.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.downhill"; ValueType: string; ValueData: "Downhill.Document"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\Downhill.Document"; ValueType: string; ValueData: "Downhill document"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Downhill.Document\DefaultIcon"; ValueType: string; ValueData: "{app}\_internal\resources\packaging\icons\document.ico"
Root: HKCU; Subkey: "Software\Classes\Downhill.Document\shell\open\command"; ValueType: string; ValueData: """{app}\downhill.exe"" --from-desktop ""%1"""
Root: HKCU; Subkey: "Software\Classes\.downhill-lesson"; ValueType: string; ValueData: "Downhill.Lesson"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\Downhill.Lesson"; ValueType: string; ValueData: "Downhill lesson"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Downhill.Lesson\DefaultIcon"; ValueType: string; ValueData: "{app}\_internal\resources\packaging\icons\lesson.ico"
Root: HKCU; Subkey: "Software\Classes\Downhill.Lesson\shell\open\command"; ValueType: string; ValueData: """{app}\downhill.exe"" --from-desktop ""%1"""
