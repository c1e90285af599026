package org.wvtoolkit.spark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.VocabularyOption;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.spark.ReplicaOptions;
import org.wvtoolkit.spark.SparkText;
import org.wvtoolkit.spark.SparkTraining;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code train} on a cluster. */
@Command(
        name = "train",
        sortOptions = false,
        customSynopsis = "wv train --on MASTER [OPTIONS] CORPUS... -o MODEL",
        description = {
            "Trains word vectors on Apache Spark.",
            "%nCounts, PPMI and SVD equal those of one machine bit by bit. CBOW and skip-gram train --replicas"
                    + " copies of the model and merge them --merges times per epoch, which reduces quality: if"
                    + " quality matters more than time, use svd or one large machine."
        })
final class SparkTrainCommand implements Callable<Integer> {
    private static final String LEARNING_RATE = "learning-rate";

    /** Options of replicas and their checkpoints. */
    private static final List<String> REPLICA_OPTIONS =
            List.of("--replicas", "--merges", "--warm-up", "--replica-threads", "--checkpoint-every", "--resume");

    private final ProcessContext context;

    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClusterTextOptions text = new ClusterTextOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "the file to write: a path on the driver or a URI")
    private String output = "";

    @Option(names = "--force", description = "replace MODEL if it exists")
    private boolean force;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "cbow, skipgram, cooccurrence, ppmi or svd; default: ${DEFAULT-VALUE}")
    private String method = TrainingMethods.all().getFirst().name();

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description =
                    "copies of the model that train concurrently (cbow, skipgram); default: ${DEFAULT-VALUE} for any"
                            + " number of executors. Each doubling lowers analogy scores, because replicas do not"
                            + " receive each other's changes between merges")
    private int replicas = ReplicaOptions.defaults().replicas();

    @Option(
            names = "--merges",
            paramLabel = "N",
            description =
                    "merges of the replicas per epoch; more merges improve quality and increase traffic: 64 suit a"
                            + " corpus of billions of words; default: ${DEFAULT-VALUE}")
    private int merges = ReplicaOptions.defaults().mergesPerEpoch();

    @Option(
            names = "--warm-up",
            paramLabel = "PART",
            description = "fraction of the first epoch that one replica trains alone; default: ${DEFAULT-VALUE}")
    private double warmUp = ReplicaOptions.defaults().warmUp();

    @Option(
            names = "--replica-threads",
            paramLabel = "N",
            description = "threads per replica, for spark.task.cpus=N; more than 1 are repeatable with --deterministic"
                    + " only; default: ${DEFAULT-VALUE}")
    private int threads = 1;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "ROUNDS",
            description = "save the model to MODEL.checkpoint on the driver every N merges (cbow, skipgram)")
    private @Nullable Integer checkpointRounds;

    @Option(
            names = "--resume",
            description = "continue from MODEL.checkpoint, with the same text and options, to the same model"
                    + " (cbow, skipgram)")
    private boolean resume;

    @Mixin
    private VocabularyOption vocabulary = new VocabularyOption();

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    SparkTrainCommand(ProcessContext context) {
        this.context = context;
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
        HyperparameterOptions.ofTraining().addTo(command);
    }

    @Override
    public Integer call() throws IOException {
        OutputFile.checkModelName(output);
        SparkText source = text.text(spec);
        VocabularyOptions words = vocabulary.options();
        ReplicaOptions replicaOptions = new ReplicaOptions(replicas, merges, warmUp, threads);
        TrainingMethod trained = trainingMethod();
        if (checkpointRounds != null && checkpointRounds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--checkpoint-every must be at least 1: " + checkpointRounds);
        }
        if (!(trained instanceof Word2VecMethod)) {
            refuseReplicaOptions();
        }
        SparkMain.onCluster("wv train", context, spark -> {
            ClusterOutput target = ClusterOutput.check(output, force, spark.hadoopConfiguration());
            Path checkpoint = target.checkpoint();
            boolean checkpoints = checkpointRounds != null || resume;
            if (resume && !Files.exists(checkpoint)) {
                throw new IOException(checkpoint + ": the checkpoint does not exist; train without --resume");
            }
            if (checkpoints && !resume && Files.exists(checkpoint)) {
                throw new IOException(checkpoint + " exists; use --resume to continue from it, or delete it");
            }
            try (ProgressReport progress = progressOptions.begin(context)) {
                SparkTraining training = SparkTraining.on(spark, target.folder())
                        .withDriver(resources.resources(target.folder()))
                        .withPartitions(text.partitions())
                        .withReplicas(replicaOptions)
                        .withProgress(progress);
                if (checkpoints) {
                    int rounds = checkpointRounds == null ? merges : checkpointRounds;
                    training = training.withCheckpoints(checkpoint, rounds);
                }
                try (Embeddings model = training.train(source, words, trained)) {
                    target.write(model::save, spark.hadoopConfiguration());
                }
                if (checkpoints) {
                    Files.deleteIfExists(checkpoint);
                }
                progress.finish();
            }
        });
        return 0;
    }

    /** Refuses options that the method does not use. */
    private void refuseReplicaOptions() {
        ParseResult parsed = spec.commandLine().getParseResult();
        for (String option : REPLICA_OPTIONS) {
            if (parsed.hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " applies to cbow and skipgram only; omit it with " + method);
            }
        }
    }

    /** Creates the method, with the default learning rate for the number of replicas. */
    private TrainingMethod trainingMethod() {
        Map<String, String> given = new LinkedHashMap<>(
                HyperparameterOptions.ofTraining().given(spec.commandLine().getParseResult()));
        TrainingMethod trained = TrainingMethods.create(method, OptionValues.of(given));
        if (trained instanceof Word2VecMethod prediction && !given.containsKey(LEARNING_RATE)) {
            double rate = prediction.settings().defaultLearningRate(replicas);
            given.put(LEARNING_RATE, Double.toString(rate));
            return TrainingMethods.create(method, OptionValues.of(given));
        }
        return trained;
    }
}
