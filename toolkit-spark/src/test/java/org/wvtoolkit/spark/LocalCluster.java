package org.wvtoolkit.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;

/**
 * Spark cluster of a master and two workers on the loopback interface, started from the jars on the
 * class path.
 */
final class LocalCluster implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    LocalCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Path jars = Files.createDirectories(folder.resolve("home/jars"));
        for (String entry : classPath().split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (Files.isRegularFile(jar) && !Files.exists(jars.resolve(jar.getFileName()))) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "" + port, "--webui-port", "0");
        awaitPort();
        for (int worker = 0; worker < 2; worker++) {
            start(
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    folder.resolve("work" + worker).toString(),
                    master());
        }
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    SparkConf conf() {
        return new SparkConf()
                .setMaster(master())
                .setAppName("toolkit cluster tests")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.executor.memory", "700m")
                .set("spark.executor.extraClassPath", classPath())
                .set("spark.executor.extraJavaOptions", "--enable-native-access=ALL-UNNAMED -XX:MaxDirectMemorySize=1g")
                .set("spark.local.dir", folder.resolve("local").toString());
    }

    private void start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m", "-cp", classPath()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(
                folder.resolve("process" + processes.size() + ".log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        folder.resolve("home").toString(),
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        processes.add(builder.start());
    }

    private void awaitPort() throws InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the master did not start; see " + folder);
    }

    /** Kills one executor like {@code kill -9}; returns whether there was one. */
    boolean killExecutor() {
        for (Process process : processes) {
            // The only processes that a master or a worker starts are executors. Their command lines are too long to
            // be read by ProcessHandle.info.
            List<ProcessHandle> executors = process.descendants().toList();
            if (!executors.isEmpty()) {
                return executors.getFirst().destroyForcibly();
            }
        }
        return false;
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
