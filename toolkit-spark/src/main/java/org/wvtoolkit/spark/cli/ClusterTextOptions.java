package org.wvtoolkit.spark.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.spark.SparkText;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.format.Sentences;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Options for the text on a cluster and how it is read. */
final class ClusterTextOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "CORPUS",
            description = "files, folders and glob patterns in any Hadoop file system (hdfs:, s3a:, abfs:, file:);"
                    + " all executors must be able to read them")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--analyzer",
            paramLabel = "NAME",
            description = "the analyzer that tokenizes the text; wv analyzers lists them; default: standard")
    private String analyzer = TextAnalyzers.standard().name();

    @Option(
            names = "--sentences",
            paramLabel = "UNIT",
            description = "the unit that context windows never cross: line, paragraph, document or icu; default: line."
                    + " Only files read by line are divided among tasks")
    private String sentences = Sentences.LINE.label();

    @Option(
            names = "--input-format",
            paramLabel = "NAME",
            description = "the format of the files; default: detected from content and name")
    private @Nullable String format;

    @Option(names = "--field", paramLabel = "NAME", description = "the field of JSON lines that contains the text")
    private @Nullable String field;

    @Option(
            names = "--column",
            paramLabel = "NAME|NUMBER",
            description = "the column of CSV or TSV files that contains the text")
    private @Nullable String column;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "read the text in at most N tasks; default: one task per 64 MiB or file")
    private int partitions = Integer.MAX_VALUE;

    SparkText text(CommandSpec spec) {
        if (partitions < 1) {
            throw new ParameterException(spec.commandLine(), "--partitions must be at least 1: " + partitions);
        }
        return new SparkText(
                SparkMain.paths(paths, spec),
                analyzer,
                format,
                field,
                column,
                Sentences.named(sentences),
                SparkText.SPLIT_BYTES);
    }

    int partitions() {
        return partitions;
    }
}
