package org.wvtoolkit.cli.reliability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.wvtoolkit.alignment.WordPairs;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.option.OptionsFile;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.documents.DocumentIndex;
import org.wvtoolkit.documents.DocumentVectors;
import org.wvtoolkit.documents.WordWeighting;
import org.wvtoolkit.download.Catalogue;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.evaluation.benchmark.BenchmarkFiles;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.index.HnswIndex;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.nn.classifier.TextClassifier;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.nn.labelled.LineFormat;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.phrases.Phrases;
import org.wvtoolkit.pipeline.Checkpoint;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.pipeline.TrainingRequest;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.WordnetFile;
import org.wvtoolkit.retrofitting.Lexicon;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.tuning.Trial;
import org.wvtoolkit.tuning.TrialFile;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * All readers of files with a small valid file for each. Formats of vectors, texts and classifiers are taken from their
 * registries; {@code MutatedFilesTest} checks that every other class with a method that opens a file is in the list.
 */
final class FileReaders {
    /** Reads a file and uses its values. Throws {@link NotFinite} if a result is not a finite number. */
    @FunctionalInterface
    interface Reader {
        void read(Path file) throws IOException;
    }

    /**
     * A kind of file.
     *
     * @param name name in failure messages
     * @param file a valid file; others may be beside it
     * @param reader reads a file with this name
     * @param cost divisor of the number of changed files; above 1 for readers that may also read the whole of
     *     WordNet, whose memory is not limited
     */
    record Kind(String name, Path file, Reader reader, int cost) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A result that is not a finite number. */
    static final class NotFinite extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotFinite(String what) {
            super(what);
        }
    }

    private final Path folder;
    private final List<Kind> all = new ArrayList<>();

    /**
     * Creates the files.
     *
     * @param folder an existing empty folder
     */
    FileReaders(Path folder) throws IOException {
        this.folder = folder;
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            text.append('w').append((int) (30 * random.nextDouble() * random.nextDouble()));
            text.append(i % 10 == 9 ? '\n' : ' ');
        }
        file("text", text.toString());
        run("train", path("text"), "-o", path("model"), "--dim", "6", "--epochs", "1", "--min-count", "1");
        run("train", path("text"), "-o", path("sparse"), "--method", "ppmi", "--min-count", "1");
        run("train", path("text"), "-o", path("counts"), "--method", "cooccurrence", "--min-count", "1");
        run("corpus", "encode", path("text"), "-o", path("encoded"), "--min-count", "1");
        vectors();
        matrices();
        texts(text.toString());
        labelled();
        wordnets();
        lists();
    }

    List<Kind> all() {
        return List.copyOf(all);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private void run(Object... arguments) {
        CommandRun.Place.home(folder.resolve("home")).run(arguments).done();
    }

    private void add(String name, Path file, Reader reader) {
        all.add(new Kind(name, file, reader, 1));
    }

    static void finite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new NotFinite(what + ": " + value);
        }
    }

    private static void search(Embeddings model) {
        if (model.vocabulary().size() > 0) {
            search(Neighbours.of(model, 1), model);
        }
    }

    private static void search(Neighbours neighbours, Embeddings model) {
        String word = model.vocabulary().word(0);
        if (neighbours.similar(List.of(word), 5) instanceof Outcome.Known<List<Neighbour>>(List<Neighbour> found)) {
            found.forEach(neighbour -> finite(neighbour.score(), "score"));
        }
    }

    private void vectors() throws IOException {
        for (VectorFormat format : VectorFormats.all()) {
            Path file = folder.resolve("vectors." + format.name());
            if (format.isWritable()) {
                run("convert", path("model"), "-o", file, "--to", format.name());
            } else {
                Files.write(file, fasttext());
            }
            add("vectors in " + format.name(), file, damaged -> {
                try (Embeddings model = format.read(damaged, ProgressListener.NONE)) {
                    search(model);
                }
            });
        }
        for (String precision : List.of("half", "int8", "binary")) {
            Path file = folder.resolve("model-" + precision);
            run("compress", path("model"), "-o", file, "--precision", precision);
            add("model in " + precision, file, FileReaders::open);
        }
        add("sparse model", folder.resolve("sparse"), FileReaders::open);
    }

    /** A model with two words, a label and seven buckets of subwords. */
    private static byte[] fasttext() {
        int buckets = 7;
        ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0x2F4F16BA).putInt(12);
        for (int value : new int[] {3, 5, 5, 1, 5, 1, 2, 2, buckets, 2, 3, 100}) {
            bytes.putInt(value);
        }
        bytes.putDouble(1e-4).putInt(3).putInt(2).putInt(1).putLong(12).putLong(-1);
        bytes.put("</s>\0".getBytes(StandardCharsets.UTF_8)).putLong(7).put((byte) 0);
        bytes.put("cat\0".getBytes(StandardCharsets.UTF_8)).putLong(5).put((byte) 0);
        bytes.put("__label__x\0".getBytes(StandardCharsets.UTF_8)).putLong(2).put((byte) 1);
        bytes.put((byte) 0).putLong(2 + buckets).putLong(3);
        for (int row = 0; row < 2 + buckets; row++) {
            bytes.putFloat(1 + row).putFloat(row).putFloat(-0.1f * row);
        }
        bytes.put((byte) 0).putLong(2).putLong(3);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void open(Path file) throws IOException {
        try (Embeddings model = Embeddings.open(file)) {
            search(model);
        }
    }

    private void matrices() throws IOException {
        add("counts", folder.resolve("counts"), file -> {
            try (ContextMatrix matrix = ContextMatrix.open(file)) {
                for (long at = 0; at < matrix.matrix().nonZeros(); at++) {
                    finite(matrix.matrix().value(at), "count");
                }
                matrix.countingOptions();
            }
        });
        add("tensors", folder.resolve("model"), file -> {
            try (TensorFile tensors = TensorFile.open(file)) {
                tensors.metadata();
            }
        });
        add("encoded corpus", folder.resolve("encoded"), file -> {
            try (EncodedSource source = EncodedSource.open(file)) {
                source.corpus().options();
                consume(source);
            }
        });
        checkpoint();
        Embeddings model = Embeddings.open(folder.resolve("model"));
        Path graph = folder.resolve("model.hnsw");
        run("index", path("model"), "--quiet");
        add("index", graph, file -> {
            try (HnswIndex index = HnswIndex.open(file, model)) {
                search(Neighbours.of(model, 1).with(index), model);
            }
        });
        DocumentVectors vectors = new DocumentVectors(model, WordWeighting.MEAN);
        try (DocumentIndex documents = new DocumentIndex(vectors)) {
            documents.add("one", "w1 w2 w3");
            documents.add("two", "w4 w5");
            documents.save(folder.resolve("documents"));
        }
        add("document index", folder.resolve("documents"), file -> {
            try (DocumentIndex index = DocumentIndex.open(file, vectors)) {
                index.search("w1", 2).forEach(match -> finite(match.score(), "score"));
            }
        });
    }

    private void checkpoint() throws IOException {
        Path checkpoint = folder.resolve("run.checkpoint");
        try (EncodedSource source = EncodedSource.open(folder.resolve("encoded"))) {
            TrainingMethod method =
                    TrainingMethods.create("cbow", OptionValues.of(Map.of("dimension", "6", "epochs", "3")));
            TrainingRequest request = new TrainingRequest.WithCheckpoints(
                    source,
                    VocabularyOptions.ofMinCount(1),
                    PredefinedWords.NONE,
                    (Word2VecMethod) method,
                    folder.resolve("unfinished"),
                    Duration.ofNanos(1));
            Training.run(
                    request,
                    new Resources(1, 1L << 28, folder),
                    ProgressListener.NONE,
                    model -> Files.copy(folder.resolve("unfinished.checkpoint"), checkpoint));
        }
        add("checkpoint", checkpoint, file -> {
            try (Checkpoint opened = Checkpoint.open(file)) {
                opened.method();
            }
        });
    }

    private static void consume(TokenSource source) throws IOException {
        source.readTokens(
                () -> new TokenSink() {
                    @Override
                    public void beginChunk(long number) {}

                    @Override
                    public void token(byte[] utf8, int offset, int length) {}

                    @Override
                    public void endSentence() {}

                    @Override
                    public void endChunk() {}
                },
                1,
                ProgressListener.NONE);
    }

    private void texts(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (String compression : List.of("gz", "bzip2", "xz", "zstd", "lz4-framed")) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (OutputStream out =
                    new CompressorStreamFactory().createCompressorOutputStream(compression, compressed)) {
                out.write(bytes);
            } catch (CompressorException unknown) {
                throw new IOException(unknown);
            }
            text(
                    "text in " + compression,
                    Files.write(folder.resolve("text." + compression), compressed.toByteArray()));
        }
        Path zip = folder.resolve("text.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("a", "b")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(bytes);
            }
        }
        text("text in zip", zip);
        Path tar = folder.resolve("text.tar.gz");
        try (TarArchiveOutputStream out =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(tar)))) {
            TarArchiveEntry entry = new TarArchiveEntry("a");
            entry.setSize(bytes.length);
            out.putArchiveEntry(entry);
            out.write(bytes);
            out.closeArchiveEntry();
        }
        text("text in tar", tar);
        text(
                "JSON lines",
                file("text.jsonl", "{\"id\": 1, \"text\": \"one \\u4e2d two\", \"a\": [1, {}]}\n".repeat(5)));
        text("CSV text", file("text.csv", "id,text,label\n1,\"one, \"\"two\"\"\nthree\",x\n2,four,y\n"));
        text(
                "HTML",
                file("text.html", "<html><head><title>t</title></head><body><p>one &amp; two<br>three</body></html>"));
        text(
                "MediaWiki dump",
                file(
                        "wiki.xml",
                        "<mediawiki><page><title>A</title><ns>0</ns><revision><text>'''one''' [[two|three]]"
                                + " {{t|a={{u}}}}\n{| class=x\n| cell\n|}\n[[File:a.jpg|thumb|caption]]"
                                + "</text></revision></page></mediawiki>"));
        text(
                "WikiExtractor",
                file("wiki_00", "<doc id=\"1\" url=\"u\" title=\"T\">\nT\n\none two &lt;b&gt;\n</doc>\n"));
    }

    private void text(String name, Path file) {
        add(name, file, damaged -> consume(TextCorpus.of(damaged)));
    }

    private void labelled() throws IOException {
        StringBuilder lines = new StringBuilder();
        StringBuilder csv = new StringBuilder("label,text\n");
        StringBuilder json = new StringBuilder();
        StringBuilder prefixed = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            String label = i % 2 == 0 ? "pos" : "neg";
            String text = label + "w w" + i % 7 + " w" + i % 5;
            lines.append(label).append('\t').append(text).append('\n');
            csv.append(label).append(",\"").append(text).append("\"\n");
            json.append("{\"label\": \"%s\", \"text\": \"%s\"}%n".formatted(label, text));
            prefixed.append("__label__").append(label).append(' ').append(text).append('\n');
        }
        Resources resources = new Resources(1, 1L << 26, folder);
        Reader reader = file -> LabelledCorpus.read(
                        List.of(new TextInput.AtPath(file)),
                        LineFormat.detected(),
                        TextAnalyzers.standard(),
                        1,
                        resources,
                        ProgressListener.NONE)
                .close();
        add("labelled lines", file("labelled.tsv", lines.toString()), reader);
        add("labelled CSV", file("labelled.csv", csv.toString()), reader);
        add("labelled JSON", file("labelled.jsonl", json.toString()), reader);
        add("labelled prefixes", file("labelled.txt", prefixed.toString()), reader);
        for (var method : ClassifierMethods.all()) {
            Path file = folder.resolve("classifier-" + method.name());
            List<Object> arguments = new ArrayList<>(List.of("classify", "train", path("labelled.tsv"), "-o", file));
            arguments.addAll(List.of("--classifier", method.name(), "--min-count", "1", "--epochs", "1"));
            arguments.addAll(List.of("--dimension", "8"));
            if (method.uses("buckets")) {
                arguments.addAll(List.of("--buckets", "1000"));
            }
            run(arguments.toArray());
            add("classifier " + method.name(), file, damaged -> {
                try (TextClassifier classifier = TextClassifier.open(damaged)) {
                    for (double probability :
                            classifier.predict("posw w1 w2 negw").probabilities()) {
                        finite(probability, "probability");
                    }
                }
            });
        }
    }

    private void wordnets() throws IOException {
        Path graph = folder.resolve("graph.safetensors");
        Path omw = file(
                "omw.tab",
                String.join(
                        "\n",
                        List.of(
                                "# OMW\teng\thttp://example.org\tCC",
                                "00001740-n\teng:lemma\tentity",
                                "00001930-n\teng:lemma\tthing",
                                "00001930-n\teng:def\t0\ta thing",
                                "")));
        Path lmf = file(
                "lmf.xml",
                "<?xml version=\"1.0\"?>\n<LexicalResource><Lexicon id=\"x\" language=\"en\">"
                        + "<LexicalEntry id=\"e1\"><Lemma writtenForm=\"cat\" partOfSpeech=\"n\"/>"
                        + "<Sense id=\"s1\" synset=\"y1\"/></LexicalEntry>"
                        + "<LexicalEntry id=\"e2\"><Lemma writtenForm=\"animal\" partOfSpeech=\"n\"/>"
                        + "<Sense id=\"s2\" synset=\"y2\"/></LexicalEntry>"
                        + "<Synset id=\"y1\" ili=\"i1\" partOfSpeech=\"n\"><Definition>a pet</Definition>"
                        + "<SynsetRelation relType=\"hypernym\" target=\"y2\"/></Synset>"
                        + "<Synset id=\"y2\" ili=\"i2\" partOfSpeech=\"n\"/></Lexicon></LexicalResource>\n");
        WordnetFile.read(lmf).save(graph);
        all.add(new Kind("wordnet in OMW tab", omw, WordnetFile::read, 200));
        // Without relations of its own, a wordnet has those of WordNet.
        all.add(new Kind("wordnet in LMF", lmf, WordnetFile::read, 10));
        add("sense graph", graph, SenseGraph::open);
    }

    private void lists() throws IOException {
        DenseEmbeddings model = (DenseEmbeddings) Embeddings.open(folder.resolve("model"));
        add(
                "similarity benchmark",
                file("pairs.csv", "word1,word2,similarity\nw1,w2,3\nw3,w4,5.5\nw5,w6,1\nw7,w8,2\n"),
                file -> BenchmarkFiles.read(file));
        add("analogies", file("analogies.txt", ": a\nw1 w2 w3 w4\nw2 w3 w4 w5\n"), BenchmarkFiles::read);
        add("word pairs", file("pairs.tsv", "w1\tw2\nw3\tw4\n"), file -> WordPairs.read(file, model, model));
        add(
                "lexicon",
                file("lexicon.tsv", "w1\tw2\tantonym\nw3\tw4\n"),
                file -> Lexicon.read(file, model.vocabulary()));
        add(
                "catalogue",
                file("catalogue.tsv", "a\ta.txt\thttps://example.org/a\t-\t-\tfree\ta text\n"),
                Catalogue::read);
        add(
                "options",
                file("a.options", "method = cbow\nwindow = 5\n"),
                file -> OptionsFile.read(file, TrainingMethods.REGISTRY));
        run("corpus", "phrases", path("text"), "-o", path("phrases.tsv"), "--min-count", "2", "--threshold", "0");
        add("phrases", folder.resolve("phrases.tsv"), Phrases::read);
        Path trials = folder.resolve("a.trials");
        TrialFile.begin(trials, new TreeMap<>(Map.of("--search", "random")))
                .add(new Trial(0, new TreeMap<>(Map.of("window", "5")), 0.5, 1.5));
        add("trials", trials, TrialFile::read);
    }
}
