package org.wvtoolkit.cli.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.command.Commands;
import org.wvtoolkit.cli.reliability.SampleCommand.Trait;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.pipeline.TrainingMethods;
import picocli.CommandLine;

/** Short runs of every command, with generated inputs. {@code SampleCommandsTest} checks that no command is missing. */
final class SampleCommands {
    private static final int TOKENS = 40_000;
    private static final int ROWS = 2000;
    private static final int COLUMNS = 20;

    /** Standard input of all runs, read by the shell. */
    static final String STANDARD_INPUT = "similar w1\n";

    private static @Nullable SampleCommands shared;

    private final Path in;
    private final String address;
    private final List<SampleCommand> all = new ArrayList<>();

    private SampleCommands(Path in, CorpusServer server) {
        this.in = in;
        this.address = server.address();
        try {
            writeInputs();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        training();
        corpora();
        queries();
        evaluation();
        models();
        pictures();
        classification();
        help();
    }

    /**
     * The runs, whose inputs are created once for all tests and deleted when the process ends. A server of the process
     * provides the corpus to download.
     */
    static synchronized SampleCommands shared() throws IOException {
        if (shared == null) {
            Path folder = Files.createTempDirectory("wv-samples");
            CorpusServer server = new CorpusServer();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                delete(folder);
            }));
            shared = new SampleCommands(Files.createDirectory(folder.resolve("in")), server);
        }
        return shared;
    }

    /** Deletes a folder with its files. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            // The system deletes temporary folders.
            return;
        }
    }

    /** The folder of the inputs. */
    Path inputs() {
        return in;
    }

    /** Home folder of all runs, in which WordNet is prepared once. */
    Path home() {
        return in.resolveSibling("home");
    }

    /** Runs a command within the process. */
    CommandRun run(SampleCommand sample, Path place) {
        return CommandRun.Place.home(home())
                .with(STANDARD_INPUT)
                .run(sample.arguments(place).toArray());
    }

    /** All runs, in the order of the help. */
    List<SampleCommand> all() {
        return List.copyOf(all);
    }

    /** The runs that write files. */
    List<SampleCommand> writing() {
        return all.stream().filter(sample -> sample.has(Trait.WRITES)).toList();
    }

    /** One run that writes files for each command. */
    List<SampleCommand> oneWritingEach() {
        Map<String, SampleCommand> first = new LinkedHashMap<>();
        writing().forEach(sample -> first.putIfAbsent(sample.command(), sample));
        return List.copyOf(first.values());
    }

    /** The runs that end by themselves. */
    List<SampleCommand> ending() {
        return all.stream().filter(sample -> !sample.has(Trait.SERVES)).toList();
    }

    /** The commands of the registry without subcommands of their own, by name. */
    static Map<String, CommandLine> registered() {
        Map<String, CommandLine> leaves = new TreeMap<>();
        for (String name : Commands.NAMES) {
            Object command = Commands.create(name, ProcessContext.ofProcess());
            collect(name, command instanceof CommandLine line ? line : new CommandLine(command), leaves);
        }
        return leaves;
    }

    private static void collect(String name, CommandLine command, Map<String, CommandLine> leaves) {
        if (command.getSubcommands().isEmpty()
                || !command.getCommandSpec().positionalParameters().isEmpty()) {
            leaves.put(name, command);
        }
        command.getSubcommands().forEach((sub, line) -> collect(name + " " + sub, line, leaves));
    }

    private String input(String name) {
        return in.resolve(name).toString();
    }

    private void writeInputs() throws IOException {
        Random random = new Random(8);
        Files.writeString(in.resolve("text"), text(random));
        Files.writeString(in.resolve("vectors.vec"), vectors(random));
        StringBuilder labelled = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String label = i % 2 == 0 ? "pos" : "neg";
            labelled.append(label).append('\t');
            for (int word = 0; word < 12; word++) {
                labelled.append(' ').append(word % 3 == 0 ? label : "w").append(random.nextInt(40));
            }
            labelled.append('\n');
        }
        Files.writeString(in.resolve("labelled.tsv"), labelled);
        StringBuilder pairs = new StringBuilder("word1,word2,similarity\n");
        StringBuilder analogies = new StringBuilder(": section\n");
        StringBuilder lexicon = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            pairs.append("w%d,w%d,%d%n".formatted(i, i + 3, i % 10));
            analogies.append("w%d w%d w%d w%d%n".formatted(i, i + 1, i + 2, i + 3));
            lexicon.append("w%d\tw%d%n".formatted(i, i + 2));
        }
        Files.writeString(in.resolve("pairs.csv"), pairs);
        Files.writeString(in.resolve("analogies.txt"), analogies);
        Files.writeString(in.resolve("lexicon.tsv"), lexicon);
        Files.writeString(
                in.resolve("weat.txt"), "a: w1 w2 w3 w4\nb: w5 w6 w7 w8\nc: w11 w12 w13 w14\nd: w15 w16 w17 w18\n");
        Files.writeString(in.resolve("words.txt"), "w1\nw2\nw3\n");
        Files.writeString(
                in.resolve("catalogue.tsv"), "sample\tsample.txt\t" + address + "\t-\t-\tgenerated\ta text\n");
        run(
                "train",
                input("text"),
                "-o",
                input("model"),
                "--dim",
                "12",
                "--epochs",
                "2",
                "--threads",
                "1",
                "--validation-fraction",
                "0.1");
        run("train", input("text"), "-o", input("other"), "--dim", "12", "--epochs", "1", "--seed", "2");
        run("train", input("text"), "-o", input("sparse"), "--method", "ppmi");
        run("train", input("text"), "-o", input("counts"), "--method", "cooccurrence");
        run("corpus", "encode", input("text"), "-o", input("encoded"));
        run("corpus", "phrases", input("text"), "-o", input("phrases.tsv"), "--min-count", "2", "--threshold", "0");
        run("index", input("model"), "--quiet");
        run("classify", "train", input("labelled.tsv"), "-o", input("classifier"));
        run(
                "tune",
                input("text"),
                "-o",
                input("tuned"),
                "--dim",
                "4",
                "--trials",
                "2",
                "--repeats",
                "0",
                "--validation-fraction",
                "0.2");
    }

    private void run(String... arguments) {
        CommandRun.Place.home(home()).run((Object[]) arguments).done();
    }

    private static String text(Random random) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < TOKENS; i++) {
            words.append('w').append((int) (900 * random.nextDouble() * random.nextDouble()));
            words.append(i % 12 == 11 ? '\n' : ' ');
        }
        return words.toString();
    }

    private static String vectors(Random random) {
        StringBuilder rows = new StringBuilder(ROWS + " " + COLUMNS + "\n");
        for (int row = 0; row < ROWS; row++) {
            rows.append('w').append(row);
            for (int column = 0; column < COLUMNS; column++) {
                rows.append(' ').append(random.nextInt(1000) / 100f);
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    private void add(String command, String label, List<String> more, Trait... traits) {
        add(command, label, more, Map.of(), traits);
    }

    private void add(String command, String label, List<String> more, Map<String, Path> copies, Trait... traits) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        arguments.addAll(more);
        String name = label.isEmpty() ? command : command + " (" + label + ")";
        all.add(new SampleCommand(command, name, arguments, copies, Set.of(traits)));
    }

    private void training() {
        for (var method : TrainingMethods.all()) {
            List<String> arguments = new ArrayList<>(List.of(input("text"), "-o", "@/model", "--force"));
            arguments.addAll(List.of("--method", method.name(), "--threads", "1"));
            if (method.uses("dimension")) {
                arguments.addAll(List.of("--dimension", "12"));
            }
            if (method.uses("epochs")) {
                arguments.addAll(List.of("--epochs", "2"));
            }
            add("train", method.name(), arguments, Trait.WRITES);
        }
        add(
                "train",
                "checkpoints",
                List.of(
                        input("text"),
                        "-o",
                        "@/model",
                        "--force",
                        "--dim",
                        "12",
                        "--epochs",
                        "6",
                        "--deterministic",
                        "--checkpoint-every",
                        "0.05s"),
                Trait.WRITES);
        add(
                "train",
                "from counts",
                List.of("--from", input("counts"), "-o", "@/model", "--force", "--method", "ppmi"),
                Trait.WRITES);
        add(
                "train",
                "encoded",
                List.of(input("encoded"), "-o", "@/model", "--force", "--dim", "8", "--threads", "1"),
                Trait.WRITES);
        add(
                "tune",
                "",
                List.of(
                        input("text"),
                        "-o",
                        "@/options",
                        "--force",
                        "--dim",
                        "4",
                        "--trials",
                        "2",
                        "--repeats",
                        "0",
                        "--validation-fraction",
                        "0.2"),
                Trait.WRITES,
                Trait.MEASURES);
    }

    private void corpora() {
        add("corpus check", "", List.of(input("text"), "--no-forecast"));
        add("corpus stats", "", List.of(input("text")));
        for (String command : List.of("tokenize", "encode", "shuffle", "dedup", "phrases", "sample")) {
            List<String> arguments = new ArrayList<>(List.of(input("text"), "-o", "@/" + command, "--force"));
            switch (command) {
                case "phrases" -> arguments.addAll(List.of("--min-count", "2", "--threshold", "0"));
                case "sample" -> arguments.addAll(List.of("--share", "0.5"));
                default -> {}
            }
            add("corpus " + command, "", arguments, Trait.WRITES);
            if (!command.equals("encode")) {
                List<String> printing = new ArrayList<>(arguments);
                printing.removeAll(List.of("-o", "@/" + command, "--force"));
                add("corpus " + command, "standard output", printing);
            }
        }
        add("corpus split", "", List.of(input("text"), "-o", "@/a", "-o", "@/b", "--force"), Trait.WRITES);
        add("corpus get", "list", List.of("--catalogue", input("catalogue.tsv")));
        add(
                "corpus get",
                "",
                List.of("sample", "-o", "@/sample.txt", "--catalogue", input("catalogue.tsv")),
                Trait.WRITES,
                Trait.KEEPS);
    }

    private void queries() {
        List<String> model = List.of("-m", input("model"));
        add("similar", "", and(model, "w1", "-n", "800"));
        add("similar", "index", and(model, "w1", "--approximate"));
        add("similar", "sparse", List.of("-m", input("sparse"), "w1"));
        add("similar", "words from a file", and(model, "--words-from", input("words.txt")));
        add("analogy", "", and(model, "w1", "w2", "w3"));
        add("similarity", "", and(model, "w1", "w2"));
        add("odd-one-out", "", and(model, "w1", "w2", "w3"));
        add("distance", "", and(model, "w1 w2 w3", "w4 w5 w6"));
        add("vector", "", and(model, "w1", "w2"));
        add("vectors", "standard output", and(model, "--text", input("text")));
        add("vectors", "", and(model, "--text", input("text"), "-o", "@/vectors.tsv", "--force"), Trait.WRITES);
        add("centroid", "", and(model, "w1", "w2"));
        add("why", "", List.of("-m", input("sparse"), "w1", "w2"));
        add("thesaurus", "", List.of("river"));
        add("thesaurus walk", "", List.of("-o", "@/walk", "--force", "--tokens", "20000"), Trait.WRITES);
        add("thesaurus walk", "standard output", List.of("--tokens", "20000"));
        add("shell", "", List.of(input("model")));
    }

    private void evaluation() {
        add("eval", "", List.of("-m", input("model"), input("pairs.csv"), input("analogies.txt")));
        List<String> compared = List.of(input("model"), input("other"), "--questions", input("pairs.csv"));
        add(
                "compare",
                "",
                and(compared, "-o", "@/report.html", "--format", "html", "--force"),
                Trait.WRITES,
                Trait.MEASURES);
        add("compare", "standard output", compared);
        add("stability", "", List.of(input("model"), input("other")));
        add("diff", "", List.of(input("model"), input("other")));
        add("bias", "", List.of("-m", input("model"), input("weat.txt")));
    }

    private void models() {
        add("info", "", List.of(input("model")));
        for (VectorFormat format : VectorFormats.all()) {
            if (format.isWritable()) {
                add(
                        "convert",
                        format.name(),
                        List.of(input("vectors.vec"), "-o", "@/out", "--to", format.name(), "--force"),
                        Trait.WRITES);
            }
        }
        add("check-model", "", List.of(input("model")));
        add(
                "check-model",
                "repair",
                List.of(input("vectors.vec"), "--repair", "-o", "@/repaired", "--force"),
                Trait.WRITES);
        add("compress", "", List.of(input("model"), "-o", "@/small", "--precision", "int8", "--force"), Trait.WRITES);
        add("compress", "measurement", List.of(input("model")));
        add(
                "index",
                "",
                List.of("@/model", "--force", "--threads", "1"),
                Map.of("model", in.resolve("model")),
                Trait.WRITES);
        add("index", "measurement", List.of(input("model"), "--measure"));
        add(
                "retrofit",
                "",
                List.of(input("model"), "--with", input("lexicon.tsv"), "-o", "@/fitted", "--force"),
                Trait.WRITES);
        add("align", "", List.of(input("other"), input("model"), "-o", "@/", "--force"), Trait.WRITES);
        add("cluster", "", List.of(input("model"), "-k", "5", "--classes", "@/classes", "--force"), Trait.WRITES);
    }

    private void pictures() {
        add("explore", "export", List.of(input("model"), "--export", "@/page.html", "--force"), Trait.WRITES);
        add("explore", "server", List.of(input("model"), "--port", "0"), Trait.SERVES);
        add("serve", "", List.of(input("model"), "--port", "0"), Trait.SERVES);
        List<String> model = List.of("-m", input("model"));
        for (String type : List.of("svg", "png")) {
            List<String> output = List.of("-o", "@/picture." + type, "--force");
            add("plot words", type, and(and(model, "w1", "w2", "w3", "w4"), output), Trait.WRITES);
            add("plot heatmap", type, and(and(model, "w1", "w2", "w3"), output), Trait.WRITES);
            add("plot curves", type, and(List.of(input("model")), output), Trait.WRITES);
            add("plot search", type, and(List.of(input("tuned.trials")), output), Trait.WRITES);
            add("plot thesaurus", type, and(List.of("river"), output), Trait.WRITES);
        }
    }

    private void classification() {
        for (var method : ClassifierMethods.all()) {
            List<String> arguments = new ArrayList<>(List.of(input("labelled.tsv"), "-o", "@/model", "--force"));
            arguments.addAll(List.of("--classifier", method.name(), "--threads", "1"));
            if (method.uses("epochs")) {
                arguments.addAll(List.of("--epochs", "1"));
            }
            add("classify train", method.name(), arguments, Trait.WRITES);
        }
        add(
                "classify tune",
                "",
                List.of(
                        input("labelled.tsv"),
                        "-o",
                        "@/options",
                        "--force",
                        "--trials",
                        "2",
                        "--repeats",
                        "0",
                        "--validation-fraction",
                        "0.2"),
                Trait.WRITES,
                Trait.MEASURES);
        add("classify test", "", List.of("-m", input("classifier"), input("labelled.tsv")));
        add("classify predict", "", List.of("-m", input("classifier"), input("text")));
    }

    private void help() {
        add("help", "", List.of("train"));
        add("completion", "", List.of("bash"));
        add("man", "", List.of());
    }

    private static List<String> and(List<String> some, List<String> others) {
        List<String> joined = new ArrayList<>(some);
        joined.addAll(others);
        return joined;
    }

    private static List<String> and(List<String> some, String... others) {
        return and(some, List.of(others));
    }

    /** A folder for outputs by label, which contains no characters that are special in names. */
    static Path folder(Path parent, SampleCommand sample) {
        return parent.resolve(sample.label().replaceAll("[^A-Za-z0-9]+", "-"));
    }

    /** The content of a folder, by file name; folders in it end in a slash and are empty. */
    static Map<String, byte[]> content(Path folder) throws IOException {
        Map<String, byte[]> content = new LinkedHashMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (Files.isRegularFile(file)) {
                    content.put(name, Files.readAllBytes(file));
                } else {
                    content.put(name + "/", new byte[0]);
                }
            }
        }
        return content;
    }
}
