package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.Tensor;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;
import org.wvtoolkit.nn.classifier.ConvolutionOptions.Channels;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.TrainingDivergedException;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyFile;

/**
 * Storage of classifiers as tensors of the container. The labels and the vocabulary are common to all classifiers; each
 * method adds its own tensors.
 */
public final class ClassifierFile {
    private static final String KIND = "classifier";
    private static final String VERSION = "1";
    private static final String LABELS = "labels.utf8";
    private static final String LABEL_OFFSETS = "labels.offsets";
    private static final String INPUTS = "inputs";
    private static final String OUTPUTS = "outputs";
    private static final int CHUNK = 1 << 18;
    private static final int MAX_LABELS = 10_000_000;

    /** Maximum number of values of a matrix on the heap. */
    static final int MAX_VALUES = Integer.MAX_VALUE - 8;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private ClassifierFile() {}

    /**
     * The parts that the files of all classifiers have.
     *
     * @param metadata the provenance, with the options
     * @param vocabulary the words, mapped from the file
     * @param labels the labels
     */
    public record Parts(ModelMetadata metadata, Vocabulary vocabulary, List<String> labels) {
        /** Copies the labels. */
        public Parts {
            labels = List.copyOf(labels);
        }
    }

    /** Reads the tensors of one kind of classifier. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Creates the classifier.
         *
         * @param file the open file, which the classifier owns and closes; closed by the caller if this method fails
         * @param parts the parts that all classifiers have
         * @return the classifier
         * @throws IOException if a tensor is missing or invalid
         */
        TextClassifier open(TensorFile file, Parts parts) throws IOException;
    }

    static void save(AveragedClassifier classifier, Path target) throws IOException {
        Map<String, FloatMatrix> matrices = new LinkedHashMap<>();
        matrices.put(INPUTS, classifier.inputs());
        matrices.put(OUTPUTS, classifier.outputs());
        List<TensorDeclaration> declarations = new ArrayList<>();
        matrices.forEach((name, matrix) ->
                declarations.add(new TensorDeclaration(name, DType.F32, matrix.rows(), matrix.columns())));
        save(classifier, target, declarations, writer -> {
            for (Map.Entry<String, FloatMatrix> matrix : matrices.entrySet()) {
                write(writer, matrix.getKey(), matrix.getValue());
            }
        });
    }

    static void save(ConvolutionalClassifier classifier, Path target) throws IOException {
        List<Parameter> parameters = classifier.weights().all();
        List<TensorDeclaration> declarations = new ArrayList<>();
        for (Parameter parameter : parameters) {
            declarations.add(new TensorDeclaration(
                    parameter.name(),
                    DType.F32,
                    parameter.value().rows(),
                    parameter.value().columns()));
        }
        save(classifier, target, declarations, writer -> {
            for (Parameter parameter : parameters) {
                double[] values = parameter.value().values();
                float[] narrow = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    narrow[i] = (float) values[i];
                }
                write(writer, parameter.name(), 0, narrow);
            }
        });
    }

    /** Writes the rows of a matrix without their padding, many at a time. */
    private static void write(TensorFileWriter writer, String name, FloatMatrix matrix) throws IOException {
        int columns = matrix.columns();
        int rowsAtOnce = Math.max(1, CHUNK / columns);
        for (long first = 0; first < matrix.rows(); first += rowsAtOnce) {
            int rows = (int) Math.min(rowsAtOnce, matrix.rows() - first);
            float[] chunk = new float[rows * columns];
            for (int i = 0; i < rows; i++) {
                matrix.copyRow(first + i, chunk, i * columns);
            }
            write(writer, name, first * columns, chunk);
        }
    }

    /** Writes the tensors of one kind of classifier. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes all declared tensors.
         *
         * @param writer the open file
         * @throws IOException if writing fails
         */
        void write(TensorFileWriter writer) throws IOException;
    }

    /**
     * Saves a classifier: its labels, vocabulary and metadata, and the tensors of its kind.
     *
     * @param classifier the classifier
     * @param target the file; replaced when it is complete
     * @param declarations the tensors of its kind
     * @param body writes them
     * @throws IOException if writing fails; the target is then unchanged
     */
    public static void save(TextClassifier classifier, Path target, List<TensorDeclaration> declarations, Body body)
            throws IOException {
        byte[][] labels = classifier.labels().stream()
                .map(label -> label.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        long[] offsets = new long[labels.length + 1];
        for (int label = 0; label < labels.length; label++) {
            offsets[label + 1] = offsets[label] + labels[label].length;
        }
        List<TensorDeclaration> all = new ArrayList<>(declarations);
        all.add(new TensorDeclaration(LABEL_OFFSETS, DType.I64, offsets.length));
        all.add(new TensorDeclaration(LABELS, DType.U8, offsets[labels.length]));
        all.addAll(VocabularyFile.declare(classifier.vocabulary()));
        ModelMetadata metadata =
                classifier.metadata().with(ModelMetadata.KIND, KIND).with(ModelMetadata.FORMAT_VERSION, VERSION);
        try (TensorFileWriter writer = TensorFileWriter.create(target, metadata.entries(), all)) {
            writer.write(LABEL_OFFSETS, 0, MemorySegment.ofArray(offsets));
            for (int label = 0; label < labels.length; label++) {
                writer.write(LABELS, offsets[label], MemorySegment.ofArray(labels[label]));
            }
            body.write(writer);
            VocabularyFile.write(classifier.vocabulary(), writer);
            writer.commit();
        }
    }

    private static void write(TensorFileWriter writer, String name, long first, float[] values) throws IOException {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new TrainingDivergedException("in tensor " + name, "it contains " + value);
            }
        }
        writer.write(name, first * Float.BYTES, MemorySegment.ofArray(values));
    }

    static TextClassifier open(Path path) throws IOException {
        TensorFile file = TensorFile.open(path);
        try {
            ModelMetadata metadata = ModelMetadata.of(file.metadata());
            String kind = metadata.get(ModelMetadata.KIND).orElse("");
            if (!kind.equals(KIND)) {
                throw file.malformed("is not a classifier" + (kind.isEmpty() ? "" : "; its kind is " + kind));
            }
            if (!metadata.get(ModelMetadata.FORMAT_VERSION).orElse(VERSION).equals(VERSION)) {
                throw file.malformed(
                        "is a classifier of another format version; this toolkit reads version " + VERSION);
            }
            Parts parts = new Parts(metadata, VocabularyFile.read(file), labels(file));
            String name = metadata.get(ModelMetadata.METHOD).orElse("");
            if (!ClassifierMethods.REGISTRY.names().contains(name)) {
                throw file.malformed("contains a classifier that is not registered: '" + name
                        + "'; add the library that provides it to the class path");
            }
            MethodRegistry.Entry<ClassifierMethod> entry = ClassifierMethods.REGISTRY.named(name);
            Map<String, String> options = new LinkedHashMap<>(metadata.under(ModelMetadata.OPTION_PREFIX));
            options.keySet().removeIf(option -> !entry.uses(option));
            try {
                return entry.factory().apply(OptionValues.of(options)).opener().open(file, parts);
            } catch (IllegalArgumentException wrong) {
                throw file.malformed("has options out of range (" + wrong.getMessage() + ")");
            }
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private static List<String> labels(TensorFile file) throws IOException {
        MemorySegment utf8 = file.require(LABELS, DType.U8, -1).data();
        Tensor offsets = file.require(LABEL_OFFSETS, DType.I64, -1);
        long count = offsets.length(0) - 1;
        if (count < 2 || count > MAX_LABELS || offsets.data().getAtIndex(LONG, 0) != 0) {
            throw file.malformed("has " + count + " labels");
        }
        List<String> labels = new ArrayList<>();
        for (int label = 0; label < count; label++) {
            long from = offsets.data().getAtIndex(LONG, label);
            long to = offsets.data().getAtIndex(LONG, label + 1L);
            if (to <= from || to > utf8.byteSize()) {
                throw file.malformed("has labels that are not contiguous, at label " + label);
            }
            labels.add(
                    new String(utf8.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
        }
        return labels;
    }

    static TextClassifier averaged(TensorFile file, Parts parts, AveragedOptions options) throws IOException {
        List<String> labels = parts.labels();
        long rows = (long) parts.vocabulary().size() + options.rowsOfNgrams();
        Arena arena = Arena.ofShared();
        try {
            return new AveragedClassifier(
                    labels,
                    parts.vocabulary(),
                    matrix(file, file.require(INPUTS, DType.F32, rows, options.dimension()), arena),
                    matrix(file, file.require(OUTPUTS, DType.F32, labels.size(), options.dimension()), arena),
                    options.ngrams(),
                    parts.metadata(),
                    () -> {
                        file.close();
                        AveragedClassifier.closing(arena).run();
                    });
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    /** Returns a matrix: mapped if its rows are whole vectors, otherwise copied with padding. */
    private static FloatMatrix matrix(TensorFile file, Tensor tensor, Arena arena) {
        int columns = Math.toIntExact(tensor.length(1));
        FloatMatrix mapped = FloatMatrix.view(tensor.data(), tensor.length(0), columns, columns)
                .checked(file.valueFault(tensor));
        if (columns == FloatMatrix.paddedColumns(columns)) {
            return mapped;
        }
        FloatMatrix padded = FloatMatrix.allocate(arena, mapped.rows(), columns);
        float[] row = new float[columns];
        for (long i = 0; i < mapped.rows(); i++) {
            mapped.copyRow(i, row, 0);
            padded.setRow(i, row, 0);
        }
        return padded;
    }

    static TextClassifier convolutional(TensorFile file, Parts parts, ConvolutionOptions options) throws IOException {
        List<String> labels = parts.labels();
        Vocabulary vocabulary = parts.vocabulary();
        List<Parameter> convolutions = new ArrayList<>();
        for (int width : options.widths()) {
            String name = "convolution" + width;
            convolutions.add(read(file, name + ".weights", (long) width * options.columns(), options.filters()));
            convolutions.add(read(file, name + ".bias", 1, options.filters()));
        }
        long features = (long) options.filters() * options.widths().size();
        ConvolutionNetwork.Weights weights = new ConvolutionNetwork.Weights(
                table(file, "static", options.channels() != Channels.TUNED, vocabulary, options),
                table(file, "tuned", options.channels() != Channels.STATIC, vocabulary, options),
                convolutions,
                List.of(
                        read(file, "output.weights", features, labels.size()),
                        read(file, "output.bias", 1, labels.size())));
        return new ConvolutionalClassifier(labels, vocabulary, options, weights, parts.metadata(), file::close);
    }

    private static @Nullable Parameter table(
            TensorFile file, String name, boolean wanted, Vocabulary vocabulary, ConvolutionOptions options)
            throws IOException {
        return wanted ? read(file, name, vocabulary.size(), options.dimension()) : null;
    }

    private static Parameter read(TensorFile file, String name, long rows, long columns) throws IOException {
        Tensor tensor = file.require(name, DType.F32, rows, columns);
        if (rows > MAX_VALUES || columns < 1 || rows > MAX_VALUES / columns) {
            throw file.malformed("tensor " + tensor.declaration() + " does not have 1 to " + MAX_VALUES + " values");
        }
        Matrix matrix = new Matrix((int) rows, (int) columns);
        for (int i = 0; i < matrix.values().length; i++) {
            float value = tensor.data().getAtIndex(FLOAT, i);
            if (!Float.isFinite(value)) {
                throw file.valueFault(tensor).of(i, "has the value " + value);
            }
            matrix.values()[i] = value;
        }
        return Parameter.sparse(name, matrix);
    }
}
