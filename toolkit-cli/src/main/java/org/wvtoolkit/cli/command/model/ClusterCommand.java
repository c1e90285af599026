package org.wvtoolkit.cli.command.model;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelArgument;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.option.text.TextOutput;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.question.DenseModel;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.clustering.Clustering;
import org.wvtoolkit.clustering.SphericalKMeans;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.relations.CommonKind;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.vocabulary.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wv cluster}: groups of words. */
@Command(
        name = "cluster",
        customSynopsis = "wv cluster [MODEL] [-k N] [OPTIONS]",
        description = {
            "Groups words by their vectors with spherical k-means.",
            "The command prints for each cluster its size, the mean cosine similarity of its words to its"
                    + " centroid, and the central words. If WordNet is prepared or --wordnet is given,"
                    + " it also prints the most specific hypernym of half of the central words. Clusters"
                    + " are initialised by k-means++."
        },
        footer = {
            "wv cluster -k 50",
            "wv cluster wiki.safetensors -k 500 --classes classes.txt  Like word2vec.c" + " -classes",
            "wv cluster -k 20 --restrict 2000 --format json"
        })
public final class ClusterCommand implements Callable<Integer> {
    private static final int CENTRAL = 20;
    private static final int SHOWN = 8;
    private static final double SHARE = 0.5;

    private final ProcessContext context;

    @Option(
            names = {"-k", "--clusters"},
            paramLabel = "N",
            converter = CountOption.Converter.class,
            description = "Number of clusters. Default: ${DEFAULT-VALUE}.")
    private int clusters = 100;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            converter = CountOption.Converter.class,
            description = "Cluster the N most frequent words. Default: ${DEFAULT-VALUE}.")
    private int restrict = 30_000;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            converter = CountOption.Converter.class,
            description = "Maximum number of passes. Default: ${DEFAULT-VALUE}.")
    private int iterations = 50;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed of the initialisation. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "Also write each word and the number of its cluster to FILE, one word per line,"
                    + " separated by a space.")
    private @Nullable Path classes;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Creates the command. */
    public ClusterCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path path = model.path(context);
        if (classes != null) {
            OutputFile.check(classes, force).mustNotBe(path);
        }
        Optional<SenseGraph> graph =
                wordnet.file().isPresent() ? Optional.of(wordnet.open(context)) : WordnetOption.prepared(context);
        List<List<Object>> rows;
        try (ProgressReport progress = progressOptions.begin(context);
                DenseEmbeddings embeddings = DenseModel.dense(model.option().open(context), path)) {
            Clustering found = new SphericalKMeans(clusters, iterations, seed)
                    .run(embeddings, restrict, Runtime.getRuntime().availableProcessors(), progress);
            if (classes != null) {
                write(found, embeddings.vocabulary(), classes);
            }
            rows = rows(found, embeddings.vocabulary(), graph);
        }
        RowOutput.write(
                List.of("cluster", "size", "cosine", "kind", "words"),
                rows,
                format.format(context),
                format.results(context));
        return ExitCode.DONE;
    }

    private static List<List<Object>> rows(Clustering found, Vocabulary vocabulary, Optional<SenseGraph> graph) {
        List<List<Object>> rows = new ArrayList<>();
        List<List<Integer>> members = found.members();
        for (int cluster = 0; cluster < members.size(); cluster++) {
            List<Integer> ids = members.get(cluster);
            List<String> central =
                    ids.stream().limit(CENTRAL).map(vocabulary::word).toList();
            double cosine = 0;
            for (int id : ids) {
                cosine += found.cosine(id) / ids.size();
            }
            String kind = graph.flatMap(wordnet -> CommonKind.of(wordnet, central, SHARE)
                            .map(common -> wordnet.words(common.sense()).getFirst()))
                    .orElse("");
            rows.add(List.of(cluster, ids.size(), cosine, kind, central.subList(0, Math.min(SHOWN, central.size()))));
        }
        return rows;
    }

    private static void write(Clustering found, Vocabulary vocabulary, Path file) throws IOException {
        try (TextOutput out = TextOutput.file(file)) {
            StringWriter text = new StringWriter();
            try (BufferedWriter lines = new BufferedWriter(text)) {
                for (int id = 0; id < found.words(); id++) {
                    if (found.cluster(id) >= 0) {
                        lines.write(vocabulary.word(id) + " " + found.cluster(id) + "\n");
                    }
                }
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            out.accept(bytes, 0, bytes.length);
            out.commit();
        }
    }
}
