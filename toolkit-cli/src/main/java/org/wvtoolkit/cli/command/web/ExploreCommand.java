package org.wvtoolkit.cli.command.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.web.ServerOptions;
import org.wvtoolkit.web.export.ModelExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv explore}: a model in the browser, or as one HTML file. */
@Command(
        name = "explore",
        customSynopsis = {
            "wv explore [MODEL...] [--corpus FILE]... [OPTIONS]",
            "wv explore [MODEL] --export FILE.html [--words N] [--force]"
        },
        description = {
            "Shows models in the browser: map, search, neighbours, analogies and comparisons.",
            "The page also has axes, clusters, concordance lines and WordNet. The command prints"
                    + " the address to open; Ctrl-C stops the server, which accepts connections from this"
                    + " machine only. The map is computed once, in the background, and stored beside the"
                    + " model as MODEL.umap. 'wv serve' provides the JSON interface without the page, also"
                    + " to other machines."
        },
        footer = {
            "wv explore  The default model",
            "wv explore --open a.safetensors b.bin  Compare two models",
            "wv explore a.safetensors --corpus book.txt  With concordance lines",
            "wv explore a.safetensors --export model.html  Export a single file"
        },
        exitCodeList = {"1:A model cannot be read, or the port is in use."})
public final class ExploreCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "Vector file in any supported format. Repeatable. Default: $WV_MODEL, else the model"
                    + " that 'wv train' saves by default.")
    private List<Path> models = new ArrayList<>();

    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "Vector files. Same as -m MODEL for each.")
    private List<Path> arguments = new ArrayList<>();

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description = "Text file or folder for concordance lines, usually the training corpus. Repeatable.")
    private List<Path> corpus = new ArrayList<>();

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on. Default: any free port.")
    private int port;

    @Option(names = "--open", description = "Open the page in the browser: $BROWSER, else that of the desktop.")
    private boolean open;

    @Option(
            names = "--export",
            paramLabel = "FILE.html",
            description = "Write the page with the model as one file that works without a server.")
    private @Nullable Path export;

    @Option(
            names = "--words",
            paramLabel = "N",
            description = "Number of most frequent words to export. Default: 50000.")
    private @Nullable Integer words;

    @Option(names = "--force", description = "Replace FILE.html if it exists.")
    private boolean force;

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams and environment of the process
     */
    public ExploreCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        models.addAll(arguments);
        checkUsage();
        List<Path> paths = ServerRun.models(models, context);
        if (export != null) {
            return export(export, paths.getFirst());
        }
        ServerOptions options = ServerOptions.of(paths.toArray(Path[]::new))
                .withPage(null)
                .listening(InetAddress.ofLiteral("127.0.0.1"), port, null)
                .withWordnet(ServerRun.wordnet(wordnet, context));
        if (!corpus.isEmpty()) {
            options = options.withCorpus(ServerRun.corpus(corpus), Path.of(System.getProperty("java.io.tmpdir", ".")));
        }
        return ServerRun.run(options, progressOptions, context, server -> {
            if (open) {
                openBrowser(server.url());
            }
        });
    }

    private void checkUsage() {
        if (port < 0 || port > 65_535) {
            throw usage("--port must be 0 to 65535: " + port);
        }
        if (export == null && (words != null || force)) {
            throw usage((words != null ? "--words" : "--force") + " requires --export");
        }
        if (export != null && models.size() > 1) {
            throw usage("--export writes one model; use only one MODEL");
        }
        if (export != null && (open || port != 0 || !corpus.isEmpty())) {
            throw usage("--export starts no server; omit " + (open ? "--open" : port != 0 ? "--port" : "--corpus"));
        }
        if (words != null && words < 1) {
            throw usage("--words must be at least 1: " + words);
        }
    }

    private ParameterException usage(String message) {
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(spec.commandLine(), message);
    }

    private int export(Path target, Path model) throws IOException {
        OutputFile.check(target, force);
        try (ProgressReport progress = progressOptions.begin(context)) {
            ModelExport.write(
                    target,
                    model,
                    words == null ? ModelExport.DEFAULT_WORDS : words,
                    ServerRun.wordnet(wordnet, context),
                    progress);
            progress.finish();
        } catch (UnsuitableInputException sparse) {
            return context.failed(model + ": " + sparse.getMessage());
        }
        if (!progressOptions.quiet()) {
            context.err().println("saved " + target);
        }
        return ExitCode.DONE;
    }

    /**
     * Opens the page with the commands of {@code $BROWSER}, or the desktop's program for addresses. If none of them
     * works, a message repeats the address.
     */
    private void openBrowser(String url) {
        for (List<String> command : browsers(url)) {
            try {
                Process browser = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                var _ = browser.onExit().thenAccept(ended -> {
                    if (ended.exitValue() != 0) {
                        reportNoBrowser(url);
                    }
                });
                return;
            } catch (IOException missing) {
                // The next command is tried.
            }
        }
        reportNoBrowser(url);
    }

    private List<List<String>> browsers(String url) {
        List<List<String>> commands = new ArrayList<>();
        for (String browser : context.environment().getOrDefault("BROWSER", "").split(":", -1)) {
            if (!browser.isBlank()) {
                List<String> command = new ArrayList<>(List.of(browser.strip().split(" +", -1)));
                command.replaceAll(part -> part.replace("%s", url));
                if (!browser.contains("%s")) {
                    command.add(url);
                }
                commands.add(command);
            }
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        commands.add(
                system.contains("mac")
                        ? List.of("open", url)
                        : system.contains("win")
                                ? List.of("rundll32", "url.dll,FileProtocolHandler", url)
                                : List.of("xdg-open", url));
        return commands;
    }

    private void reportNoBrowser(String url) {
        context.err().println("no browser could be opened; open " + url + " yourself");
    }
}
