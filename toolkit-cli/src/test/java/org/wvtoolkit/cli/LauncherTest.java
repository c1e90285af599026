package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher in a copy of the project's folders, with a jar that prints what it was passed in place of the
 * toolkit.
 */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "wv").toAbsolutePath().normalize();
    private static final int WAIT_SECONDS = 30;

    @TempDir
    Path folder;

    private Path home = Path.of("");
    private Path tools = Path.of("");

    private record Ended(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    @BeforeEach
    void copy() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs /bin/bash");
        assumeTrue(Files.isRegularFile(LAUNCHER), "needs the launcher beside the module");
        home = folder.toRealPath().resolve("a home with spaces");
        for (String module : List.of("toolkit-core", "toolkit-text", "toolkit-cli")) {
            Files.createDirectories(home.resolve(module).resolve("src").resolve("main"));
            old(Files.writeString(home.resolve(module).resolve("pom.xml"), ""));
            old(home.resolve(module).resolve("src").resolve("main"));
        }
        old(Files.writeString(home.resolve("pom.xml"), ""));
        Files.copy(LAUNCHER, home.resolve("wv"));
        tools = Files.createDirectory(folder.resolve("tools"));
        // A build that logs its call, takes a while, and creates the jar.
        executable(tools.resolve("mvn"), """
                #!/bin/bash
                echo "built with <$MAVEN_OPTS>" >> '%1$s/builds'
                sleep 0.3
                mkdir -p '%2$s/toolkit-cli/target'
                cp '%1$s/echo.jar' '%2$s/toolkit-cli/target/wv.jar'
                """.formatted(folder, home));
        jar(folder.resolve("echo.jar"));
    }

    private static void old(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private static void executable(Path path, String script) throws IOException {
        Files.writeString(path, script);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void jar(Path path) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, LauncherEcho.class.getName());
        String entry = LauncherEcho.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(path);
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream code = LauncherEcho.class.getResourceAsStream("LauncherEcho.class")) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(java.util.Objects.requireNonNull(code).readAllBytes());
            jar.closeEntry();
        }
    }

    /** Runs a line of bash in which {@code $wv} is the launcher. */
    private Process start(String line, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", line).directory(folder.toFile());
        Map<String, String> variables = builder.environment();
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("PATH", tools + ":" + variables.getOrDefault("PATH", "/usr/bin:/bin"));
        variables.put("wv", home.resolve("wv").toString());
        variables.remove("WV_HOME");
        variables.remove("MAVEN_OPTS");
        variables.putAll(environment);
        return builder.start();
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), out, err);
    }

    private Ended run(String line) throws IOException, InterruptedException {
        return end(start(line, Map.of()));
    }

    /** Creates the files of a build with caches. */
    private void built() throws IOException {
        Path target = Files.createDirectories(home.resolve("toolkit-cli").resolve("target"));
        Files.copy(folder.resolve("echo.jar"), target.resolve("wv.jar"));
        Files.createFile(target.resolve("wv.aot"));
    }

    private List<String> builds() throws IOException {
        Path builds = folder.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    @Test
    @DisplayName("the launcher works from any folder and keeps the working directory")
    void anyFolder() throws Exception {
        built();
        Ended ended = run("cd / && \"$wv\" similar 'two words' '*'");
        assertEquals(0, ended.code(), ended.err());
        assertEquals(
                List.of("argument similar", "argument two words", "argument *"),
                ended.lines().subList(0, 3));
        assertTrue(ended.lines().contains("home " + home), ended.out());
        assertTrue(ended.lines().contains("folder /"), ended.out());
        assertEquals(List.of(), builds());
    }

    @Test
    @DisplayName("the launcher resolves relative and absolute symbolic links")
    void symbolicLinks() throws Exception {
        built();
        Ended ended =
                run("mkdir bin && ln -s '../a home with spaces/wv' bin/one && ln -s \"$PWD/bin/one\" two && ./two x");
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.lines().contains("home " + home), ended.out());
    }

    @Test
    @DisplayName("non-ASCII arguments reach Java unchanged in the C locale")
    void cLocale() throws Exception {
        built();
        Ended ended = run("LC_ALL=C \"$wv\" similar \"$(printf '\\344\\270\\255\\345\\233\\275')\"");
        assertTrue(ended.lines().contains("argument 中国"), ended.out());
    }

    @Test
    @DisplayName("training loads the vector module without a warning; queries do not load it")
    void vectorModule() throws Exception {
        built();
        Ended training = run("\"$wv\" train");
        assertTrue(training.lines().contains("vector true"), training.out());
        assertEquals("to standard error\n", training.err());
        Ended question = run("\"$wv\" similar");
        assertTrue(question.lines().contains("vector false"), question.out());
        assertEquals("to standard error\n", question.err());
    }

    @Test
    @DisplayName("the exit code of Java is passed on")
    void exitCode() throws Exception {
        built();
        assertEquals(7, run("\"$wv\" fail").code());
    }

    @Test
    @DisplayName("redirected output is not treated as a terminal")
    void redirectedOutput() throws Exception {
        built();
        assertTrue(run("\"$wv\" x").lines().contains("stdout null"));
    }

    @Test
    @DisplayName("WV_HEAP sets the heap size")
    void heapSize() throws Exception {
        built();
        assertTrue(run("WV_HEAP=64m \"$wv\" x").lines().stream()
                .anyMatch(line -> line.startsWith("heap ") && Integer.parseInt(line.substring(5)) <= 64));
    }

    @Test
    @DisplayName("jars of WV_EXTENSIONS follow the toolkit on the class path")
    void extensions() throws Exception {
        Path java = Files.createDirectories(home.resolve("runtime/bin")).resolve("java");
        executable(java, "#!/bin/bash\nprintf '<%s>\\n' \"$@\"\n");
        Path app = Files.createDirectories(home.resolve("app"));
        old(Files.createFile(app.resolve("wv.jar")));
        Files.createFile(app.resolve("wv.aot"));
        List<String> with = run("WV_EXTENSIONS='/a b/x.jar' \"$wv\" similar x").lines();
        int at = with.indexOf("<-cp>");
        assertEquals(
                List.of("<" + app + "/wv.jar:/a b/x.jar>", "<org.wvtoolkit.cli.Main>", "<similar>", "<x>"),
                with.subList(at + 1, with.size()));
        assertTrue(run("\"$wv\" similar x").lines().contains("<-jar>"));
    }

    @Test
    @DisplayName("the vector classes and a cache are used if they are from the same Java, the vector module otherwise")
    void cacheOfVectors() throws Exception {
        Path runtime = home.resolve("runtime");
        Files.createDirectories(runtime.resolve("bin"));
        executable(runtime.resolve("bin/java"), "#!/bin/bash\nprintf '<%s>\\n' \"$@\"\n");
        Files.writeString(runtime.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nSOURCE=\".:git:1\"\n");
        Path app = Files.createDirectories(home.resolve("app"));
        old(Files.createFile(app.resolve("wv.jar")));
        Files.createFile(app.resolve("wv.aot"));
        Files.writeString(app.resolve("wv-training.aot"), "cache");
        Files.writeString(app.resolve("wv-vectors.aot"), "cache");
        Files.copy(runtime.resolve("release"), app.resolve("wv-vector.release"));
        Path processor = Files.writeString(app.resolve("wv-training.processor"), processor());

        List<String> same = run("\"$wv\" train x").lines();
        assertTrue(same.contains("<-XX:AOTCache=" + app + "/wv-training.aot>"), same.toString());
        assertTrue(same.contains("<-XX:CompileThresholdScaling=3>"), same.toString());
        assertTrue(same.contains("<-Xbootclasspath/a:" + app + "/wv-vector.jar>"), same.toString());
        assertTrue(same.stream().noneMatch(option -> option.contains("add-modules")), same.toString());

        // Profiles of another processor are not used.
        Files.writeString(processor, "model name : another\n");
        for (String command : List.of("train", "eval")) {
            List<String> vectors = run("\"$wv\" " + command + " x").lines();
            assertTrue(vectors.contains("<-XX:AOTCache=" + app + "/wv-vectors.aot>"), vectors.toString());
            assertTrue(vectors.stream().noneMatch(option -> option.contains("CompileThreshold")), vectors.toString());
        }

        Files.writeString(runtime.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nSOURCE=\".:git:2\"\n");
        List<String> other = run("\"$wv\" train x").lines();
        assertTrue(other.contains("<--add-modules=jdk.incubator.vector>"), other.toString());
        assertTrue(other.stream().noneMatch(option -> option.contains("bootclasspath")), other.toString());
    }

    /** Returns the output of the launcher's function that describes the processor. */
    private String processor() throws IOException, InterruptedException {
        Ended ended = run("source <(sed -n '/^processor()/,/^}/p' \"$wv\"); processor");
        assertEquals(0, ended.code(), ended.err());
        assertEquals("", ended.err());
        return ended.out();
    }

    @Test
    @DisplayName("an explicit memory limit bounds the heap as well")
    void heapWithinMemory() throws Exception {
        built();
        assertTrue(heap("train a --memory 64m") <= 80);
        assertTrue(heap("train a --memory=256MiB") <= 128);
        assertTrue(heap("train a --memory 128m") <= 96);
        long most = heap("train a");
        assertEquals(most, heap("train a --memory 2g"));
        assertEquals(most, heap("train a --memory lots"));
        assertTrue(heap("train a --memory 16g") > most);
    }

    /** Returns the maximum heap size in MiB with arguments. */
    private long heap(String arguments) throws Exception {
        return run("\"$wv\" " + arguments).lines().stream()
                .filter(line -> line.startsWith("heap "))
                .mapToLong(line -> Long.parseLong(line.substring(5)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("the first run builds once, with the MAVEN_OPTS of the caller")
    void firstRun() throws Exception {
        Ended first = end(start("\"$wv\" x", Map.of("MAVEN_OPTS", "-Dmaven.repo.local=/some where")));
        assertEquals(0, first.code(), first.err());
        assertTrue(first.err().startsWith("wv: building"), first.err());
        Ended second = run("\"$wv\" x");
        assertEquals("to standard error\n", second.err());
        assertEquals(List.of("built with <-Dmaven.repo.local=/some where>"), builds());
    }

    @Test
    @DisplayName("a source file newer than the jar triggers a build")
    void newerSource() throws Exception {
        built();
        Files.writeString(
                home.resolve("toolkit-text").resolve("src").resolve("main").resolve("New.java"), "");
        Files.setLastModifiedTime(
                home.resolve("toolkit-cli").resolve("target").resolve("wv.jar"),
                FileTime.from(Instant.now().minusSeconds(60)));
        assertEquals(0, run("\"$wv\" x").code());
        assertEquals(1, builds().size());
    }

    @Test
    @DisplayName("two concurrent first runs build once")
    void concurrentFirstRuns() throws Exception {
        assumeTrue(run("command -v flock").code() == 0, "needs flock");
        Process one = start("\"$wv\" one", Map.of());
        Process other = start("\"$wv\" other", Map.of());
        assertTrue(end(one).lines().contains("argument one"));
        assertTrue(end(other).lines().contains("argument other"));
        assertEquals(1, builds().size());
    }

    @Test
    @DisplayName("a failed build is reported with its first errors and the path of its log")
    void failedBuild() throws Exception {
        executable(tools.resolve("mvn"), "#!/bin/bash\necho '[ERROR] no such thing'\nexit 1\n");
        Ended ended = run("\"$wv\" x");
        assertEquals(1, ended.code());
        assertTrue(
                ended.err().contains("[ERROR] no such thing\nwv: the build failed; the whole log is in "), ended.err());
        assertTrue(Files.notExists(home.resolve("toolkit-cli").resolve("target").resolve("wv.jar")));
    }

    @Test
    @DisplayName("without a JDK 25, one line reports what to install")
    void missingJdk() throws Exception {
        built();
        // The launcher without JDKs in the usual folders, and with an old one on the PATH.
        Path launcher = home.resolve("wv");
        String text = Files.readString(launcher)
                .replace("/usr/lib/jvm/", "/nowhere/")
                .replace("/opt/", "/nowhere/")
                .replace("/Library/", "/nowhere/");
        Files.writeString(launcher, text);
        Path java17 = Files.createDirectories(folder.resolve("jdk-17").resolve("bin"));
        executable(java17.resolve("javac"), "");
        Files.writeString(folder.resolve("jdk-17").resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.9\"\n");
        Path few = Files.createDirectory(folder.resolve("few"));
        for (String tool : List.of("bash", "readlink", "dirname")) {
            String place = run("command -v " + tool).out().strip();
            executable(few.resolve(tool), "#!/bin/bash\nexec " + place + " \"$@\"\n");
        }
        Ended ended = end(start(
                "\"$wv\" x",
                Map.of(
                        "PATH", few.toString(),
                        "JAVA_HOME", folder.resolve("jdk-17").toString(),
                        "HOME", folder.toString())));
        assertEquals(1, ended.code(), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().startsWith("wv: needs a JDK 25 and found none; install one"), ended.err());
    }

    @Test
    @DisplayName("With --on, spark-submit gets the master, its own options and the words that are left")
    void onCluster() throws Exception {
        Path spark = Files.createDirectories(folder.resolve("a spark/bin"));
        executable(spark.resolve("spark-submit"), "#!/bin/bash\nprintf '<%s>\\n' \"$@\"\n");
        Path jar = Files.writeString(folder.resolve("wv-spark.jar"), "");
        Map<String, String> environment =
                Map.of("SPARK_HOME", folder.resolve("a spark").toString(), "WV_SPARK_JAR", jar.toString());
        Ended ended = end(start(
                "\"$wv\" train --on 'local[2]' --conf spark.a='b c' 'a text' --deploy-mode=client -o m", environment));
        assertEquals(0, ended.code(), ended.err());
        List<String> words = ended.lines();
        assertEquals(List.of("<--master>", "<local[2]>"), words.subList(0, 2));
        int conf = words.indexOf("<spark.a=b c>");
        assertEquals("<--conf>", words.get(conf - 1));
        assertEquals(
                List.of("<--deploy-mode>", "<client>", "<" + jar + ">", "<train>", "<a text>", "<-o>", "<m>"),
                words.subList(conf + 1, words.size()));
        Ended without = end(start("SPARK_HOME=/absent \"$wv\" corpus encode --on yarn x", environment));
        assertEquals(1, without.code());
        assertTrue(without.err().contains("set SPARK_HOME"), without.err());
        assertEquals(2, end(start("\"$wv\" train x --on", environment)).code());
    }
}
