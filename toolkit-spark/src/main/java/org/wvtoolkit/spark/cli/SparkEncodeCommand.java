package org.wvtoolkit.spark.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.spark.SparkCorpus;
import org.wvtoolkit.spark.SparkText;
import org.wvtoolkit.spark.SparkTraining;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code corpus encode} on a cluster. */
@Command(
        name = "encode",
        sortOptions = false,
        customSynopsis = "wv corpus encode --on MASTER [OPTIONS] CORPUS... -o FILE",
        description = "Tokenizes text on Apache Spark and saves it as word ids. The file equals that of one machine,"
                + " except for the hash of the text.")
final class SparkEncodeCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClusterTextOptions text = new ClusterTextOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "the file to write: a path on the driver or a URI")
    private String output = "";

    @Option(names = "--force", description = "replace FILE if it exists")
    private boolean force;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            description = "drop words that occur fewer than N times; default: ${DEFAULT-VALUE}")
    private long minCount = 1;

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    SparkEncodeCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        SparkText source = text.text(spec);
        VocabularyOptions vocabulary = new VocabularyOptions(minCount, Integer.MAX_VALUE);
        SparkMain.onCluster("wv corpus encode", context, spark -> {
            ClusterOutput target = ClusterOutput.check(output, force, spark.hadoopConfiguration());
            try (ProgressReport progress = progressOptions.begin(context)) {
                SparkTraining training = SparkTraining.on(spark, target.folder())
                        .withPartitions(text.partitions())
                        .withProgress(progress);
                try (SparkCorpus corpus = training.encode(source, vocabulary)) {
                    target.write(corpus::save, spark.hadoopConfiguration());
                }
                progress.finish();
            }
        });
        return 0;
    }
}
