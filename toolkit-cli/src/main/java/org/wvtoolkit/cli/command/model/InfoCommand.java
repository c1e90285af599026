package org.wvtoolkit.cli.command.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelArgument;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.output.PropertyOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.container.Tensor;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.nn.classifier.TextClassifier;
import org.wvtoolkit.progress.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wv info}: prints the content and provenance of a model. */
@Command(
        name = "info",
        customSynopsis = "wv info [MODEL] [--format FORMAT]",
        description = {
            "Prints what a model contains and how it was trained: words, dimension, method, options, corpus.",
            "MODEL can also be a classifier, an encoded corpus or an index."
        },
        footer = {"wv info  The default model", "wv info wiki.safetensors", "wv info --format json"})
public final class InfoCommand implements Callable<Integer> {
    /** Values of the metadata entry {@code kind}. */
    private static final String CLASSIFIER = "classifier";

    private static final String INDEX = "hnsw";

    private final ProcessContext context;

    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public InfoCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path path = model.path(context);
        OutputFormat outputFormat = format.format(context);
        VectorFormat fileFormat = VectorFormats.detect(path);
        boolean container = fileFormat.name().equals("safetensors");
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        properties.put("file", path.toString());
        properties.put("format", fileFormat.name());
        long bytes = Files.size(path);
        properties.put("bytes", outputFormat == OutputFormat.TABLE ? Quantities.bytes((double) bytes) : (Object) bytes);
        switch (container ? kind(path) : "") {
            case CLASSIFIER -> addClassifier(path, properties);
            case EncodedCorpus.KIND -> addCorpus(path, properties);
            case INDEX -> addIndex(path, properties);
            default -> addModel(fileFormat, path, properties);
        }
        if (container) {
            properties.put(
                    "tensors",
                    new PropertyOutput.Entries("name", "shape", tensors(path, outputFormat == OutputFormat.JSON)));
        }
        PropertyOutput.write(properties, outputFormat, outputFormat.results(context));
        return ExitCode.DONE;
    }

    private static String kind(Path path) throws IOException {
        try (TensorFile file = TensorFile.open(path)) {
            return file.metadata().getOrDefault(ModelMetadata.KIND, "");
        }
    }

    private static void addModel(VectorFormat format, Path path, SequencedMap<String, Object> properties)
            throws IOException {
        try (Embeddings embeddings = format.read(path, ProgressListener.NONE)) {
            properties.put("words", embeddings.vocabulary().size());
            properties.put("dimension", embeddings.dimension());
            if (embeddings instanceof SparseEmbeddings sparse) {
                properties.put("non_zeros", sparse.vectors().nonZeros());
            }
            addMetadata(embeddings.metadata(), properties);
        }
    }

    private static void addClassifier(Path path, SequencedMap<String, Object> properties) throws IOException {
        try (TextClassifier classifier = TextClassifier.open(path)) {
            properties.put("kind", "classifier");
            properties.put("words", classifier.vocabulary().size());
            properties.put("labels", classifier.labels());
            addMetadata(classifier.metadata(), properties);
        }
    }

    private static void addCorpus(Path path, SequencedMap<String, Object> properties) throws IOException {
        try (EncodedCorpus corpus = EncodedCorpus.open(path)) {
            properties.put("kind", "encoded corpus");
            properties.put("words", corpus.vocabulary().size());
            properties.put("lines", corpus.sentences());
            properties.put("tokens", corpus.tokens());
            addMetadata(ModelMetadata.of(corpus.provenance()), properties);
        }
    }

    /** Adds the metadata of an index, which can be opened only with its model. */
    private static void addIndex(Path path, SequencedMap<String, Object> properties) throws IOException {
        properties.put("kind", "index");
        try (TensorFile file = TensorFile.open(path)) {
            Map<String, String> rest = new LinkedHashMap<>(file.metadata());
            rest.remove(ModelMetadata.KIND);
            for (String name : List.of("words", "dimension", "connections", "beam_width", "search_width")) {
                move(name, rest, properties);
            }
            new TreeMap<>(rest).forEach(properties::put);
        }
    }

    /** Metadata in order: how the vectors were made, by theme, then everything else. */
    private static void addMetadata(ModelMetadata metadata, SequencedMap<String, Object> properties) {
        SequencedMap<String, String> rest = new LinkedHashMap<>(metadata.entries());
        rest.remove(ModelMetadata.KIND);
        move(ModelMetadata.METHOD, rest, properties);
        metadata.vectorKind().ifPresent(kind -> properties.put("vectors", kind));
        group("options", ModelMetadata.OPTION_PREFIX, metadata, rest, properties);
        group("text", ModelMetadata.TEXT_PREFIX, metadata, rest, properties);
        move(ModelMetadata.CORPUS_TOKENS, rest, properties);
        move("corpus_bytes", rest, properties);
        move(ModelMetadata.CORPUS_SHA256, rest, properties);
        for (String name : List.copyOf(rest.sequencedKeySet())) {
            move(name, rest, properties);
        }
    }

    private static void move(String name, Map<String, String> from, Map<String, Object> to) {
        String value = from.remove(name);
        if (value != null) {
            to.put(name, value.matches("\\d{1,18}") ? (Object) Long.valueOf(value) : value);
        }
    }

    private static void group(
            String name,
            String prefix,
            ModelMetadata metadata,
            Map<String, String> rest,
            Map<String, Object> properties) {
        Map<String, String> group = new TreeMap<>(metadata.under(prefix));
        rest.keySet().removeIf(key -> key.startsWith(prefix));
        if (!group.isEmpty()) {
            properties.put(name, group);
        }
    }

    private static SequencedMap<String, Object> tensors(Path path, boolean named) throws IOException {
        SequencedMap<String, Object> tensors = new LinkedHashMap<>();
        try (TensorFile file = TensorFile.open(path)) {
            for (Tensor tensor : file.tensors()) {
                List<Object> shape = new ArrayList<>();
                for (long length : tensor.shape()) {
                    shape.add(length);
                }
                if (named) {
                    // In a fixed order: the output of two runs is equal.
                    SequencedMap<String, Object> described = new LinkedHashMap<>();
                    described.put("dtype", tensor.dtype().name());
                    described.put("shape", shape);
                    tensors.put(tensor.name(), described);
                } else {
                    shape.addFirst(tensor.dtype().name());
                    tensors.put(tensor.name(), shape);
                }
            }
        }
        return tensors;
    }
}
