package org.wvtoolkit.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.factorization.SvdOptions;
import org.wvtoolkit.pipeline.SvdMethod;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.format.Sentences;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.weighting.WeightingOptions;
import org.wvtoolkit.word2vec.Word2VecModel;
import org.wvtoolkit.word2vec.Word2VecOptions;

/** Tests on a cluster of separate processes. Some tests kill a process. */
@Tag("slow")
class SparkClusterTest {
    @TempDir
    Path folder;

    private SparkText text() throws IOException {
        Random random = new Random(8);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < 20_000; line++) {
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                double u = random.nextDouble();
                words.append('w').append((int) (2000 * u * u * u)).append(' ');
            }
            lines.add(words.toString());
        }
        Path file = folder.resolve("text.txt");
        Files.write(file, lines);
        return new SparkText(List.of(file.toString()), "standard", null, null, null, Sentences.LINE, 200_000);
    }

    private Path train(
            JavaSparkContext spark, SparkText text, TrainingMethod method, String name, ProgressListener progress)
            throws IOException {
        Path model = folder.resolve(name);
        try (Embeddings trained = SparkTraining.on(spark, folder)
                .withDriver(new Resources(1, Resources.MIN_MEMORY, folder))
                .withReplicas(new ReplicaOptions(2, 4, 0.25, 1))
                .withProgress(progress)
                .train(text, VocabularyOptions.defaults(), method)) {
            trained.save(model);
        }
        return model;
    }

    /** Listener that kills one executor per stage, soon after the stage begins. */
    private static final class Killer implements ProgressListener {
        private final LocalCluster cluster;
        private final Set<String> stages = ConcurrentHashMap.newKeySet();

        Killer(LocalCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public void stage(String name, Unit unit, long total) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    Thread.sleep(1200);
                } catch (InterruptedException e) {
                    return;
                }
                if (cluster.killExecutor()) {
                    stages.add(name);
                }
            });
        }

        @Override
        public void advanced(long done, String detail) {}

        @Override
        public void note(String message) {}
    }

    @Test
    @DisplayName("Killing an executor in every stage does not change the result")
    void killedExecutors() throws IOException, InterruptedException {
        SparkText text = text();
        TrainingMethod svd = new SvdMethod(
                SvdMethod.COUNTING,
                WeightingOptions.defaults(),
                SvdOptions.builder().dimension(30).build());
        TrainingMethod cbow = Word2VecMethod.of(Word2VecOptions.builder(Word2VecModel.CBOW)
                .dimension(30)
                .epochs(3)
                .build());
        try (LocalCluster cluster = new LocalCluster(folder.resolve("cluster"));
                JavaSparkContext spark = new JavaSparkContext(cluster.conf())) {
            spark.setLogLevel("OFF");
            for (TrainingMethod method : List.of(svd, cbow)) {
                byte[] whole = Files.readAllBytes(train(spark, text, method, "whole", ProgressListener.NONE));
                Killer killer = new Killer(cluster);
                byte[] killed = Files.readAllBytes(train(spark, text, method, "killed", killer));
                assertTrue(killer.stages.size() >= 2, "executors were killed in " + killer.stages);
                assertArrayEquals(whole, killed, method.name());
            }
        }
    }

    @Test
    @DisplayName("Training resumed after killing the driver gives the same model")
    void killedDriver() throws IOException, InterruptedException {
        String input = text().paths().getFirst();
        Path whole = folder.resolve("whole.safetensors");
        Path model = folder.resolve("model.safetensors");
        assertEquals(0, driver(input, whole).waitFor());
        Process killed = driver(input, model, "--checkpoint-every", "5");
        Path checkpoint = folder.resolve("model.safetensors.checkpoint");
        while (!Files.exists(checkpoint) && killed.isAlive()) {
            Thread.sleep(20);
        }
        killed.destroyForcibly().waitFor();
        assertTrue(Files.exists(checkpoint));
        assertEquals(0, driver(input, model, "--resume").waitFor());
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(model));
        assertTrue(Files.notExists(checkpoint));
    }

    private Process driver(String input, Path model, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                LocalCluster.java(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx700m",
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-cp",
                LocalCluster.classPath(),
                "org.wvtoolkit.spark.cli.SparkMain",
                "train",
                input,
                "-o",
                model.toString(),
                "--replicas",
                "2",
                "--dimension",
                "30",
                "-q"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("driver.log").toFile()))
                .start();
    }
}
