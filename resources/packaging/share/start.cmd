@echo off
rem Starts Downhill from this folder on Windows: start.cmd [ARGUMENTS]
setlocal DisableDelayedExpansion
set "SET_UP=%~dp0program\set_up.py"
set "PYTHON="
call :try py -3.13
call :try py -3.12
call :try py -3.14
call :try py -3.11
call :try python
call :try python3
if defined PYTHON goto start
echo Downhill needs Python 3.11, 3.12, 3.13 or 3.14 (64-bit), and found none on this machine.
echo Install it from python.org or the Microsoft Store, or ask whoever looks after this machine.
echo Then start Downhill again.
if "%~1"=="" pause
exit /b 1

:try
if defined PYTHON exit /b
%* -I "%SET_UP%" --suits >nul 2>nul && set "PYTHON=%*"
exit /b

:start
%PYTHON% -I "%SET_UP%" %*
set "CODE=%ERRORLEVEL%"
if not "%CODE%"=="0" if "%~1"=="" pause
exit /b %CODE%
