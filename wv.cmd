@echo off
rem wv for Windows: starts the toolkit of a package with the Java runtime beside this file. The start-up options are
rem those of the launcher script wv; LauncherTableTest compares the two.
setlocal DisableDelayedExpansion
set "home=%~dp0"
set "jar=%home%app\wv.jar"
if not exist "%home%runtime\bin\java.exe" (
  >&2 echo wv: needs the folder runtime beside wv.cmd; unpack the whole package
  exit /b 1
)
rem A package stores models and corpora in the user's data folder.
if not defined WV_HOME if defined LOCALAPPDATA set "WV_HOME=%LOCALAPPDATA%\wv"

rem The start-up profile of each command. This table is generated: LauncherTableTest compares it with Commands.java.
set profile=question
rem BEGIN GENERATED TABLE
if "%~1"=="align" set profile=vectors
if "%~1"=="check-model" set profile=reading
if "%~1"=="classify" set profile=vectors
if "%~1"=="cluster" set profile=vectors
if "%~1"=="compare" set profile=vectors
if "%~1"=="compress" set profile=vectors
if "%~1"=="convert" set profile=reading
if "%~1"=="corpus" set profile=reading
if "%~1"=="diff" set profile=vectors
if "%~1"=="eval" set profile=vectors
if "%~1"=="explore" set profile=vectors
if "%~1"=="index" set profile=vectors
if "%~1"=="retrofit" set profile=vectors
if "%~1"=="serve" set profile=vectors
if "%~1"=="shell" set profile=vectors
if "%~1"=="stability" set profile=vectors
if "%~1"=="train" set profile=training
if "%~1"=="tune" set profile=training
if "%~1 %~2"=="corpus check" set profile=training
rem END GENERATED TABLE

rem The heap also counts against an explicit --memory, as in the launcher script.
set heap=512
call :scan %*
set "limit=-Xmx%heap%m"
if defined WV_HEAP set "limit=-Xmx%WV_HEAP%"

set "options=-XX:+IgnoreUnrecognizedVMOptions -Xms32m -Xmn16m %limit% -XX:MaxDirectMemorySize=1t"
set "options=%options% -XX:+UseSerialGC -XX:+UseTransparentHugePages -XX:-UsePerfData --enable-native-access=ALL-UNNAMED"
set "options=%options% -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
rem Java detects whether it runs in a console; the launcher script passes one property per stream.
set "options=%options% -Dwv.stdin=console -Dwv.stdout=console -Dwv.stderr=console"
set "vectors=-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
rem The classes of the vector module and the options of kernels that a cache needs, as in the launcher script.
set "classes=-XX:+UnlockExperimentalVMOptions -XX:+EnableVectorSupport -XX:+EnableVectorReboxing"
set "classes=%classes% -XX:+EnableVectorAggressiveReboxing -XX:+UseVectorStubs -Xbootclasspath/a:"%home%app\wv-vector.jar""
set "classes=%classes% --add-exports=java.base/jdk.internal=ALL-UNNAMED"
set "classes=%classes% --add-exports=java.base/jdk.internal.foreign=ALL-UNNAMED"
set "classes=%classes% --add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"
set "classes=%classes% --add-exports=java.base/jdk.internal.util=ALL-UNNAMED"
set "classes=%classes% --add-exports=java.base/jdk.internal.vm.vector=ALL-UNNAMED"
set "kernels=-XX:CompileCommand=quiet -XX:CompileThresholdScaling=3"
set "kernels=%kernels% -XX:CompileCommand=CompileThresholdScaling,org.wvtoolkit.linalg.kernel.Simd*::*,0.002"
set "kernels=%kernels% -XX:CompileCommand=BackgroundCompilation,org.wvtoolkit.linalg.kernel.Simd*::*,false"
set "start=-jar "%jar%""
if defined WV_EXTENSIONS set "start=-cp "%jar%;%WV_EXTENSIONS%" org.wvtoolkit.cli.Main"

if %profile%==training goto training
if %profile%==vectors goto vectors
if %profile%==reading goto reading
set "options=%options% -XX:TieredStopAtLevel=1"
if exist "%home%app\wv.aot" set "options=%options% -XX:AOTCache="%home%app\wv.aot" -Xlog:disable"
goto run

:training
set "options=%options% -XX:-UseSuperWord -XX:-PartialPeelLoop -XX:LoopUnrollLimit=16"
if exist "%home%app\wv-training.aot" set "options=%options% %kernels%"

:vectors
set "options=%options% %vectors%"
if "%~1"=="eval" set "options=%options% -XX:-UseSuperWord -XX:-PartialPeelLoop -XX:LoopUnrollLimit=16"
if not exist "%home%app\wv-%profile%.aot" set "options=%options% --add-modules=jdk.incubator.vector"
if exist "%home%app\wv-%profile%.aot" set "options=%options% %classes% -XX:AOTCache="%home%app\wv-%profile%.aot" -Xlog:disable"
goto run

:reading
set "options=%options% -XX:CompileThresholdScaling=3 -XX:-UseSuperWord -XX:-PartialPeelLoop -XX:LoopUnrollLimit=16"
if exist "%home%app\wv-reading.aot" set "options=%options% -XX:AOTCache="%home%app\wv-reading.aot" -Xlog:disable"

:run
"%home%runtime\bin\java.exe" %options% %start% %*
exit /b %ERRORLEVEL%

rem Reads the options on which the profile and the heap depend. An equals sign separates arguments like a space.
:scan
if [%1]==[] exit /b
if "%~1"=="--words-from" set profile=vectors
if "%~1"=="--memory" call :memory "%~2"
shift
goto scan

rem Sets the heap for a memory size such as 2g, 512m or 2GiB; another form keeps the default.
:memory
set "size=%~1"
if /i "%size:~-2%"=="ib" set "size=%size:~0,-2%"
if /i "%size:~-1%"=="b" set "size=%size:~0,-1%"
set "unit=%size:~-1%"
set "number=%size:~0,-1%"
if not defined number exit /b
for /f "delims=0123456789" %%c in ("%number%") do exit /b
if "%number:~0,1%"=="0" exit /b
if not "%number:~6%"=="" exit /b
if /i "%unit%"=="g" set /a number*=1024
if /i "%unit%"=="g" set "unit=m"
if /i not "%unit%"=="m" exit /b
set /a heap=64+number/4
if %heap% leq 512 exit /b
set /a heap=number/16
if %heap% lss 512 set heap=512
exit /b
